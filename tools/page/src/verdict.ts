// What is said of a stage in a word or two.
import type { Report, Stage } from "./data";
import { h } from "./dom";
import { count } from "./format";

export interface Verdict {
  /** The gravest that applies. */
  kind: "bottleneck" | "over" | "fine" | "unseen";
  isBottleneck: boolean;
  violations: number;
}

export function verdictOf(stage: Stage, report: Report): Verdict {
  const found = report.bottlenecks.find((bottleneck) => bottleneck.stage === stage.path);
  // one of low severity is only the largest of many, and what is over its threshold is said by itself
  const isBottleneck = found !== undefined && found.severity !== "low" && found.kind !== "excess";
  const { violations } = stage;
  const kind = stage.count === 0 ? "unseen" : isBottleneck ? "bottleneck" : violations > 0 ? "over" : "fine";
  return { kind, isBottleneck, violations };
}

export function chips({ kind, isBottleneck, violations }: Verdict): HTMLElement {
  const chip = (name: string, mark: string, text: string): HTMLElement =>
    h("span", { class: `chip ${name}` }, mark !== "" && h("span", { "aria-hidden": "true" }, `${mark} `), text);
  return h(
    "span",
    { class: "chips" },
    isBottleneck && chip("bottleneck", "●", "bottleneck"),
    violations > 0 && chip("over", "▲", `over ${count(violations)}×`),
    kind === "fine" && chip("fine", "", "fine"),
    kind === "unseen" && chip("fine", "", "not run"),
  );
}
