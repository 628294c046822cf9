// The distribution of one stage, drawn.
import { durationValues, label, line, logAxis, logScale, mount, uPlot, within } from "./chart";
import type { Stage } from "./data";
import { exact } from "./format";
import { type Histogram, outline } from "./histogram";
import { colour } from "./theme";

export interface Row {
  stage: Stage;
  depth: number;
  histogram: Histogram;
  before: { stage: Stage; histogram: Histogram } | null;
  chart?: uPlot;
  read?: HTMLElement;
}

export function drawLatency(
  place: HTMLElement,
  row: Row,
  range: { from: number; to: number },
  hasAxis: boolean,
  point: (ns: number | null) => void,
): uPlot {
  const now = outline(row.histogram);
  const was = row.before === null ? { ns: [], calls: [] } : outline(row.before.histogram);
  const joined = uPlot.join([
    [now.ns, heights(now.calls)],
    [was.ns, heights(was.calls)],
  ]) as uPlot.AlignedData;
  const stepped = uPlot.paths.stepped!({ align: 1 });
  return mount(
    place,
    hasAxis ? 84 : 58,
    {
      padding: [6, 0, 0, 0],
      scales: { x: logScale(range.from, range.to), y: { range: [0, 1.05] } },
      axes: [
        logAxis(range.from, range.to, 10, { show: hasAxis, side: 0, size: 26, values: durationValues }),
        { show: false },
      ],
      series: [
        {},
        {
          stroke: () => colour("data"),
          fill: () => colour("data-soft"),
          width: 1,
          paths: stepped,
          points: { show: false },
          spanGaps: true,
        },
        {
          stroke: () => colour("ink"),
          width: 1,
          dash: [3, 3],
          paths: stepped,
          points: { show: false },
          spanGaps: true,
        },
      ],
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      hooks: {
        draw: [(u) => within(u, (context) => marks(u, context, row.stage))],
        setCursor: [
          (u) => {
            const left = u.cursor.left ?? -1;
            point(left < 0 ? null : u.posToVal(left, "x"));
          },
        ],
      },
    },
    joined,
  );
}

/** Of most calls 1; of one call still to be seen. */
function heights(calls: number[]): number[] {
  const most = Math.max(1, ...calls);
  return calls.map((count) => (count === 0 ? 0 : (Math.log10(count) + 0.5) / (Math.log10(most) + 0.5)));
}

function marks(u: uPlot, context: CanvasRenderingContext2D, stage: Stage): void {
  const { top, height } = u.bbox;
  const ratio = devicePixelRatio;
  line(
    context,
    [
      [u.bbox.left, top + height],
      [u.bbox.left + u.bbox.width, top + height],
    ],
    colour("line"),
    1,
  );
  for (const ns of [stage.p50_ns, stage.p90_ns, stage.p99_ns, stage.p999_ns]) {
    const x = u.valToPos(Math.max(ns, 1), "x", true);
    line(
      context,
      [
        [x, top + height],
        [x, top + height - 7 * ratio],
      ],
      colour("ink"),
      1.5,
    );
  }
  if (stage.threshold_ns === null) return;
  const x = u.valToPos(stage.threshold_ns, "x", true);
  line(
    context,
    [
      [x, top],
      [x, top + height],
    ],
    colour("accent"),
    1.25,
    [5, 3],
  );
  const isRight = x > u.bbox.left + u.bbox.width * 0.8;
  label(
    context,
    exact(stage.threshold_ns),
    x + (isRight ? -5 : 5) * ratio,
    top + 8 * ratio,
    colour("accent"),
    isRight ? "right" : "left",
  );
}
