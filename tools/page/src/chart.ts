// What all charts share. uPlot draws them: it is small (50 KB), draws on a canvas, and takes a hundred thousand points
// without a pause, where charts of SVG elements would not.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { colour, onTheme } from "./theme";
import { exact } from "./format";

export { uPlot };

export const font = (size: number): string => `${size}px ${getComputedStyle(document.body).fontFamily}`;

type Resize = { observer: ResizeObserver; chart: uPlot };
const alive = new Set<Resize>();

/** Puts a chart into its place, as wide as that, and keeps it so. */
export function mount(
  place: HTMLElement,
  height: number,
  options: Omit<uPlot.Options, "width" | "height">,
  data: uPlot.AlignedData,
): uPlot {
  const width = Math.max(place.clientWidth, 200);
  const chart = new uPlot({ legend: { show: false }, ...options, width, height }, data, place);
  const observer = new ResizeObserver(() => {
    if (place.clientWidth > 0 && place.clientWidth !== chart.width) chart.setSize({ width: place.clientWidth, height });
  });
  observer.observe(place);
  alive.add({ observer, chart });
  return chart;
}

/** Before a section is made anew. */
export function unmountIn(place: HTMLElement): void {
  for (const each of alive) {
    if (!place.contains(each.chart.root)) continue;
    each.observer.disconnect();
    each.chart.destroy();
    alive.delete(each);
  }
}

onTheme(() => alive.forEach(({ chart }) => chart.redraw(false, true)));

/** An axis of the style that all have; its lines and figures in the theme's colours. */
export function axis(options: uPlot.Axis = {}): uPlot.Axis {
  return {
    stroke: () => colour("dim"),
    font: font(11),
    labelFont: font(11),
    labelSize: 16,
    labelGap: 2,
    size: 26,
    gap: 4,
    grid: { stroke: () => colour("grid"), width: 1 },
    ticks: { show: false },
    ...options,
  };
}

/** A scale of logarithms from `from` to `to`, both above 0. */
export const logScale = (from: number, to: number): uPlot.Scale => ({
  time: false,
  distr: 3,
  log: 10,
  range: [from, to],
});

/** An axis of a logarithmic scale, with at most about so many figures. */
export const logAxis = (from: number, to: number, most: number, options: uPlot.Axis): uPlot.Axis =>
  // uPlot itself leaves figures out where it finds them too near
  axis({ splits: () => logSplits(from, to, most), filter: (_u, splits) => splits, ...options });

/** The powers of ten within, and where those are few 2 and 5 times them; none at the ends, where a figure would be cut. */
function logSplits(from: number, to: number, most: number): number[] {
  const edge = (to / from) ** 0.03;
  const decades = Math.log10(to / from);
  const steps = decades < 1.5 ? [1, 2, 5] : [1];
  const splits: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); ++power) {
    for (const step of steps) {
      const value = step * 10 ** power;
      if (value >= from * edge && value <= to / edge) splits.push(value);
    }
  }
  const every = Math.ceil(splits.length / most);
  return splits.filter((_, i) => i % every === 0);
}

export const durationValues = (_: uPlot, splits: number[]): string[] => splits.map(exact);

/** Draws within the plotting area, and nowhere else. */
export function within(u: uPlot, draw: (context: CanvasRenderingContext2D) => void): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx);
  ctx.restore();
}

export function line(
  context: CanvasRenderingContext2D,
  points: [number, number][],
  stroke: string,
  width: number,
  dash: number[] = [],
): void {
  const ratio = devicePixelRatio;
  context.strokeStyle = stroke;
  context.lineWidth = width * ratio;
  context.setLineDash(dash.map((part) => part * ratio));
  context.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.stroke();
  context.setLineDash([]);
}

export function label(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  fill: string,
  align: CanvasTextAlign = "left",
): void {
  context.font = font(11 * devicePixelRatio);
  context.textAlign = align;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.strokeStyle = colour("paper");
  context.lineWidth = 3 * devicePixelRatio;
  context.strokeText(text, x, y);
  context.fillStyle = fill;
  context.fillText(text, x, y);
}
