// What the report advises, and the last errors.
import type { Report, Side } from "./data";
import { h, named, section } from "./dom";
import { time } from "./format";

type ReportedError = Report["errors"][number];

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
    errorList([...errors].reverse()),
  );
}

const item = (grade: string, stage: string, text: string): HTMLElement =>
  h(
    "li",
    {},
    h("span", { class: `grade ${grade}` }, grade),
    h("span", {}, named(stage), stage !== "" && ": ", named(text, "message")),
  );

/** The newest first; many of them are folded. */
function errorList(errors: ReportedError[]): HTMLElement | null {
  if (errors.length === 0) return null;
  const shown = 4;
  const items = errors.map((error) =>
    h(
      "li",
      {},
      h("span", { class: "grade" }, time(error.started_utc_ns / 1e6).slice(0, 19)),
      h(
        "span",
        {},
        named(error.stage),
        error.key !== "" && " of ",
        error.key !== "" && named(error.key),
        named(error.message, "error"),
      ),
    ),
  );
  const rest = items.slice(shown);
  return h(
    "div",
    { class: "advice errors" },
    h("h3", {}, "Last errors"),
    h("ul", {}, ...items.slice(0, shown)),
    rest.length > 0 && h("details", {}, h("summary", {}, `${rest.length} more`), h("ul", {}, ...rest)),
  );
}
