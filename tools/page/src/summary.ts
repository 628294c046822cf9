// The head of the page: what was measured, and the figures of the whole run.
import type { PageData } from "./data";
import { button, h, named } from "./dom";
import { count, counted, duration, exact, time } from "./format";
import { isDark, onTheme, toggleTheme } from "./theme";

/** Made once: it lives as long as the page. */
export function themeButton(): HTMLElement {
  const theme = button("", toggleTheme, { class: "theme" });
  const say = (): void => {
    theme.textContent = isDark() ? "Light" : "Dark";
    theme.setAttribute("aria-label", isDark() ? "Change to light colours" : "Change to dark colours");
  };
  onTheme(say);
  say();
  return theme;
}

export function pageHeader(
  data: PageData,
  side: number,
  theme: HTMLElement,
  show: (side: number) => void,
): HTMLElement {
  const { report } = data.sides[side]!;
  const by = report.recorded_by[0];
  const facts = [
    `level ${report.level}`,
    report.sample_every > 1 ? `one run in ${report.sample_every} timed` : "",
    by === undefined || by.host === "" ? "" : by.host,
    by === undefined || by.compiler === "" ? "" : by.compiler,
    `read ${time(report.made_at_utc_ns / 1e6).slice(0, 16)} UTC`,
  ].filter((fact) => fact !== "");
  const title = h("h1", {}, named(report.pipeline));
  if (data.comparison !== null) title.append(h("span", { class: "dim" }, side === 0 ? " before" : " after"));
  return h(
    "header",
    {},
    h(
      "div",
      { class: "title" },
      h("div", {}, title, h("p", { class: "note" }, named(facts.join("  ·  ")))),
      controls(data, side, theme, show),
    ),
    figures(data, side),
  );
}

function controls(data: PageData, side: number, theme: HTMLElement, show: (side: number) => void): HTMLElement {
  const sides = ["before", "after"].map((name, i) => {
    const input = h("input", { type: "radio", name: "side", value: name, id: `side-${name}`, checked: i === side });
    input.addEventListener("change", () => show(i));
    return h("label", { for: `side-${name}` }, input, name);
  });
  return h(
    "div",
    { class: "controls no-print" },
    data.comparison !== null &&
      h("fieldset", { class: "sides" }, h("legend", { class: "hidden" }, "The side whose figures are shown"), ...sides),
    theme,
  );
}

function figures(data: PageData, side: number): HTMLElement {
  const { total, outcomes, runs } = data.sides[side]!.report;
  const ended = [
    outcomes.stopped > 0 && `${count(outcomes.stopped)} stopped`,
    outcomes.threw > 0 && `${count(outcomes.threw)} threw`,
  ].filter(Boolean);
  const all: [string, string, string][] = [
    ["Runs", count(runs), ended.length === 0 ? "all ended well" : ended.join(", ")],
    ["Median", duration(total.p50_ns), `mean ${duration(total.mean_ns)}`],
    ["p99", duration(total.p99_ns), `p99.9 ${duration(total.p999_ns)}`],
    ["Slowest", duration(total.max_ns), `quickest ${duration(total.min_ns)}`],
    total.threshold_ns === null
      ? ["Threshold", "none", "of the whole run"]
      : ["Over threshold", count(total.violations), `of ${exact(total.threshold_ns)}, the whole run`],
  ];
  return h(
    "dl",
    { class: "figures" },
    ...all.map(([term, value, note]) =>
      h("div", {}, h("dt", {}, term), h("dd", {}, value, h("span", { class: "note" }, note))),
    ),
  );
}

export function pageFooter(data: PageData, side: number): HTMLElement {
  const { report, files } = data.sides[side]!;
  const losses = Object.entries(report.losses).filter(([, value]) => value > 0);
  const cost = report.own_cost;
  const lines = [
    cost.per_stage_ns > 0 &&
      `Measuring cost about ${cost.per_stage_ns.toFixed(1)} ns a stage and ${cost.per_run_ns.toFixed(1)} ns a run, ${(cost.share * 100).toFixed(1)} % of the measured time; clock: ${report.clock}.`,
    losses.length > 0 &&
      `Not in these figures: ${losses.map(([name, value]) => `${name.replaceAll("_", " ")} ${count(value)}`).join(", ")}.`,
  ];
  const names = h(
    "details",
    {},
    h("summary", {}, counted(files.length, "recording")),
    h("ul", {}, ...files.map((file) => h("li", {}, named(file)))),
  );
  return h(
    "footer",
    {},
    ...lines.filter((line): line is string => line !== false).map((line) => h("p", {}, line)),
    names,
  );
}
