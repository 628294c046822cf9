// The pipeline as a flow: each stage with its share of the time and what is to be said of it, nested pipelines around theirs.
import type { PageData, Report, Stage } from "./data";
import { flatten } from "./data";
import { h, meter, named, section } from "./dom";
import { change, duration, exact, percent } from "./format";
import { chips, verdictOf } from "./verdict";

export function flowSection(data: PageData, side: number): HTMLElement {
  const { report } = data.sides[side]!;
  return section(
    "flow",
    "Where the time goes",
    "Stages in the order in which they run, each with its share of the time of all runs.",
    shares(report),
    stageList(report.stages, data, side),
  );
}

/** All stages on one bar, as wide as their shares. The same figures are in the flow below it. */
function shares(report: Report): HTMLElement {
  const bar = h("div", { class: "shares", "aria-hidden": "true" });
  for (const { stage } of flatten(report.stages)) {
    if (stage.stages.length > 0 || stage.share <= 0) continue;
    const part = h("div", { class: `part ${verdictOf(stage, report).kind}` });
    part.style.flexGrow = String(stage.share);
    if (stage.share >= 0.06) part.append(named(stage.name));
    bar.append(part);
  }
  return bar;
}

function stageList(stages: Stage[], data: PageData, side: number): HTMLElement {
  return h(
    "ol",
    { class: "flow" },
    ...stages.map((stage) => (stage.stages.length > 0 ? group(stage, data, side) : card(stage, data, side))),
  );
}

function group(stage: Stage, data: PageData, side: number): HTMLElement {
  const head = h(
    "div",
    { class: "group-head" },
    named(stage.name),
    h("span", { class: "share" }, percent(stage.share)),
    chips(verdictOf(stage, data.sides[side]!.report)),
  );
  return h("li", { class: "group" }, head, stageList(stage.stages, data, side));
}

function card(stage: Stage, data: PageData, side: number): HTMLElement {
  const verdict = verdictOf(stage, data.sides[side]!.report);
  const compared = side === 1 ? data.comparison?.stages.find(({ path }) => path === stage.path) : undefined;
  const facts: [string, string][] = [
    ["p50", duration(stage.p50_ns)],
    ["p99", duration(stage.p99_ns)],
    ["threshold", exact(stage.threshold_ns)],
  ];
  if (compared !== undefined) facts.push(["p50 since before", change(compared.p50.change)]);
  return h(
    "li",
    { class: `stage ${verdict.kind}`, "data-stage": stage.path },
    named(stage.name, "stage-name"),
    h("div", { class: "share" }, percent(stage.share)),
    meter(stage.share, verdict.kind),
    chips(verdict),
    h("dl", {}, ...facts.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value)))),
  );
}
