"use strict";
// The same figures as the map shows, as a table that a click or the keyboard sorts and that can be taken away as CSV.
(() => {
  const { element, words, number } = estates;
  const MOST_ROWS = 200;

  // Columns: what the file holds (`value`) and what the reader sees (`cell`). Codes of what a row names besides itself
  // stand in the file alone, where they join it to the dataset's tables.
  estates.textColumn = (head, value) => ({ head, value, cell: (row) => words(value(row) ?? ""), kind: "" });
  estates.codeColumn = { ...estates.textColumn("Code", ({ code }) => code), kind: "code" };
  estates.fileColumn = (head, value) => ({ head, value, isForFile: true });
  estates.pcnCodeColumn = estates.fileColumn("PCN code", ({ pcn }) => estates.codeOf("pcns", pcn));
  estates.numberColumn = (head, value, cell) => ({
    head, value, kind: "number", cell: (row) => value(row) === null || value(row) === undefined ? "–" : cell ? cell(row) : number(value(row)),
  });
  estates.shareColumn = (head, part, whole) => ({
    ...estates.numberColumn(head, (row) => whole(row) === 0 ? 0 : Math.round(part(row) * 1e6 / whole(row)) / 1e6, (row) => estates.percent(part(row), whole(row))),
    isShare: true,
  });

  const order = (one, other) => {
    if (one === null || one === undefined) return other === null || other === undefined ? 0 : 1;
    if (other === null || other === undefined) return -1;
    return typeof one === "number" ? one - other : String(one).localeCompare(String(other), "en-GB", { numeric: true });
  };
  const sorted = (rows, { value }, direction) => {
    const sign = direction === "descending" ? -1 : 1;
    const filled = (row) => value(row) !== null && value(row) !== undefined;
    const [known, empty] = [rows.filter(filled), rows.filter((row) => !filled(row))];
    const places = new Map(known.map((row, at) => [row, at]));
    known.sort((one, other) => sign * order(value(one), value(other)) || places.get(one) - places.get(other));
    return [...known, ...empty];
  };

  // On a narrow screen what the table is read for stands beside the name, and codes stand last.
  const inReach = (columns) => {
    const rank = ({ first, isShare, kind }, at) => at === 0 ? 0 : first || isShare ? 1 : kind === "code" ? 3 : 2;
    const ranks = new Map(columns.map((column, at) => [column, rank(column, at)]));
    return estates.isNarrow() ? [...columns].sort((one, other) => ranks.get(one) - ranks.get(other)) : columns;
  };

  const place = estates.byId("view-table");
  const more = estates.byId("all-rows");
  const save = estates.byId("save");

  const showButton = (row) => row.open
    ? estates.button("Show", () => estates.show(row.open), { "aria-label": `Show on map: ${row.name}` }) : "";
  const line = (columns, row) => element("tr", {},
    ...columns.map(({ cell, kind }, at) => element(at === 0 ? "th" : "td", at === 0 ? { scope: "row" } : { class: kind }, cell(row))),
    element("td", { class: "show-place" }, showButton(row)));

  const sortKept = {};
  estates.drawTable = (id, { caption, columns: all, rows, total, file }) => {
    const columns = inReach(all.filter(({ isForFile }) => !isForFile));
    const filling = element("tbody");
    let inOrder = rows;
    const fill = (isWhole) => {
      const shown = isWhole ? inOrder : inOrder.slice(0, MOST_ROWS);
      filling.replaceChildren(...shown.map((row) => line(columns, row)));
      more.hidden = shown.length === inOrder.length;
      more.textContent = `Show all ${number(inOrder.length)} rows`;
    };
    const sort = (at, direction) => {
      sortKept[id] = { head: columns[at].head, direction };
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      heads[at].setAttribute("aria-sort", direction);
      inOrder = sorted(rows, columns[at], direction);
      fill(false);
    };
    const turn = (at) => {
      const now = heads[at].getAttribute("aria-sort");
      const first = columns[at].kind === "number" ? "descending" : "ascending";
      sort(at, now === null ? first : now === "ascending" ? "descending" : "ascending");
    };
    const heads = columns.map(({ head, kind }, at) =>
      element("th", { scope: "col", class: kind }, estates.button(head, () => turn(at))));
    const foot = total ? [element("tfoot", {}, line(columns, total))] : [];
    place.replaceChildren(element("caption", {}, element("span", {}, caption)),
      element("thead", {}, element("tr", {}, ...heads, element("th", { scope: "col", class: "show-place plain-head" }, "Map"))),
      filling, ...foot);
    const kept = columns.findIndex(({ head }) => head === sortKept[id]?.head);
    const start = kept >= 0 ? kept : Math.max(0, columns.findIndex(({ first }) => first));
    sort(start, kept >= 0 ? sortKept[id].direction : columns[start].first || "ascending");
    more.onclick = () => fill(true);
    save.onclick = () => estates.download(`${file}.csv`, estates.csv(all, inOrder));
  };
})();
