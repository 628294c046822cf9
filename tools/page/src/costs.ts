// How the time of a call grows with its items: the means that were counted, the fitted curve, and where it crosses the
// threshold.
import type { Cost, CostModel, Form, PageData, Stage } from "./data";
import { flatten } from "./data";
import { axis, durationValues, label, line, logScale, logSplits, mount, uPlot, within } from "./chart";
import { h, named, section } from "./dom";
import { count, duration, short } from "./format";
import { colour } from "./theme";

const grown: Record<string, (n: number) => number> = {
  "1": () => 1,
  "log n": (n) => Math.log2(n),
  n: (n) => n,
  "n log n": (n) => n * Math.log2(n),
  "n^2": (n) => n * n,
  "n^3": (n) => n * n * n,
};
const timeOf = (form: Form, items: number): number => form.fixed_ns + form.each_ns * (grown[form.growth]?.(items) ?? NaN);

export function costSection(data: PageData, side: number): HTMLElement | null {
  const { costs, report } = data.sides[side]!;
  const before = side === 1 ? data.sides[0]!.costs : [];
  const stages = flatten(report.stages).map(({ stage }) => stage);
  const figures = costs
    .filter(({ cells }) => cells.length > 0)
    .map((cost) => figure(cost, stages.find(({ path }) => path === cost.stage)!, before.find(({ stage }) => stage === cost.stage)));
  if (figures.length === 0) return null;
  return section(
    "costs",
    "At what load it breaks",
    "Time of a call against its items. Points are means of calls with about as many items, larger where there were more; the line is the fitted cost, dashed beyond what was seen.",
    h("div", { class: "costs" }, ...figures),
  );
}

function figure(cost: Cost, stage: Stage, before: Cost | undefined): HTMLElement {
  const place = h("div", { class: "plot", role: "img", "aria-label": `${stage.path}: ${cost.sentence}` });
  const read = h("p", { class: "read", "aria-hidden": "true" }, "\u00a0");
  const range = rangeOf(cost, stage, before);
  requestAnimationFrame(() => {
    mount(
      place,
      230,
      {
        padding: [8, 14, 0, 0],
        scales: { x: logScale(range.items[0], range.items[1]), y: logScale(range.ns[0], range.ns[1]) },
        axes: [
          axis({ label: "items of a call", splits: () => logSplits(range.items[0], range.items[1]), values: (_u, splits) => splits.map(short) }),
          axis({ size: 60, splits: () => logSplits(range.ns[0], range.ns[1]), values: durationValues }),
        ],
        series: [{}, { paths: () => null, points: { show: false } }],
        cursor: { points: { show: false }, drag: { x: false, y: false }, y: false },
        hooks: {
          draw: [(u) => within(u, (context) => draw(u, context, cost, stage, before, range))],
          setCursor: [
            (u) => {
              const left = u.cursor.left ?? -1;
              read.textContent = left < 0 ? "\u00a0" : readout(stage.cost, u.posToVal(left, "x"));
            },
          ],
        },
      },
      [cost.cells.map(([items]) => Math.max(items, 1)), cost.cells.map(([, ns]) => Math.max(ns, 1))],
    );
  });
  const sentence = cost.sentence === "" ? "The calls do not tell how its time grows." : `${cost.sentence[0]!.toUpperCase()}${cost.sentence.slice(1)}.`;
  return h("figure", {}, h("figcaption", {}, h("h3", {}, named(stage.path)), h("p", {}, sentence)), place, read, asTable(cost));
}

function readout(model: CostModel | null, items: number): string {
  const form = model?.forms[0];
  if (form === undefined) return `${short(Math.round(items))} items`;
  return `${short(Math.round(items))} items: about ${duration(timeOf(form, items))}`;
}

/** What the chart shows, for who does not see it. */
function asTable(cost: Cost): HTMLElement {
  const head = ["Items", "Mean time", "Deviation", "Calls"].map((title) => h("th", { scope: "col", class: "number" }, title));
  const rows = cost.cells.map(([items, ns, calls, deviation]) =>
    h("tr", {}, ...[count(items), duration(ns), duration(deviation), count(calls)].map((text) => h("td", { class: "number" }, text))),
  );
  return h("details", { class: "no-print" }, h("summary", {}, "The points as a table"), h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)));
}

