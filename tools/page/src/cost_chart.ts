// The cost of one stage, drawn.
import { label, line, type uPlot } from "./chart";
import type { Cost, Form, Stage } from "./data";
import { exact, round } from "./format";
import { colour } from "./theme";

const grown: Record<string, (n: number) => number> = {
  "1": () => 1,
  "log n": (n) => Math.log2(n),
  n: (n) => n,
  "n log n": (n) => n * Math.log2(n),
  "n^2": (n) => n * n,
  "n^3": (n) => n * n * n,
};
/** What a call with so many items takes by the form. */
export const timeOf = (form: Form, items: number): number =>
  form.fixed_ns + form.each_ns * (grown[form.growth]?.(items) ?? NaN);

export interface Range {
  items: [number, number];
  ns: [number, number];
}

export function costRange(cost: Cost, stage: Stage, before: Cost | undefined): Range {
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
  const widen = (values: number[]): [number, number] => [
    Math.min(...values) / 1.5,
    Math.max(Math.max(...values), Math.min(...values) * 2) * 1.5,
  ];
  return { items: widen(items), ns: widen(times) };
}

export function drawCost(
  u: uPlot,
  context: CanvasRenderingContext2D,
  cost: Cost,
  stage: Stage,
  before: Cost | undefined,
  range: Range,
): void {
  const ratio = devicePixelRatio;
  const at = (items: number, ns: number): [number, number] => [
    u.valToPos(Math.max(items, 1), "x", true),
    u.valToPos(Math.max(ns, 0.5), "y", true),
  ];
  const { top, height, left, width } = u.bbox;
  const model = stage.cost;
  const crossing = model?.crossing;
  if (stage.threshold_ns !== null && stage.threshold_ns <= range.ns[1]) {
    const y = at(1, stage.threshold_ns)[1];
    line(
      context,
      [
        [left, y],
        [left + width, y],
      ],
      colour("accent"),
      1.25,
      [5, 3],
    );
    label(
      context,
      `threshold ${exact(stage.threshold_ns)}`,
      left + 6 * ratio,
      y + (y < top + 18 * ratio ? 10 : -9) * ratio,
      colour("accent"),
    );
  }
  if (crossing && crossing.where !== "beyond" && stage.threshold_ns !== null) {
    const [x, y] = at(crossing.items, stage.threshold_ns);
    const from = at(crossing.lower, 1)[0];
    const to = crossing.upper === null ? left + width : at(crossing.upper, 1)[0];
    context.fillStyle = colour("accent-soft");
    context.fillRect(from, top, to - from, height);
    line(
      context,
      [
        [x, y],
        [x, top + height],
      ],
      colour("accent"),
      1.25,
    );
    const isRight = x > left + width * 0.6;
    label(
      context,
      `${round(crossing.items)} items`,
      x + (isRight ? -6 : 6) * ratio,
      top + height - 10 * ratio,
      colour("accent"),
      isRight ? "right" : "left",
    );
  }
  (model?.forms ?? []).slice(0, 2).forEach((form, i) => {
    const curve = (from: number, to: number): [number, number][] =>
      Array.from({ length: 61 }, (_, k) => from * (to / from) ** (k / 60)).map((items) =>
        at(items, timeOf(form, items)),
      );
    const seen = Math.max(model!.items_to, 1);
    line(context, curve(Math.max(model!.items_from, 1), seen), colour(i === 0 ? "ink" : "dim"), i === 0 ? 1.75 : 1);
    line(
      context,
      curve(seen, Math.max(range.items[1], seen)),
      colour(i === 0 ? "ink" : "dim"),
      i === 0 ? 1.75 : 1,
      [4, 4],
    );
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
