// Tables that sort by the head of a column.
import { button, h } from "./dom";

export interface Column<Row> {
  title: string;
  /** What the column is sorted by; texts by the alphabet, numbers from the greatest, none last. */
  key: (row: Row) => number | string | null;
  cell: (row: Row) => Node | string;
  isText?: boolean;
  /** For who hears it: "p99" alone says little. */
  about?: string;
}

export function sortedTable<Row>(caption: string, columns: Column<Row>[], rows: Row[]): HTMLElement {
  const body = h("tbody");
  const heads = columns.map((column, place) => {
    const sort = button(column.title, () => sortBy(place), column.about === undefined ? {} : { title: column.about });
    sort.append(h("span", { class: "arrow", "aria-hidden": "true" }));
    return h("th", { scope: "col", "aria-sort": "none", class: column.isText ? "text" : "number" }, sort);
  });
  const made = new Map(rows.map((row) => [row, rowOf(row)]));
  let by = -1;
  let isDown = true;

  function rowOf(row: Row): HTMLElement {
    return h(
      "tr",
      {},
      ...columns.map((column, i) =>
        h(
          i === 0 ? "th" : "td",
          { scope: i === 0 ? "row" : null, class: column.isText ? "text" : "number" },
          column.cell(row),
        ),
      ),
    );
  }
  function sortBy(place: number): void {
    const column = columns[place]!;
    isDown = by === place ? !isDown : !column.isText;
    by = place;
    const ordered = [...rows].sort((a, b) => {
      const [x, y] = [column.key(a), column.key(b)];
      if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
      const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
      return isDown ? -order : order;
    });
    heads.forEach((head, i) =>
      head.setAttribute("aria-sort", i !== place ? "none" : isDown ? "descending" : "ascending"),
    );
    body.append(...ordered.map((row) => made.get(row)!));
  }
  body.append(...rows.map((row) => made.get(row)!));
  const table = h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, ...heads)), body);
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption }, table);
}
