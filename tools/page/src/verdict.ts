// What is said of a stage in one word.
import type { Report, Stage } from "./data";
import { count } from "./format";
import { h } from "./dom";

export interface Verdict {
  kind: "bottleneck" | "over" | "fine" | "unseen";
  text: string;
  why: string;
}

/** A stage may be both: the first that applies, and the other in words. */
export function verdictOf(stage: Stage, report: Report): Verdict {
  const found = report.bottlenecks.find((bottleneck) => bottleneck.stage === stage.path);
  const over = stage.violations > 0 ? `over its threshold ${count(stage.violations)}×` : "";
  if (stage.count === 0) return { kind: "unseen", text: "not run", why: "" };
  if (found !== undefined && found.severity !== "low" && found.kind !== "excess") {
    return { kind: "bottleneck", text: over === "" ? "bottleneck" : `bottleneck, ${over}`, why: found.reason };
  }
  if (over !== "") return { kind: "over", text: over, why: found?.reason ?? "" };
  return { kind: "fine", text: "fine", why: found?.reason ?? "" };
}

const marks = { bottleneck: "●", over: "▲", fine: "", unseen: "" };

export function chip(verdict: Verdict): HTMLElement {
  const mark = marks[verdict.kind];
  return h(
    "span",
    { class: `chip ${verdict.kind}` },
    mark !== "" && h("span", { "aria-hidden": "true" }, `${mark} `),
    verdict.text,
  );
}
