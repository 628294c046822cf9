// The runs on the chart over time, each drawn by what it was.
import { label, line, type uPlot, within } from "./chart";
import { exact } from "./format";
import type { Runs } from "./runs";
import { colour } from "./theme";

export const marked = 10; // of the slowest runs

/** Where a run is, in pixels from the left and the top of the plotting area. */
export interface Place {
  run: number;
  x: number;
  y: number;
}

/** Draws all, and says where each run is on the page. */
export function drawRuns(u: uPlot, runs: Runs, threshold: number | null, chosen: number | null): Place[] {
  const ratio = devicePixelRatio;
  const places: Place[] = [];
  const { min: from = -Infinity, max: to = Infinity } = u.scales.x!;
  within(u, (context) => {
    if (threshold !== null) {
      const y = u.valToPos(threshold, "y", true);
      line(
        context,
        [
          [u.bbox.left, y],
          [u.bbox.left + u.bbox.width, y],
        ],
        colour("accent"),
        1.25,
        [5, 3],
      );
    }
    const others: Place[] = [];
    for (let run = 0; run < runs.count; ++run) {
      const seconds = runs.start[run]!;
      if (seconds < (from ?? -Infinity) || seconds > (to ?? Infinity)) continue;
      const place = { run, x: u.valToPos(seconds, "x"), y: u.valToPos(Math.max(runs.total[run]!, 1), "y") };
      places.push(place);
      if (runs.outcome(run) !== "ok" || runs.isOver[run] === 1) others.push(place);
    }
    const at = ({ x, y }: Place): [number, number] => [u.bbox.left + x * ratio, u.bbox.top + y * ratio];
    const size = (runs.count > 4000 ? 1.6 : 2.4) * ratio;
    context.fillStyle = colour("point");
    for (const place of places) {
      const [x, y] = at(place);
      context.fillRect(x - size / 2, y - size / 2, size, size);
    }
    for (const place of others) shape(context, at(place), runs, place.run);
    const byRun = new Map(places.map((place) => [place.run, place]));
    [...runs.bySlowness.subarray(0, marked)].forEach((run, i) => {
      const place = byRun.get(run);
      if (place === undefined) return;
      const [x, y] = at(place);
      ring(context, [x, y], colour("accent"), 5 * ratio);
      if (i > 0) return;
      const isRight = x > u.bbox.left + u.bbox.width * 0.85;
      label(context, "slowest", x + (isRight ? -9 : 9) * ratio, y, colour("accent"), isRight ? "right" : "left");
    });
    if (threshold !== null) {
      const y = u.valToPos(threshold, "y", true);
      label(context, `threshold ${exact(threshold)}`, u.bbox.left + 6 * ratio, y + 10 * ratio, colour("accent"));
    }
    const own = chosen === null ? undefined : byRun.get(chosen);
    if (own === undefined) return;
    const [x, y] = at(own);
    line(
      context,
      [
        [x, u.bbox.top],
        [x, u.bbox.top + u.bbox.height],
      ],
      colour("ink"),
      1,
    );
    ring(context, [x, y], colour("ink"), 7 * ratio);
  });
  return places;
}

/** A cross for a run that threw, a triangle for one that stopped, a small square for one over a threshold. */
function shape(context: CanvasRenderingContext2D, [x, y]: [number, number], runs: Runs, run: number): void {
  const size = 3.5 * devicePixelRatio;
  const outcome = runs.outcome(run);
  if (outcome === "threw") {
    line(
      context,
      [
        [x - size, y - size],
        [x + size, y + size],
      ],
      colour("ink"),
      1.5,
    );
    line(
      context,
      [
        [x - size, y + size],
        [x + size, y - size],
      ],
      colour("ink"),
      1.5,
    );
  } else if (outcome === "stopped") {
    line(
      context,
      [
        [x - size, y - size / 2],
        [x + size, y - size / 2],
        [x, y + size],
        [x - size, y - size / 2],
      ],
      colour("ink"),
      1.25,
    );
  } else {
    context.fillStyle = colour("accent");
    context.fillRect(x - size * 0.6, y - size * 0.6, size * 1.2, size * 1.2);
  }
}

function ring(context: CanvasRenderingContext2D, [x, y]: [number, number], stroke: string, radius: number): void {
  context.strokeStyle = stroke;
  context.lineWidth = 1.75 * devicePixelRatio;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}
