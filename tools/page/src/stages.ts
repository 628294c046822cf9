// The table of all stages: what the charts show, as figures.
import type { Side, Stage } from "./data";
import { flatten } from "./data";
import { h, named, section } from "./dom";
import { count, duration, exact, percent, short } from "./format";
import { type Column, sortedTable } from "./table";

interface Row {
  stage: Stage;
  depth: number;
  place: number;
}

const time = (title: string, of: (stage: Stage) => number | null, about: string): Column<Row> => ({
  title,
  about,
  key: ({ stage }) => of(stage),
  cell: ({ stage }) => (stage.count === 0 ? "–" : duration(of(stage))),
});
const figure = (
  title: string,
  of: (stage: Stage) => number | null,
  text: (value: number) => string,
  about: string,
): Column<Row> => ({
  title,
  about,
  key: ({ stage }) => of(stage),
  cell: ({ stage }) => {
    const value = of(stage);
    return value === null ? "–" : text(value);
  },
});

export function stagesSection(side: Side): HTMLElement {
  const { report } = side;
  const rows: Row[] = [
    ...flatten(report.stages).map((each, place) => ({ ...each, place })),
    { stage: { ...report.total, name: "whole run", path: "whole run" }, depth: 0, place: Infinity },
  ];
  const all: Column<Row>[] = [
    {
      title: "Stage",
      isText: true,
      about: "In the order in which they run",
      key: ({ place }) => place,
      cell: ({ stage, depth }) => h("span", { class: `depth-${Math.min(depth, 4)}` }, named(stage.name)),
    },
    figure("Calls", (stage) => stage.count, count, "Calls that were timed"),
    figure(
      "Share",
      (stage) => stage.share,
      (value) => percent(value),
      "Of the time of all runs",
    ),
    figure(
      "Slow runs",
      (stage) => stage.slow_share,
      (value) => percent(value),
      "Share of the time of the runs above the p99",
    ),
    time("Mean", (stage) => stage.mean_ns, "Mean time of a call"),
    time("p50", (stage) => stage.p50_ns, "Half of the calls took at most so long"),
    time("p90", (stage) => stage.p90_ns, "9 of 10 calls took at most so long"),
    time("p99", (stage) => stage.p99_ns, "99 of 100 calls took at most so long"),
    time("p99.9", (stage) => stage.p999_ns, "999 of 1,000 calls took at most so long"),
    time("Max", (stage) => stage.max_ns, "The longest call"),
    figure("Threshold", (stage) => stage.threshold_ns, exact, "What a call is to take at most"),
    figure(
      "Over",
      (stage) => (stage.threshold_ns === null ? null : stage.violations),
      count,
      "Calls over the threshold",
    ),
    figure("Stopped", (stage) => stage.stopped, count, "Runs that ended here with an empty result"),
    figure("Threw", (stage) => stage.errors, count, "Runs that ended here by an exception"),
    figure("Items/s", (stage) => stage.items_per_second, short, "Items a second of its time"),
  ];
  const columns = all.filter((column) => rows.some((row) => column.key(row) !== null));
  return section(
    "stages",
    "All stages",
    "Press a heading to sort by it, again for the other direction.",
    sortedTable("Figures of all stages", columns, rows),
  );
}
