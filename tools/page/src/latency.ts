// How long the calls of each stage took: a row for each, over one axis of time, so that they can be compared. Pointing, or
// the slider, reads off what part of the calls took at most so long.
import type { ComparedStage, PageData, Stage } from "./data";
import { flatten } from "./data";
import { button, h, named, section } from "./dom";
import { duration, fineShare, short } from "./format";
import { histogramOf, shareUpTo } from "./histogram";
import { type Row, drawLatency } from "./latency_chart";

const mostRows = 14;
const steps = 1000; // of the slider

export function latencySection(data: PageData, side: number): HTMLElement {
  const rows = rowsOf(data, side);
  const rest = rows.slice(mostRows);
  const shown = rows.slice(0, mostRows);
  const range = rangeOf(rows);
  const body = h("div", { class: "rows" });
  const slider = h("input", {
    type: "range",
    min: 0,
    max: steps,
    value: 0,
    id: "latency-at",
  });
  const output = h("output", { for: "latency-at", id: "latency-output" }, "");
  const timeAt = (step: number): number => range.from * (range.to / range.from) ** (step / steps);

  const read = (ns: number | null, from: Row | null): void => {
    for (const row of rows) {
      row.read?.replaceChildren(...readout(row, ns));
      if (row === from || row.chart === undefined) continue;
      row.chart.setCursor(
        ns === null ? { left: -10, top: -10 } : { left: row.chart.valToPos(ns, "x"), top: 10 },
        false,
      );
    }
    output.textContent = ns === null ? "" : duration(ns);
    if (ns === null) return;
    if (from !== null)
      slider.value = String(Math.round((Math.log(ns / range.from) / Math.log(range.to / range.from)) * steps));
    const said = rows.slice(0, 6).map((row) => `${row.stage.path} ${fineShare(shareUpTo(row.histogram, ns))}`);
    slider.setAttribute("aria-valuetext", `at most ${duration(ns)}: ${said.join(", ")}`);
  };
  slider.addEventListener("input", () => read(timeAt(Number(slider.value)), null));

  const add = (row: Row): void => {
    const isFirst = row === rows[0];
    const place = h("div", { class: "plot" });
    row.read = h("div", { class: "read" });
    row.read.append(...readout(row, null));
    const name = h("div", { class: `row-name depth-${Math.min(row.depth, 4)}` }, named(row.stage.name));
    body.append(h("div", { class: isFirst ? "row first" : "row" }, name, place, row.read));
    requestAnimationFrame(() => {
      row.chart = drawLatency(place, row, range, isFirst, (ns) => read(ns, ns === null ? null : row));
    });
  };
  shown.forEach(add);
  const more =
    rest.length > 0 &&
    button(`Show ${rest.length} more stages`, () => {
      rest.forEach(add);
      if (more) more.remove();
    });
  const overlay = data.comparison === null ? "" : " The dashed outline is before, the filled one after.";
  return section(
    "latency",
    "How long calls take",
    `Height is the number of calls, on a logarithmic scale; so is time. Thresholds are dashed, the ticks below are p50, p90, p99 and p99.9.${overlay}`,
    h("div", { class: "reader no-print" }, h("label", { for: "latency-at" }, "Read off at"), slider, output),
    body,
    more,
  );
}

function rowsOf(data: PageData, side: number): Row[] {
  const { report } = data.sides[side]!;
  const other = data.comparison !== null && side === 1 ? data.sides[0]!.report : null;
  const renamed = new Map(data.comparison?.stages.map((stage: ComparedStage) => [stage.path, stage.path_before]));
  const others = other === null ? [] : flatten(other.stages).map(({ stage }) => stage);
  const row = (stage: Stage, depth: number, before: Stage | undefined): Row => ({
    stage,
    depth,
    histogram: histogramOf(stage),
    before: before === undefined || before.count === 0 ? null : { stage: before, histogram: histogramOf(before) },
  });
  return [
    row({ ...report.total, name: "whole run", path: "whole run" }, 0, other?.total),
    ...flatten(report.stages).map(({ stage, depth }) =>
      row(
        stage,
        depth,
        others.find((one) => one.path === (renamed.get(stage.path) ?? stage.path)),
      ),
    ),
  ].filter(({ stage }) => stage.count > 0);
}

/** From the least time that was seen to the greatest, or to the greatest threshold near it. */
function rangeOf(rows: Row[]): { from: number; to: number } {
  let from = Infinity;
  let to = 1;
  for (const { stage, before } of rows) {
    from = Math.min(from, Math.max(stage.min_ns, 1), Math.max(before?.stage.min_ns ?? Infinity, 1));
    to = Math.max(to, stage.max_ns, before?.stage.max_ns ?? 0);
  }
  for (const { stage } of rows) {
    if (stage.threshold_ns !== null && stage.threshold_ns < to * 1000) to = Math.max(to, stage.threshold_ns);
  }
  if (!Number.isFinite(from)) from = 1;
  return { from: from / 1.3, to: Math.max(to, from * 2) * 1.3 };
}

function readout(row: Row, ns: number | null): HTMLElement[] {
  const { stage, histogram } = row;
  const item = (term: string, value: string): HTMLElement =>
    h("span", {}, h("span", { class: "term" }, `${term} `), value);
  if (ns === null) return [item("p50", duration(stage.p50_ns)), item("p99", duration(stage.p99_ns))];
  const share = shareUpTo(histogram, ns);
  const over = Math.round((1 - share) * histogram.count);
  return [item("≤", fineShare(share)), item("longer", over >= 1 ? short(over) : "0")];
}
