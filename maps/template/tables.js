"use strict";
// The same rows as the map, as tables that a click or the keyboard sorts.
estates.tables = (show) => {
  const { element, words, number, data } = estates;
  const text = (head, value) => ({ head, value, cell: (row) => [words(value(row))], kind: "" });
  const count = (head, value) => ({ head, value, cell: (row) => [number(value(row))], kind: "number" });
  const wording = (head, value, cell) => ({ head, value, cell: (row) => [cell(row)], kind: "number" });
  const sum = (rows, value) => rows.reduce((total, row) => total + value(row), 0);
  const order = (one, other) => typeof one === "number" ? one - other : one.localeCompare(other, "en-GB", { numeric: true });

  const body = (columns, rows, table) => rows.map((row) => {
    const cells = columns.map(({ cell, kind }, place) => element(place === 0 ? "th" : "td",
      place === 0 ? { scope: "row" } : { class: kind }, ...cell(row)));
    return element("tr", {}, ...cells, element("td", { class: "show-place" }, showButton(table, row)));
  });
  const showButton = (table, row) => {
    if (!row.onMap) return "";
    const button = element("button", { type: "button", "aria-label": `Show on map: ${row.name}` }, "Show");
    button.addEventListener("click", () => show(table, row.row, button));
    return button;
  };

  const draw = (table, caption, columns, rows, total = []) => {
    const place = document.getElementById(`${table.slice(0, -1)}-table`);
    if (place === null) return;
    const filling = element("tbody");
    const heads = columns.map(({ head, value, kind }) => {
      const button = element("button", { type: "button" }, head);
      const cell = element("th", { scope: "col", class: kind }, button);
      button.addEventListener("click", () => sort(cell, value, kind));
      return cell;
    });
    const sort = (cell, value, kind, first = kind === "number" ? "descending" : "ascending") => {
      const now = cell.getAttribute("aria-sort");
      const direction = now === null ? first : now === "ascending" ? "descending" : "ascending";
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      cell.setAttribute("aria-sort", direction);
      rows.sort((one, other) => (direction === "ascending" ? 1 : -1) * order(value(one), value(other)) || one.row - other.row);
      filling.replaceChildren(...body(columns, rows, table));
    };
    place.append(element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...heads, element("th", { scope: "col", class: "show-place plain-head" }, "Map"))),
      filling, ...total);
    const start = columns.findIndex(({ first }) => first);
    sort(heads[start], columns[start].value, columns[start].kind);
  };

  const shortfall = [
    count("Wanted", ({ figures }) => figures.wanted),
    count("Placed", ({ figures }) => figures.placed),
    { ...count("Unmet", ({ figures }) => figures.unmet), first: true },
    wording("Unmet share", ({ figures }) => figures.share, ({ figures }) => figures.share_words),
  ];
  const estimated = text("Estimates", ({ estimates }) => estimates.join("; "));
  const drawn = new Set(data.areas.map(({ pcn }) => pcn));
  const pcns = data.pcns.map((pcn, row) => ({ ...pcn, row, onMap: drawn.has(row) }));
  const sites = data.sites.map((site, row) => ({ ...site, row, onMap: true }));
  const journeys = data.journeys.map((journey, row) =>
    ({ ...journey, row, onMap: true, name: `${journey.base} → ${journey.site}` }));

  const { icb } = data;
  const cells = [number(icb.wanted), number(icb.placed), number(icb.unmet), icb.share_words, icb.rooms, ""];
  const totals = element("tfoot", {}, element("tr", {}, element("th", { scope: "row" }, "All"), element("td", {}),
    ...cells.map((words) => element("td", { class: "number" }, words)), element("td", { class: "show-place" })));

  draw("pcns", "Room sessions a week, wanted by the posts of each PCN. The column heads sort the table.", [
    text("PCN", ({ name }) => name), text("Code", ({ code }) => code), ...shortfall,
    wording("Unmet, in rooms", ({ figures }) => figures.unmet, ({ figures }) => figures.rooms), estimated,
  ], pcns, [totals]);
  const use = (part) => ({ rooms }) => sum(rooms, (room) => room[part]);
  draw("sites", "Room sessions a week, wanted by the posts based at each site, and the use of the rooms there. Free means free in the dataset, whether or not anybody here can use it.", [
    text("Site", ({ name }) => name), text("Kind", ({ kind }) => kind), text("Practice", ({ practice }) => practice || ""),
    text("PCN", ({ pcn }) => pcn || ""), ...shortfall, count("Placed elsewhere", ({ away }) => away),
    count("Places free here", use("free")), count("Of these used", use("used")),
    count("Half-days not known", use("unknown")), estimated,
  ], sites);
  draw("journeys", "Room sessions a week of staff whose room is not at their base.", [
    text("From base", ({ base }) => base), text("To site", ({ site }) => site),
    { ...count("Sessions", ({ sessions }) => sessions), first: true },
    wording("Minutes one way", ({ minutes }) => Number(minutes), ({ minutes }) => minutes === null ? "not known" : minutes),
    text("Estimates", ({ is_estimate: is }) => is ? "travel time" : ""),
  ], journeys);
};
