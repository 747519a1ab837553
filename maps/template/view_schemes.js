"use strict";
// Capital schemes: what each costs, adds and, where it has been worked out, gains.
(() => {
  const { tables, data, say, textColumn, numberColumn, number, count, pounds } = estates;

  const gainsMost = (best) => {
    const [names, gain] = [estates.listed(best.map(({ name, together }) => together.length > 0 ? `${name} with ${together.join(" and ")}` : name)), count(best[0].gain, "session")];
    return best.length === 1 ? say`${names} gains most: ${gain} a week for ${pounds(best[0].cost_together)}` : say`${names} gain most: ${gain} a week each`;
  };

  // Sums of schemes of which some exclude others would tell of what cannot be built.
  const canAllBeBuilt = (schemes) => {
    const codes = new Set(schemes.map(({ code }) => code));
    return !schemes.some(({ apart }) => apart.some((code) => codes.has(code)));
  };
  const cost = (schemes) => schemes.reduce((sum, scheme) => sum + scheme.cost, 0);
  const rooms = (schemes) => schemes.reduce((sum, scheme) => sum + scheme.rooms, 0);
  const dearest = (schemes) => Math.max(...schemes.map((scheme) => scheme.cost));
  const toldHere = (schemes) => canAllBeBuilt(schemes) ? `${count(schemes.length, "scheme")}, ${pounds(cost(schemes))}, ${count(rooms(schemes), "room")} added`
    : `${count(schemes.length, "scheme")}, of which not all can be built together; the dearest ${pounds(dearest(schemes))}`;

  const finding = (rows, best) => rows.length === 0 ? "No schemes are proposed here"
    : best.length > 0 && best[0].gain > 0 ? gainsMost(best)
      : canAllBeBuilt(rows) ? `${count(rows.length, "scheme")} for ${pounds(cost(rows))} would add ${count(rooms(rows), "room")}`
        : `${count(rows.length, "scheme")}; not all can be built together`;
  const deck = (rows, gained) => {
    const sums = !canAllBeBuilt(rows) ? "Some exclude others, so that costs and rooms are not added up here: the table names them." : rows.length === 0 ? "" : `All ${number(rows.length)} together cost ${pounds(cost(rows))} and add ${count(rooms(rows), "room")}.`;
    return gained.length === 0 ? `${sums} What each would gain is not worked out in the map of a plan: estates invest does so.`.trim()
      : `${sums} Gains are of each scheme built alone, with what it requires; together they gain less.`;
  };
  const gainColumns = [numberColumn("Gain, sessions", ({ gain }) => gain), numberColumn("£ per session and year", ({ per_session: value }) => value)];

  estates.views.push({
    id: "schemes", group: "buildings", name: "Schemes", usesRole: false, has: () => tables.schemes.length > 0, tableName: "Capital schemes",
    show: (state) => {
      const rows = tables.schemes.filter(({ site }) => state.pcn === undefined || (tables.sites[site].pcn !== null && tables.pcns[tables.sites[site].pcn].code === state.pcn))
        .map((scheme) => ({ ...scheme, pcn: tables.sites[scheme.site].pcn, open: { site: tables.sites[scheme.site].code, about: undefined } }));
      const gained = rows.filter(({ gain }) => gain !== null);
      const best = estates.foremost(gained, ({ gain }) => gain);
      const sites = new Map();
      rows.forEach((scheme) => sites.set(scheme.site, [...(sites.get(scheme.site) || []), scheme]));
      const radius = (value) => Math.max(4.5, Math.sqrt(value) / 58);
      const areas = estates.shareAreas(estates.chosen({ pcn: state.pcn }), state);
      for (const look of areas.values()) delete look.label;
      return {
        finding: finding(rows, best), deck: deck(rows, gained),
        areas,
        marks: [...sites].map(([row, here]) => {
          const site = tables.sites[row];
          const [sum, adds] = [canAllBeBuilt(here) ? cost(here) : dearest(here), rooms(here)];
          return { at: site.at, size: radius(sum), shape: "square", fill: adds > 0 ? "#12436d" : "#ffffff", stroke: adds > 0 ? "#ffffff" : "#12436d", weight: 1.8, value: sum, open: { site: site.code, about: undefined },
            told: () => [site.name, toldHere(here)] };
        }),
        valueWords: "pounds",
        key: [estates.markKey("Sites with schemes", [{ words: "Rooms are added", shape: "square", fill: "#12436d", size: 7 }, { words: "Rooms are converted or opened only", shape: "square", fill: "#ffffff", stroke: "#12436d", weight: 1.8, size: 6.5 }]),
          estates.sizesKey([100_000, 500_000, 1_000_000], radius, pounds, "capital cost"), ...estates.shareKey(areas, "Areas: unmet share of the sessions wanted"), ...estates.staffNote(state)],
        table: {
          file: "schemes", caption: `Capital schemes as the dataset gives them${gained.length === 0 ? "." : "; gain is in room sessions a week, of each scheme built alone with what it requires."}`,
          columns: [textColumn("Scheme", ({ name }) => name), estates.codeColumn, textColumn("Site", ({ site }) => tables.sites[site].name), estates.fileColumn("Site code", ({ site }) => estates.codeOf("sites", site)), textColumn("PCN", ({ pcn }) => estates.nameOf("pcns", pcn)), estates.pcnCodeColumn, { ...numberColumn("Capital cost, £", (scheme) => scheme.cost), first: "descending" }, textColumn("Built with", ({ together }) => together.join(", ")), numberColumn("Cost with those, £", (scheme) => scheme.cost_together), textColumn("Not built with", ({ apart }) => apart.join(", ")),
            numberColumn("Yearly cost, £", ({ yearly }) => yearly), numberColumn("Rooms added", (scheme) => scheme.rooms), textColumn("What it does", ({ what }) => what.join(", ")), numberColumn("Earliest year", ({ year }) => year, ({ year }) => String(year)),
            ...(gained.length === 0 ? [] : gainColumns), textColumn("Estimate", ({ estimated }) => estimated ? "scheme" : "")],
          rows,
        },
      };
    },
  });
  estates.sizesKey = (sizes, radius, told, words) => estates.element("ul", { class: "key" }, estates.element("li", { class: "sizes" },
    ...sizes.map((size) => estates.element("span", {}, estates.icon({ shape: "square", fill: "none", stroke: "#4a5561", size: radius(size), weight: 1.4 }), told(size))), estates.element("span", {}, words)));
})();
