// The runs that are shown, decoded from their columns.
import type { RunsJson, Stage } from "./data";
import { flatten } from "./data";

export type Outcome = "ok" | "stopped" | "threw";

export interface Runs {
  count: number;
  recorded: number;
  /** When the first run that is shown started, milliseconds since 1970. */
  firstMs: number;
  /** Seconds since then. */
  start: Float64Array;
  total: Float64Array;
  isOver: Uint8Array;
  outcome: (run: number) => Outcome;
  json: RunsJson;
  ended: Map<number, { outcome: Outcome; leaf: number; error: string }>;
  kept: Set<number>;
  /** By their times, the slowest first. */
  bySlowness: Uint32Array;
}

export function decodeRuns(json: RunsJson, stages: Stage[], total: Stage): Runs {
  const count = json.start.length;
  const start = new Float64Array(count);
  const times = new Float64Array(count);
  const isOver = new Uint8Array(count);
  let ns = 0;
  for (let i = 0; i < count; ++i) {
    ns += json.start[i]!;
    start[i] = (ns - json.start[0]!) / 1e9;
  }
  const thresholds = json.leaves.map(
    (path) => flatten(stages).find(({ stage }) => stage.path === path)?.stage.threshold_ns,
  );
  json.durations.forEach((column, leaf) => {
    const threshold = thresholds[leaf] ?? Infinity;
    for (let i = 0; i < count; ++i) {
      const duration = column[i]!;
      if (duration > 0) times[i]! += duration;
      if (duration > threshold) isOver[i] = 1;
    }
  });
  if (total.threshold_ns !== null) {
    for (let i = 0; i < count; ++i) if (times[i]! > total.threshold_ns) isOver[i] = 1;
  }
  const ended: Runs["ended"] = new Map();
  for (const [run, outcome, leaf, error] of json.ended) {
    ended.set(run, { outcome: outcome === 1 ? "stopped" : "threw", leaf, error: json.errors[error] ?? "" });
  }
  const bySlowness = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => times[b]! - times[a]!);
  return {
    count,
    recorded: json.recorded,
    firstMs: json.base_ms + (json.start[0] ?? 0) / 1e6,
    start,
    total: times,
    isOver,
    outcome: (run) => ended.get(run)?.outcome ?? "ok",
    json,
    ended,
    kept: new Set(json.kept),
    bySlowness,
  };
}
