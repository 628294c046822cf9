// What the report advises, and the last errors.
import type { Side } from "./data";
import { h, named, section } from "./dom";
import { time } from "./format";

export function adviceSection(side: Side): HTMLElement | null {
  const { bottlenecks, recommendations, errors } = side.report;
  if (bottlenecks.length + recommendations.length + errors.length === 0) return null;
  const list = (title: string, items: HTMLElement[]): HTMLElement | null =>
    items.length === 0 ? null : h("div", { class: "advice" }, h("h3", {}, title), h("ul", {}, ...items));
  return section(
    "advice",
    "What to look at",
    "",
    h(
      "div",
      { class: "columns" },
      list(
        "Bottlenecks",
        bottlenecks.map((one) => item(one.severity, one.stage, one.reason)),
      ),
      list(
        "Advice",
        recommendations.map((one) => item(one.priority, one.stage, one.message)),
      ),
    ),
    list(
      "Last errors",
      errors.map((error) =>
        h(
          "li",
          {},
          h("span", { class: "grade" }, `${time(error.started_utc_ns / 1e6).slice(0, 19)}`),
          h(
            "span",
            {},
            named(error.stage),
            error.key !== "" && " of ",
            error.key !== "" && named(error.key),
            h("span", { class: "message" }, named(error.message, "error")),
          ),
        ),
      ),
    ),
  );
}

const item = (grade: string, stage: string, text: string): HTMLElement =>
  h(
    "li",
    {},
    h("span", { class: `grade ${grade}` }, grade),
    h("span", {}, named(stage), stage !== "" && ": ", named(text, "message")),
  );
