// One run in full: where its time went, what it was for, what its stages captured, how it ended.
import type { Side, Stage } from "./data";
import { flatten } from "./data";
import { h, meter, named } from "./dom";
import { duration, exact, percent, time } from "./format";
import type { Runs } from "./runs";

export function runDetails(side: Side, runs: Runs, run: number): HTMLElement {
  const { json } = runs;
  const total = runs.total[run]!;
  const end = runs.ended.get(run);
  const thread = json.threads[json.thread[run]!];
  const key = json.keys[json.key[run]!] ?? "";
  const threshold = side.report.total.threshold_ns;
  const rank = runs.bySlowness.indexOf(run) + 1;
  const facts: [string, Node | string][] = [
    ["Key", key === "" ? h("span", { class: "dim" }, "none") : named(key, "key")],
    ["Started", `${time(runs.firstMs + runs.start[run]! * 1000)} UTC`],
    [
      "Ended",
      end === undefined
        ? "well"
        : h("span", { class: "ended" }, `${end.outcome} at `, named(json.leaves[end.leaf] ?? "?")),
    ],
  ];
  if (thread !== undefined) facts.push(["Thread", String(thread.thread)]);
  if (thread !== undefined && side.files.length > 1) facts.push(["Recording", named(side.files[thread.file] ?? "?")]);
  if (runs.kept.has(run)) facts.push(["Kept", "for being slow, or near a run over a threshold"]);
  const isOver = threshold !== null && total > threshold;
  return h(
    "div",
    { class: "details", "data-run": run },
    h(
      "h3",
      {},
      duration(total),
      h(
        "span",
        { class: "note" },
        ` ${isOver ? `over the threshold of ${exact(threshold)}, ` : ""}slowest but ${rank - 1} of those shown`.replace(
          "slowest but 0",
          "the slowest",
        ),
      ),
    ),
    h("dl", { class: "facts" }, ...facts.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value)))),
    end !== undefined && end.error !== "" && h("div", { class: "error-text" }, named(end.error, "error")),
    stageTimes(side, runs, run, total),
  );
}

function stageTimes(side: Side, runs: Runs, run: number, total: number): HTMLElement {
  const stages = new Map<string, Stage>(flatten(side.report.stages).map(({ stage }) => [stage.path, stage]));
  const rows = runs.json.leaves.map((path, leaf) => {
    const ns = runs.json.durations[leaf]![run]!;
    const threshold = stages.get(path)?.threshold_ns ?? null;
    const isOver = threshold !== null && ns > threshold;
    const captures = runs.json.captures.filter(({ stage, values }) => stage === path && values[run] !== null);
    const note = h(
      "div",
      { class: "captures" },
      ...captures.map(({ name, values }) =>
        h("span", {}, named(name, "term"), " ", named(String(values[run]), "value")),
      ),
    );
    return h(
      "tr",
      { class: ns < 0 ? "not-run" : isOver ? "over" : "" },
      h("th", { scope: "row", class: "text" }, named(path), captures.length > 0 && note),
      h("td", { class: "bar" }, meter(ns < 0 || total === 0 ? 0 : ns / total, isOver ? "over" : "")),
      h(
        "td",
        { class: "number" },
        ns < 0 ? "not run" : duration(ns),
        isOver && h("span", { class: "note" }, ` over ${exact(threshold)}`),
      ),
      h("td", { class: "number" }, ns < 0 || total === 0 ? "" : percent(ns / total)),
    );
  });
  const head = h(
    "tr",
    {},
    ...["Stage", "", "Time", "Share"].map((title) =>
      title === "" ? h("td") : h("th", { scope: "col", class: title === "Stage" ? "text" : "number" }, title),
    ),
  );
  return h(
    "table",
    { class: "run-stages" },
    h("caption", { class: "hidden" }, "Stages of this run"),
    h("thead", {}, head),
    h("tbody", {}, ...rows),
  );
}
