// How the time of a call grows with its items: the means that were counted, the fitted curve, and where it crosses the
// threshold.
import type { Cost, CostModel, PageData, Stage } from "./data";
import { flatten } from "./data";
import { durationValues, logAxis, logScale, mount, within } from "./chart";
import { costRange, drawCost, timeOf } from "./cost_chart";
import { h, named, section } from "./dom";
import { count, duration, round } from "./format";

export function costSection(data: PageData, side: number): HTMLElement | null {
  const { costs, report } = data.sides[side]!;
  const before = side === 1 ? data.sides[0]!.costs : [];
  const stages = flatten(report.stages).map(({ stage }) => stage);
  const figures = costs
    .filter(({ cells }) => cells.length > 0)
    .map((cost) =>
      figure(
        cost,
        stages.find(({ path }) => path === cost.stage)!,
        before.find(({ stage }) => stage === cost.stage),
      ),
    );
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
  const range = costRange(cost, stage, before);
  requestAnimationFrame(() => {
    mount(
      place,
      230,
      {
        padding: [8, 14, 0, 0],
        scales: { x: logScale(range.items[0], range.items[1]), y: logScale(range.ns[0], range.ns[1]) },
        axes: [
          logAxis(range.items[0], range.items[1], 5, {
            label: "items of a call",
            values: (_u, splits) => splits.map(round),
          }),
          logAxis(range.ns[0], range.ns[1], 5, { size: 60, values: durationValues }),
        ],
        series: [{}, { paths: () => null, points: { show: false } }],
        cursor: { points: { show: false }, drag: { x: false, y: false }, y: false },
        hooks: {
          draw: [(u) => within(u, (context) => drawCost(u, context, cost, stage, before, range))],
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
  const sentence =
    cost.sentence === ""
      ? "The calls do not tell how its time grows."
      : `${cost.sentence[0]!.toUpperCase()}${cost.sentence.slice(1)}.`;
  return h(
    "figure",
    {},
    h("figcaption", {}, h("h3", {}, named(stage.path)), h("p", {}, sentence)),
    place,
    read,
    asTable(cost),
  );
}

function readout(model: CostModel | null, items: number): string {
  const form = model?.forms[0];
  if (form === undefined) return `${round(items)} items`;
  return `${round(items)} items: about ${duration(timeOf(form, items))}`;
}

/** What the chart shows, for who does not see it. */
function asTable(cost: Cost): HTMLElement {
  const head = ["Items", "Mean time", "Deviation", "Calls"].map((title) =>
    h("th", { scope: "col", class: "number" }, title),
  );
  const rows = cost.cells.map(([items, ns, calls, deviation]) =>
    h(
      "tr",
      {},
      ...[count(items), duration(ns), duration(deviation), count(calls)].map((text) =>
        h("td", { class: "number" }, text),
      ),
    ),
  );
  return h(
    "details",
    { class: "no-print" },
    h("summary", {}, "The points as a table"),
    h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows)),
  );
}
