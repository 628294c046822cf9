// The single runs over time. What a run was is told by its shape, not by colour alone; all of it is in the list beside it.
import { axis, durationValues, label, line, logScale, logSplits, mount, uPlot, within } from "./chart";
import { h, named } from "./dom";
import { duration } from "./format";
import type { Runs } from "./runs";
import { colour } from "./theme";

export const marked = 10; // of the slowest runs

export interface Timeline {
  element: HTMLElement;
  /** Draws the run that was chosen; `null`: none. */
  choose: (run: number | null) => void;
}

interface Place {
  run: number;
  x: number;
  y: number;
}

export function timeline(runs: Runs, threshold: number | null, pick: (run: number) => void): Timeline {
  const plot = h("div", { class: "plot" });
  const tip = h("div", { class: "tip", hidden: true });
  const element = h(
    "div",
    { class: "timeline", tabindex: 0, role: "group", "aria-label": "Runs over time", "aria-describedby": "timeline-keys" },
    plot,
    tip,
  );
  let chosen: number | null = null;
  let chart: uPlot | null = null;
  let places: Place[] = [];
  const range = rangeOf(runs, threshold);
  const last = runs.start[runs.count - 1] ?? 0;

  const nearest = (x: number, y: number, most: number): number | null => {
    let best: number | null = null;
    let least = most * most;
    for (const place of places) {
      const distance = (place.x - x) ** 2 + (place.y - y) ** 2;
      if (distance <= least) [best, least] = [place.run, distance];
    }
    return best;
  };
  requestAnimationFrame(() => {
    chart = mount(
      plot,
      300,
      {
        padding: [10, 12, 0, 0],
        scales: { x: { time: false, range: (_u, from, to) => (from === to ? [from - 0.5, to + 0.5] : [from - (to - from) * 0.01, to + (to - from) * 0.01]) }, y: logScale(range.from, range.to) },
        axes: [
          axis({ label: "since the first run", values: (_u, splits) => splits.map((seconds) => (seconds === 0 ? "0" : duration(seconds * 1e9))) }),
          axis({ size: 64, splits: () => logSplits(range.from, range.to), values: durationValues }),
        ],
        series: [{}, { paths: () => null, points: { show: false } }],
        cursor: { points: { show: false }, drag: { x: true, y: false, dist: 8 } },
        hooks: {
          draw: [(u) => (places = draw(u, runs, threshold, chosen))],
          setCursor: [(u) => hover(u)],
        },
      },
      [Array.from(runs.start), Array.from(runs.total, (ns) => Math.max(ns, 1))],
    );
    chart.over.addEventListener("click", () => {
      const run = nearest(chart!.cursor.left ?? -1, chart!.cursor.top ?? -1, 16);
      if (run !== null) pick(run);
    });
  });

  function hover(u: uPlot): void {
    const { left = -1, top = -1 } = u.cursor;
    const run = left < 0 ? null : nearest(left, top, 16);
    tip.hidden = run === null;
    u.over.classList.toggle("can-pick", run !== null);
    if (run === null) return;
    const key = runs.json.keys[runs.json.key[run]!] ?? "";
    const outcome = runs.outcome(run);
    tip.replaceChildren(h("strong", {}, duration(runs.total[run]!)), key === "" ? "" : named(key), outcome === "ok" ? "" : outcome);
    const isRight = left > u.over.clientWidth * 0.7;
    tip.style.left = `${u.over.offsetLeft + left + (isRight ? -12 : 12)}px`;
    tip.style.top = `${u.over.offsetTop + top}px`;
    tip.classList.toggle("to-left", isRight);
  }

  element.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    const rank = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (runs.count === 0 || (step === undefined && rank === undefined)) return;
    event.preventDefault();
    const at = chosen ?? runs.bySlowness[0]!;
    if (step !== undefined) return pick(chosen === null ? at : Math.max(0, Math.min(runs.count - 1, at + step)));
    const place = runs.bySlowness.indexOf(at) + (chosen === null ? 0 : rank!);
    pick(runs.bySlowness[Math.max(0, Math.min(runs.count - 1, place))]!);
  });
  element.addEventListener("dblclick", () => chart?.setScale("x", { min: 0, max: last }));

  return {
    element,
    choose: (run) => {
      chosen = run;
      chart?.redraw(false, false);
    },
  };
}

function rangeOf(runs: Runs, threshold: number | null): { from: number; to: number } {
  let from = Infinity;
  let to = 1;
  for (const ns of runs.total) {
    from = Math.min(from, Math.max(ns, 1));
    to = Math.max(to, ns);
  }
  if (!Number.isFinite(from)) from = 1;
  if (threshold !== null && threshold < to * 100) to = Math.max(to, threshold);
  return { from: from / 1.3, to: Math.max(to, from * 2) * 1.6 };
}

/** Draws all, and says where each run is on the page. */
function draw(u: uPlot, runs: Runs, threshold: number | null, chosen: number | null): Place[] {
  const ratio = devicePixelRatio;
  const places: Place[] = [];
  const { min: from = -Infinity, max: to = Infinity } = u.scales.x!;
  within(u, (context) => {
    if (threshold !== null) {
      const y = u.valToPos(threshold, "y", true);
      line(context, [[u.bbox.left, y], [u.bbox.left + u.bbox.width, y]], colour("accent"), 1.25, [5, 3]);
      label(context, `threshold ${duration(threshold)}`, u.bbox.left + u.bbox.width - 6 * ratio, y - 9 * ratio, colour("accent"), "right");
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
      if (place !== undefined) ring(context, at(place), colour("accent"), 5 * ratio, i < 3 ? String(i + 1) : "");
    });
    const own = chosen === null ? undefined : byRun.get(chosen);
    if (own === undefined) return;
    const [x, y] = at(own);
    line(context, [[x, u.bbox.top], [x, u.bbox.top + u.bbox.height]], colour("ink"), 1);
    ring(context, [x, y], colour("ink"), 7 * ratio, "");
  });
  return places;
}

/** A cross for a run that threw, a triangle for one that stopped, a small square for one over a threshold. */
function shape(context: CanvasRenderingContext2D, [x, y]: [number, number], runs: Runs, run: number): void {
  const size = 3.5 * devicePixelRatio;
  const outcome = runs.outcome(run);
  if (outcome === "threw") {
    line(context, [[x - size, y - size], [x + size, y + size]], colour("ink"), 1.5);
    line(context, [[x - size, y + size], [x + size, y - size]], colour("ink"), 1.5);
  } else if (outcome === "stopped") {
    line(context, [[x - size, y - size / 2], [x + size, y - size / 2], [x, y + size], [x - size, y - size / 2]], colour("ink"), 1.25);
  } else {
    context.fillStyle = colour("accent");
    context.fillRect(x - size * 0.6, y - size * 0.6, size * 1.2, size * 1.2);
  }
}

function ring(context: CanvasRenderingContext2D, [x, y]: [number, number], stroke: string, radius: number, text: string): void {
  context.strokeStyle = stroke;
  context.lineWidth = 1.75 * devicePixelRatio;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
  if (text !== "") label(context, text, x + radius + 3 * devicePixelRatio, y, stroke);
}
