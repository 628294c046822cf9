// What is in the element `script` that the command filled: tools/html says what each field means.

export interface Form {
  growth: string;
  fixed_ns: number;
  each_ns: number;
}
export interface Crossing {
  where: "reached" | "predicted" | "beyond";
  items: number;
  lower: number;
  upper: number | null;
}
export interface CostModel {
  verdict: string;
  items_from: number;
  items_to: number;
  forms: Form[];
  crossing: Crossing | null;
}
export interface Stage {
  name: string;
  path: string;
  count: number;
  total_ns: number;
  min_ns: number;
  mean_ns: number;
  max_ns: number;
  p50_ns: number;
  p90_ns: number;
  p99_ns: number;
  p999_ns: number;
  threshold_ns: number | null;
  violations: number;
  stopped: number;
  errors: number;
  has_items: boolean;
  items: number;
  items_per_second: number | null;
  cost: CostModel | null;
  share: number;
  slow_share: number | null;
  short_against_instrument: boolean;
  buckets: [slot: number, count: number][];
  stages: Stage[];
}
export interface Bottleneck {
  stage: string;
  severity: "low" | "medium" | "high" | "critical";
  kind: "mean" | "tail" | "excess";
  reason: string;
}
export interface Report {
  pipeline: string;
  level: string;
  runs: number;
  measured: number;
  sample_every: number;
  clock: string;
  outcomes: { ok: number; stopped: number; threw: number };
  total: Stage;
  stages: Stage[];
  bottlenecks: Bottleneck[];
  recommendations: { priority: string; stage: string; message: string }[];
  errors: { stage: string; key: string; message: string; started_utc_ns: number }[];
  losses: Record<string, number>;
  own_cost: { per_run_ns: number; per_stage_ns: number; share: number };
  recorded_by: {
    process: number;
    program: string;
    host: string;
    compiler: string;
    machine: string;
    weir_version: string;
  }[];
  made_at_utc_ns: number;
}
export interface RunsJson {
  recorded: number;
  base_ms: number;
  start: number[];
  leaves: string[];
  durations: number[][];
  keys: string[];
  key: number[];
  threads: { file: number; thread: number; shard: number }[];
  thread: number[];
  ended: [run: number, outcome: 1 | 2, leaf: number, error: number][];
  errors: string[];
  kept: number[];
  captures: { stage: string; name: string; values: (number | string | boolean | null)[] }[];
}
export interface Cost {
  stage: string;
  sentence: string;
  cells: [items: number, ns: number, calls: number, deviation: number][];
}
export interface Side {
  files: string[];
  report: Report;
  costs: Cost[];
  runs: RunsJson | null;
}
export interface Shift {
  before_ns: number | null;
  after_ns: number | null;
  change: number | null;
  low: number | null;
  high: number | null;
  verdict: string | null;
  why: string;
}
export interface ComparedStage {
  path: string;
  path_before: string;
  share_before: number;
  share_after: number;
  small: boolean;
  verdict: string | null;
  faster: boolean;
  mean: Shift;
  p50: Shift;
  p99: Shift;
}
export interface Comparison {
  verdict: string;
  headline: string;
  options: { min_effect: number; confidence: number };
  before: { recordings: number; runs: number };
  after: { recordings: number; runs: number };
  total: ComparedStage;
  stages: ComparedStage[];
  changes: { kind: string; path: string; path_before: string }[];
  warnings: string[];
  rests_on: string;
}
export interface PageData {
  format: string;
  version: number;
  sides: Side[];
  comparison: Comparison | null;
}

export function readData(): PageData {
  const text = document.getElementById("weir-data")?.textContent ?? "";
  const data = JSON.parse(text) as PageData;
  if (data.format !== "weir-page" || data.version !== 1) {
    throw new Error(`expected the data of a weir page, version 1, found ${data.format} ${data.version}`);
  }
  return data;
}

/** All stages and nested pipelines, a pipeline before its own, with how deep they are. */
export function flatten(stages: Stage[], depth = 0): { stage: Stage; depth: number }[] {
  return stages.flatMap((stage) => [{ stage, depth }, ...flatten(stage.stages, depth + 1)]);
}
