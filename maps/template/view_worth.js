"use strict";
// Where one more room, or one more supervisor, would help most: by the prices of the plan's proof.
(() => {
  const { tables, data, say, textColumn, numberColumn, count } = estates;
  const MOST_NAMED = 4;
  const told = (value) => value.toLocaleString("en-GB", { maximumFractionDigits: 1 });

  // Half-days of one kind of place at one site, the best first, with their sum: what a whole week of it would help.
  const weeks = ({ pcn }) => {
    const groups = new Map();
    for (const row of tables.worth) {
      const site = tables.sites[row.site];
      if (pcn !== undefined && (site.pcn === null || tables.pcns[site.pcn].code !== pcn)) continue;
      const key = `${row.site} ${row.what}`;
      if (!groups.has(key)) groups.set(key, { place: site, pcn: site.pcn, name: site.name, code: site.code, what: data.texts[row.what], isSupervisor: row.is_supervisor, slots: [], worth: 0, isEstimate: false, open: { site: site.code, about: undefined } });
      const group = groups.get(key);
      group.slots.push(row);
      group.worth += row.worth;
      group.isEstimate ||= row.estimated;
    }
    return [...groups.values()].sort((one, other) => other.worth - one.worth);
  };
  const best = ({ slots }) => {
    const named = [...slots].sort((one, other) => other.worth - one.worth || one.slot - other.slot).slice(0, MOST_NAMED);
    return `${named.map(({ slot }) => data.slots[slot].words).join(", ")}${slots.length > MOST_NAMED ? " and more" : ""}`;
  };

  estates.views.push({
    id: "worth", group: "rooms", name: "Where more helps", usesRole: false, has: () => tables.worth.length > 0,
    show: (state) => {
      const rows = weeks(state);
      const bestOf = new Map();
      rows.forEach((row) => { if (!bestOf.has(row.place)) bestOf.set(row.place, row); });
      const [most] = rows;
      const size = (worth) => Math.max(4, estates.radius(worth));
      return {
        finding: most ? say`One more ${estates.words(most.what)} would help most at ${estates.words(most.name)}` : "Nowhere here would one more room or supervisor help",
        deck: most ? `One more place there would be taken in ${count(most.slots.length, "half-day")} of the week, a session in each. That is worth about ${told(most.worth)}, as a session counts by its priority: a weight to compare by, not a number of sessions. It may bring less, and a second one usually does.` : "",
        marks: [...bestOf.values()].map((row) => ({ at: row.place.at, size: size(row.worth), value: 0, shape: row.isSupervisor ? "diamond" : "circle", fill: row.isSupervisor ? "#801650" : "#12436d", opacity: 0.85, open: row.open,
          told: () => [row.name, say`${estates.words(row.what)}: worth about ${told(row.worth)} a week`] })),
        key: [estates.markKey("What would help most at a site", [{ words: "A room", fill: "#12436d", size: 7 }, { words: "A supervisor’s place", shape: "diamond", fill: "#801650", size: 7 }]), estates.sizeKey("worth a week: sessions counted by their priority", [2, 10, 30]),
          estates.note("From the prices that prove how good the plan is. Do not add marks up: two of them may help the same people.")],
        table: {
          file: "where-more-helps", caption: "What one more room of a kind, or one more place under a supervisor, is about worth a week, in sessions counted by their priority.",
          columns: [textColumn("Site", ({ name }) => name), estates.codeColumn, textColumn("PCN", ({ pcn }) => estates.nameOf("pcns", pcn)), estates.pcnCodeColumn, textColumn("One more", ({ what }) => what), numberColumn("Half-days in which it would help", ({ slots }) => slots.length),
            { ...numberColumn("Worth a week", ({ worth }) => Math.round(100 * worth) / 100, ({ worth }) => told(worth)), first: "descending" }, textColumn("The best half-days", best), textColumn("Estimate", ({ isEstimate }) => isEstimate ? "rooms or site" : "")],
          rows,
        },
      };
    },
  });
})();
