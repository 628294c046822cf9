// A stage's histogram: 32 buckets an octave; slot 0 counts zeros, slot s times up to 2^((s - 1) / 32) ns.
import type { Stage } from "./data";

const perOctave = 32;
const upper = (slot: number): number => (slot === 0 ? 0.5 : 2 ** ((slot - 1) / perOctave));

export interface Histogram {
  count: number;
  /** Of each slot that is not empty its upper end, and how many calls took at most that. */
  ends: Float64Array;
  sums: Float64Array;
  buckets: [slot: number, count: number][];
}

export function histogramOf(stage: Stage): Histogram {
  const ends = Float64Array.from(stage.buckets, ([slot]) => upper(slot));
  let sum = 0;
  const sums = Float64Array.from(stage.buckets, ([, count]) => (sum += count));
  return { count: sum, ends, sums, buckets: stage.buckets };
}

/** The part of all calls that took at most so long. */
export function shareUpTo(histogram: Histogram, ns: number): number {
  if (histogram.count === 0) return 0;
  let low = 0;
  let high = histogram.ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (histogram.ends[middle]! <= ns) low = middle + 1;
    else high = middle;
  }
  const below = low === 0 ? 0 : histogram.sums[low - 1]!;
  if (low === histogram.ends.length) return 1;
  // within a slot as if its calls were spread evenly over its octave's part
  const from = histogram.ends[low]! * 2 ** (-1 / perOctave);
  const part = ns <= from ? 0 : Math.log(ns / from) / Math.log(histogram.ends[low]! / from);
  return (below + part * (histogram.sums[low]! - below)) / histogram.count;
}

/** The outline to draw: steps of an eighth of an octave, from its least time to its greatest, empty ones as 0. */
export function outline(histogram: Histogram): { ns: number[]; calls: number[] } {
  const merged = 4;
  const steps = new Map<number, number>();
  for (const [slot, count] of histogram.buckets) {
    const step = Math.ceil((slot - 1) / merged);
    steps.set(step, (steps.get(step) ?? 0) + count);
  }
  const ns: number[] = [];
  const calls: number[] = [];
  const all = [...steps.keys()];
  const end = (step: number): number => 2 ** ((step * merged) / perOctave);
  const first = Math.min(...all);
  const last = Math.max(...all);
  for (let step = first; step <= last && all.length > 0; ++step) {
    ns.push(end(step - 1));
    calls.push(steps.get(step) ?? 0);
  }
  if (all.length > 0) {
    ns.push(end(last));
    calls.push(0);
  }
  return { ns, calls };
}
