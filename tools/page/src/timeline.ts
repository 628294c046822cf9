// The single runs over time. What a run was is told by its shape, not by colour alone; all of it is in the list beside it.
import { axis, durationValues, logAxis, logScale, mount, uPlot } from "./chart";
import { h, named } from "./dom";
import { duration } from "./format";
import { type Place, drawRuns } from "./run_marks";
import type { Runs } from "./runs";

export interface Timeline {
  element: HTMLElement;
  /** Draws the run that was chosen; `null`: none. */
  choose: (run: number | null) => void;
}

export function timeline(runs: Runs, threshold: number | null, pick: (run: number) => void): Timeline {
  const plot = h("div", { class: "plot" });
  const tip = h("div", { class: "tip", hidden: true });
  const element = h(
    "div",
    {
      class: "timeline",
      tabindex: 0,
      role: "group",
      "aria-label": "Runs over time",
      "aria-describedby": "timeline-keys",
    },
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
        scales: {
          x: {
            time: false,
            range: (_u, from, to) =>
              from === to ? [from - 0.5, to + 0.5] : [from - (to - from) * 0.01, to + (to - from) * 0.01],
          },
          y: logScale(range.from, range.to),
        },
        axes: [
          axis({
            label: "since the first run",
            values: (_u, splits, _axis, _space, step) => secondsAt(splits, step),
          }),
          logAxis(range.from, range.to, 8, { size: 64, values: durationValues }),
        ],
        series: [{}, { paths: () => null, points: { show: false } }],
        cursor: { points: { show: false }, drag: { x: true, y: false, dist: 8 } },
        hooks: {
          draw: [(u) => (places = drawRuns(u, runs, threshold, chosen))],
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
    tip.replaceChildren(
      h("strong", {}, duration(runs.total[run]!)),
      key === "" ? "" : named(key),
      outcome === "ok" ? "" : outcome,
    );
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

/** Of an axis of seconds: all in one unit, with as many places as its steps need, however far it is zoomed in. */
function secondsAt(splits: number[], step: number): string[] {
  const last = splits[splits.length - 1] ?? 0;
  const [size, unit] = last >= 1 ? [1, "s"] : last >= 1e-3 ? [1e-3, "ms"] : [1e-6, "µs"];
  const places = Math.max(0, Math.ceil(-Math.log10(step / size) - 1e-9));
  return splits.map((seconds) => `${(seconds / size).toFixed(places)}\u202f${unit}`);
}
