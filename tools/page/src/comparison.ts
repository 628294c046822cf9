// Two sides held against each other: the verdict, and of each stage by how much and how sure that is.
import type { ComparedStage, Comparison, Shift } from "./data";
import { h, named, s, section } from "./dom";
import { change, counted, duration, percent } from "./format";

const figures = ["mean", "p50", "p99"] as const;

export function comparisonSection(comparison: Comparison): HTMLElement {
  const rows = [...comparison.stages, { ...comparison.total, path: "whole run", path_before: "whole run" }];
  const reach = reachOf(rows, comparison.options.min_effect);
  const head = h(
    "tr",
    {},
    ...["Stage", "Verdict", "Mean", "p50", "p99"].map((title) => h("th", { scope: "col", class: "text" }, title)),
  );
  const body = rows.map((stage) =>
    h(
      "tr",
      { class: stage.path === "whole run" ? "total" : "" },
      h(
        "th",
        { scope: "row", class: "text" },
        named(stage.path),
        stage.path_before !== stage.path && h("span", { class: "note" }, " was ", named(stage.path_before)),
      ),
      h("td", { class: "text" }, verdictChip(stage)),
      ...figures.map((figure) =>
        h("td", { class: "shift" }, shiftCell(stage[figure], reach, comparison.options.min_effect)),
      ),
    ),
  );
  const changes = comparison.changes.map(({ kind, path, path_before }) =>
    h("li", {}, `${kind}: `, named(path === "" ? path_before : path)),
  );
  return section(
    "comparison",
    "Before and after",
    `${counted(comparison.before.recordings, "recording")} of ${counted(comparison.before.runs, "run")} before, ${counted(comparison.after.recordings, "recording")} of ${counted(comparison.after.runs, "run")} after.`,
    h(
      "p",
      { class: `headline ${comparison.verdict.replaceAll(" ", "-")}` },
      comparison.verdict,
      comparison.headline !== "" && ": ",
      named(comparison.headline, "message"),
    ),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Stages before and after" },
      h(
        "table",
        { class: "compared" },
        h("caption", { class: "hidden" }, "Stages before and after"),
        h("thead", {}, head),
        h("tbody", {}, ...body),
      ),
    ),
    h(
      "p",
      { class: "note" },
      `Bars are intervals that hold together with ${percent(comparison.options.confidence, 0)}; what is slower by less than ${percent(comparison.options.min_effect, 0)}, the grey band, does not count. Right is slower.`,
    ),
    changes.length > 0 && h("ul", { class: "plain" }, ...changes),
    comparison.warnings.length > 0 &&
      h("ul", { class: "plain" }, ...comparison.warnings.map((warning) => h("li", {}, named(warning, "message")))),
    h("details", {}, h("summary", {}, "What the verdict rests on"), h("p", {}, named(comparison.rests_on, "message"))),
  );
}

function verdictChip(stage: ComparedStage): HTMLElement {
  if (stage.verdict === null) return h("span", { class: "chip fine" }, "not judged");
  if (stage.verdict === "worse")
    return h("span", { class: "chip bottleneck" }, h("span", { "aria-hidden": "true" }, "▲ "), "worse");
  if (stage.faster) return h("span", { class: "chip fine" }, h("span", { "aria-hidden": "true" }, "▼ "), "faster");
  return h("span", { class: "chip fine" }, stage.verdict);
}

function shiftCell(shift: Shift, reach: number, effect: number): HTMLElement {
  const times =
    shift.before_ns === null || shift.after_ns === null
      ? ""
      : `${duration(shift.before_ns)} → ${duration(shift.after_ns)}`;
  const interval = shift.low === null || shift.high === null ? "" : `${change(shift.low)} to ${change(shift.high)}`;
  const cell = h(
    "div",
    { class: shift.verdict === "worse" ? "worse" : "" },
    h("div", { class: "by" }, change(shift.change), h("span", { class: "note" }, ` ${interval}`)),
  );
  if (shift.change !== null) cell.append(whisker(shift, reach, effect));
  cell.append(h("div", { class: "note" }, times));
  if (shift.why !== "") cell.append(h("div", { class: "note" }, named(shift.why, "message")));
  return cell;
}

/** How far the bars reach to both sides: a single wild interval is cut, so that the others can be told apart. */
function reachOf(stages: ComparedStage[], effect: number): number {
  const ends = stages.flatMap((stage) =>
    figures.flatMap((figure) => [stage[figure].low, stage[figure].high, stage[figure].change]),
  );
  const sizes = ends
    .filter((end): end is number => end !== null)
    .map(Math.abs)
    .sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length * 0.85)] ?? 0;
  return Math.max(effect * 3, Math.min(sizes[sizes.length - 1] ?? 0, usual * 2.5) * 1.05);
}

const wide = 150;
const high = 14;

function whisker(shift: Shift, reach: number, effect: number): SVGElement {
  const x = (part: number): number => Math.max(1, Math.min(wide - 1, wide / 2 + (part / reach) * (wide / 2 - 2)));
  const { low, high: upper } = shift;
  return s(
    "svg",
    { class: "whisker", viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, "aria-hidden": "true" },
    s("rect", { class: "band", x: x(-effect), y: 0, width: x(effect) - x(-effect), height: high }),
    s("line", { class: "zero", x1: x(0), x2: x(0), y1: 0, y2: high }),
    low !== null &&
      upper !== null &&
      s("line", { class: "interval", x1: x(low), x2: x(upper), y1: high / 2, y2: high / 2 }),
    s("circle", { class: "value", cx: x(shift.change ?? 0), cy: high / 2, r: 3.5 }),
  );
}
