import "./style.css";
import "./parts.css";
import "./paper.css";
import { adviceSection } from "./advice";
import { unmountIn } from "./chart";
import { comparisonSection } from "./comparison";
import { costSection } from "./costs";
import { readData } from "./data";
import { h } from "./dom";
import { flowSection } from "./flow";
import { latencySection } from "./latency";
import { runSection } from "./run_section";
import { stagesSection } from "./stages";
import { pageFooter, pageHeader, themeButton } from "./summary";
import { printable } from "./format";
import { startTheme } from "./theme";

const data = readData();
const names: [id: string, name: string][] = [
  ["comparison", "Before and after"],
  ["flow", "Flow"],
  ["latency", "Latency"],
  ["runs", "Runs"],
  ["costs", "Load"],
  ["stages", "Stages"],
  ["advice", "Advice"],
];
const page = h("div", { class: "page" });

/** All of the page with the figures of a side; with the focus where it was. */
function show(side: number): void {
  const one = data.sides[side]!;
  unmountIn(page);
  const sections = [
    data.comparison !== null && comparisonSection(data.comparison),
    flowSection(data, side),
    latencySection(data, side),
    runSection(one),
    costSection(data, side),
    stagesSection(one),
    adviceSection(one),
  ];
  const main = h("main", { id: "main" }, ...sections);
  const links = names
    .filter(([id]) => main.querySelector(`#${id}`) !== null)
    .map(([id, name]) => h("a", { href: `#${id}` }, name));
  const header = pageHeader(data, side, theme, (other) => {
    show(other);
    document.getElementById(other === 0 ? "side-before" : "side-after")?.focus();
  });
  const nav = h("nav", { "aria-label": "Parts of the page", class: "no-print" }, ...links);
  page.replaceChildren(header, nav, main, pageFooter(data, side));
}

startTheme();
const theme = themeButton();
const { pipeline } = data.sides[0]!.report;
document.title = `${printable(pipeline)} · weir`;
document.body.prepend(h("a", { class: "skip", href: "#main" }, "Skip to the figures"), page);
show(data.sides.length - 1);
// After the charts, which are drawn at the next frame.
requestAnimationFrame(() =>
  requestAnimationFrame(() => (document.documentElement.dataset.ready = String(Math.round(performance.now())))),
);
