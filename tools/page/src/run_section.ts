// The runs: over time, as lists of those that one looks for, and one in full.
import type { Side } from "./data";
import { button, h, named, section } from "./dom";
import { count, counted, duration } from "./format";
import { runDetails } from "./run_details";
import { marked } from "./run_marks";
import { type Runs, decodeRuns } from "./runs";
import { timeline } from "./timeline";

const listed = 60;

export function runSection(side: Side): HTMLElement {
  if (side.runs === null) {
    return section(
      "runs",
      "Single runs",
      `The recording is at level ${side.report.level}, which keeps no single runs: record with weir::Trace<N> among the policies, or WEIR_LEVEL=2.`,
    );
  }
  const runs = decodeRuns(side.runs, side.report.stages, side.report.total);
  if (runs.count === 0) return section("runs", "Single runs", "None is in the recording.");
  const details = h("div", { class: "panel", id: "run-details" });
  const said = h("p", { class: "hidden", role: "status" });
  let chosen = runs.bySlowness[0]!;
  const pick = (run: number): void => {
    chosen = run;
    details.replaceChildren(runDetails(side, runs, run));
    said.replaceChildren(
      `Run of ${duration(runs.total[run]!)}, key `,
      named(runs.json.keys[runs.json.key[run]!] ?? ""),
      `, ${runs.outcome(run)}`,
    );
    chart.choose(run);
    for (const one of list.element.querySelectorAll("button[data-run]")) {
      one.setAttribute("aria-pressed", String(Number(one.getAttribute("data-run")) === run));
    }
  };
  const chart = timeline(runs, side.report.total.threshold_ns, pick);
  const list = runList(runs, pick, () => chosen);
  pick(chosen);
  return section(
    "runs",
    "Single runs",
    told(runs),
    legend(runs),
    chart.element,
    said,
    h(
      "p",
      { class: "note no-print", id: "timeline-keys" },
      "Click a run for its stages. With the keyboard: ← and → go through time, ↑ and ↓ by slowness. Drag to zoom, double-click to see all.",
    ),
    h("div", { class: "columns runs" }, list.element, details),
  );
}

function told(runs: Runs): string {
  if (runs.count === runs.recorded) return `All ${counted(runs.count, "run")} that the recording holds.`;
  return `Shown are ${count(runs.count)} of ${counted(runs.recorded, "run")}: the slowest and the quickest of each moment, those that threw or stopped, those over thresholds, and a part of all others.`;
}

function legend(runs: Runs): HTMLElement {
  const threw = [...runs.ended.values()].filter(({ outcome }) => outcome === "threw").length;
  const stopped = runs.ended.size - threw;
  const items: [string, string][] = [
    ["○", `the ${Math.min(marked, runs.count)} slowest`],
    ...(runs.isOver.includes(1) ? ([["■", "over a threshold"]] as [string, string][]) : []),
    ...(threw > 0 ? ([["×", `threw: ${count(threw)}`]] as [string, string][]) : []),
    ...(stopped > 0 ? ([["▽", `stopped: ${count(stopped)}`]] as [string, string][]) : []),
  ];
  return h(
    "ul",
    { class: "legend" },
    ...items.map(([mark, text]) =>
      h(
        "li",
        {},
        h("span", { class: `mark ${mark === "○" || mark === "■" ? "accent" : ""}`, "aria-hidden": "true" }, mark),
        ` ${text}`,
      ),
    ),
  );
}

const kinds: [string, string, (runs: Runs, run: number) => boolean][] = [
  ["slowest", "Slowest", () => true],
  ["over", "Over a threshold", (runs, run) => runs.isOver[run] === 1],
  ["threw", "Threw", (runs, run) => runs.outcome(run) === "threw"],
  ["stopped", "Stopped", (runs, run) => runs.outcome(run) === "stopped"],
];

function runList(runs: Runs, pick: (run: number) => void, chosen: () => number): { element: HTMLElement } {
  const list = h("ol", { class: "run-list", tabindex: -1, "aria-label": "Runs, the slowest first" });
  const counts = new Map(
    kinds.map(([kind, , fits]) => [kind, runs.bySlowness.filter((run) => fits(runs, run)).length]),
  );
  const select = h(
    "select",
    { id: "run-kind" },
    ...kinds.filter(([kind]) => counts.get(kind)! > 0).map(([kind, title]) => h("option", { value: kind }, title)),
  );
  const fill = (): void => {
    const fits = kinds.find(([kind]) => kind === select.value)?.[2] ?? (() => true);
    const some: number[] = [];
    for (const run of runs.bySlowness) {
      if (some.length === listed) break;
      if (fits(runs, run)) some.push(run);
    }
    list.replaceChildren(...some.map((run) => h("li", {}, entry(run))));
  };
  const entry = (run: number): HTMLElement => {
    const one = button("", () => pick(run), { "data-run": run, "aria-pressed": String(run === chosen()) });
    const key = runs.json.keys[runs.json.key[run]!] ?? "";
    const outcome = runs.outcome(run);
    one.replaceChildren(
      h("span", { class: "total" }, duration(runs.total[run]!)),
      named(key, "key"),
      h("span", { class: "dim" }, outcome === "ok" ? (runs.isOver[run] === 1 ? "over" : "") : outcome),
    );
    return one;
  };
  select.addEventListener("change", fill);
  fill();
  const element = h(
    "div",
    {},
    h("label", { class: "list-kind", for: "run-kind" }, h("span", { class: "hidden" }, "Runs that are listed"), select),
    list,
  );
  return { element };
}