interface Range {
  items: [number, number];
  ns: [number, number];
}

function rangeOf(cost: Cost, stage: Stage, before: Cost | undefined): Range {
  const cells = [...cost.cells, ...(before?.cells ?? [])];
  const items = cells.map(([n]) => Math.max(n, 1));
  const times = cells.map(([, ns]) => Math.max(ns, 1));
  const crossing = stage.cost?.crossing;
  if (crossing !== null && crossing !== undefined && crossing.where !== "beyond") {
    items.push(Math.max(1, Math.min(crossing.upper ?? crossing.items, crossing.items * 4)));
    if (stage.threshold_ns !== null) times.push(stage.threshold_ns);
  } else if (stage.threshold_ns !== null && stage.threshold_ns < Math.max(...times) * 100) {
    times.push(stage.threshold_ns);
  }
  const widen = (values: number[]): [number, number] => [Math.min(...values) / 1.5, Math.max(Math.max(...values), Math.min(...values) * 2) * 1.5];
  return { items: widen(items), ns: widen(times) };
}

function draw(u: uPlot, context: CanvasRenderingContext2D, cost: Cost, stage: Stage, before: Cost | undefined, range: Range): void {
  const ratio = devicePixelRatio;
  const at = (items: number, ns: number): [number, number] => [u.valToPos(Math.max(items, 1), "x", true), u.valToPos(Math.max(ns, 0.5), "y", true)];
  const { top, height, left, width } = u.bbox;
  const model = stage.cost;
  const crossing = model?.crossing;
  if (stage.threshold_ns !== null && stage.threshold_ns <= range.ns[1]) {
    const y = at(1, stage.threshold_ns)[1];
    line(context, [[left, y], [left + width, y]], colour("accent"), 1.25, [5, 3]);
    label(context, `threshold ${duration(stage.threshold_ns)}`, left + 6 * ratio, y - 9 * ratio, colour("accent"));
  }
  if (crossing && crossing.where !== "beyond" && stage.threshold_ns !== null) {
    const [x, y] = at(crossing.items, stage.threshold_ns);
    const from = at(crossing.lower, 1)[0];
    const to = crossing.upper === null ? left + width : at(crossing.upper, 1)[0];
    context.fillStyle = colour("accent-soft");
    context.fillRect(from, top, to - from, height);
    line(context, [[x, y], [x, top + height]], colour("accent"), 1.25);
    const isRight = x > left + width * 0.6;
    label(context, `${short(Math.round(crossing.items))} items`, x + (isRight ? -6 : 6) * ratio, top + height - 10 * ratio, colour("accent"), isRight ? "right" : "left");
  }
  (model?.forms ?? []).slice(0, 2).forEach((form, i) => {
    const curve = (from: number, to: number): [number, number][] =>
      Array.from({ length: 61 }, (_, k) => from * (to / from) ** (k / 60)).map((items) => at(items, timeOf(form, items)));
    const seen = Math.max(model!.items_to, 1);
    line(context, curve(Math.max(model!.items_from, 1), seen), colour(i === 0 ? "ink" : "dim"), i === 0 ? 1.75 : 1);
    line(context, curve(seen, Math.max(range.items[1], seen)), colour(i === 0 ? "ink" : "dim"), i === 0 ? 1.75 : 1, [4, 4]);
  });
  for (const [items, ns, calls] of before?.cells ?? []) dot(context, at(items, ns), calls, false);
  for (const [items, ns, calls] of cost.cells) dot(context, at(items, ns), calls, true);
}

function dot(context: CanvasRenderingContext2D, [x, y]: [number, number], calls: number, isFull: boolean): void {
  context.beginPath();
  context.arc(x, y, (2 + 0.8 * Math.log10(Math.max(calls, 1))) * devicePixelRatio, 0, 2 * Math.PI);
  context.fillStyle = context.strokeStyle = colour("data");
  context.lineWidth = 1.25 * devicePixelRatio;
  if (isFull) context.fill();
  else context.stroke();
}
