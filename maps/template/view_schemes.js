"use strict";
// Capital schemes: what each costs, adds and, where it has been worked out, gains.
(() => {
  const { tables, data, say, textColumn, numberColumn, number, count, pounds } = estates;

  const gainsMost = (best) => {
    const [names, gain] = [estates.listed(best.map(({ name, together }) => together.length > 0 ? `${name} with ${together.join(" and ")}` : name)), count(best[0].gain, "session")];
    return best.length === 1 ? say`${names} gains most: ${gain} a week for ${pounds(best[0].cost_together)}` : say`${names} gain most: ${gain} a week each`;
  };

  estates.views.push({
    id: "schemes", group: "buildings", name: "Schemes", usesRole: false, has: () => tables.schemes.length > 0, tableName: "Capital schemes",
    show: (state) => {
      const rows = tables.schemes.filter(({ site }) => state.pcn === undefined || (tables.sites[site].pcn !== null && tables.pcns[tables.sites[site].pcn].code === state.pcn))
        .map((scheme) => ({ ...scheme, pcn: tables.sites[scheme.site].pcn, open: { site: tables.sites[scheme.site].code, about: undefined } }));
      const cost = rows.reduce((sum, scheme) => sum + scheme.cost, 0);
      const rooms = rows.reduce((sum, scheme) => sum + scheme.rooms, 0);
      const gained = rows.filter(({ gain }) => gain !== null);
      const best = estates.foremost(gained, ({ gain }) => gain);
      const sites = new Map();
      rows.forEach((scheme) => sites.set(scheme.site, [...(sites.get(scheme.site) || []), scheme]));
      const radius = (value) => Math.max(4.5, Math.sqrt(value) / 58);
      const areas = estates.shareAreas(estates.chosen({ pcn: state.pcn }), state);
      for (const look of areas.values()) delete look.label;
      return {
        finding: rows.length === 0 ? "No schemes are proposed here" : best.length > 0 && best[0].gain > 0 ? gainsMost(best) : `${count(rows.length, "scheme")} for ${pounds(cost)} would add ${count(rooms, "room")}`,
        deck: gained.length === 0 ? "What each scheme would gain has not been worked out for this map; cost and rooms added are as the dataset gives them." : `All ${number(rows.length)} together cost ${pounds(cost)} and add ${count(rooms, "room")}. Gains are of each scheme built alone, with what it requires; together they gain less.`,
        areas,
        marks: [...sites].map(([row, here]) => {
          const site = tables.sites[row];
          const sum = here.reduce((total, scheme) => total + scheme.cost, 0);
          const adds = here.reduce((total, scheme) => total + scheme.rooms, 0);
          return { at: site.at, size: radius(sum), shape: "square", fill: adds > 0 ? "#12436d" : "#ffffff", stroke: adds > 0 ? "#ffffff" : "#12436d", weight: 1.8, value: sum, open: { site: site.code, about: undefined },
            told: () => [site.name, `${count(here.length, "scheme")}, ${pounds(sum)}, ${count(adds, "room")} added`] };
        }),
        valueWords: "pounds",
        key: [estates.markKey("Sites with schemes", [{ words: "Rooms are added", shape: "square", fill: "#12436d", size: 7 }, { words: "Rooms are converted or opened only", shape: "square", fill: "#ffffff", stroke: "#12436d", weight: 1.8, size: 6.5 }]),
          estates.sizesKey([100_000, 500_000, 1_000_000], radius, pounds, "capital cost"), ...estates.shareKey(areas, "Areas: unmet share of the sessions wanted"), ...estates.staffNote(state)],
        table: {
          file: "schemes", caption: "Capital schemes as the dataset gives them; gain is in room sessions a week, of each scheme built alone with what it requires.",
          columns: [textColumn("Scheme", ({ name }) => name), estates.codeColumn, textColumn("Site", ({ site }) => tables.sites[site].name), estates.fileColumn("Site code", ({ site }) => estates.codeOf("sites", site)), textColumn("PCN", ({ pcn }) => estates.nameOf("pcns", pcn)), estates.pcnCodeColumn, { ...numberColumn("Capital cost, £", (scheme) => scheme.cost), first: "descending" }, textColumn("Built with", ({ together }) => together.join(", ")), numberColumn("Cost with those, £", (scheme) => scheme.cost_together),
            numberColumn("Yearly cost, £", ({ yearly }) => yearly), numberColumn("Rooms added", (scheme) => scheme.rooms), textColumn("What it does", ({ what }) => what.join(", ")), numberColumn("Earliest year", ({ year }) => year, ({ year }) => String(year)),
            numberColumn("Gain, sessions", ({ gain }) => gain), numberColumn("£ per session and year", ({ per_session: value }) => value), textColumn("Estimate", ({ estimated }) => estimated ? "scheme" : "")],
          rows,
        },
      };
    },
  });
  estates.sizesKey = (sizes, radius, told, words) => estates.element("ul", { class: "key" }, estates.element("li", { class: "sizes" },
    ...sizes.map((size) => estates.element("span", {}, estates.icon({ shape: "square", fill: "none", stroke: "#4a5561", size: radius(size), weight: 1.4 }), told(size))), estates.element("span", {}, words)));
})();
