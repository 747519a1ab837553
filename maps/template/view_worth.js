"use strict";
// Where one more room session is worth most, by the prices of the plan's proof.
(() => {
  const { tables, data, say, textColumn, numberColumn } = estates;
  const told = (value) => value.toLocaleString("en-GB", { maximumFractionDigits: 2 });

  estates.views.push({
    id: "worth", group: "rooms", name: "Worth", usesRole: false, has: () => tables.worth.length > 0, tableName: "Worth of one more room session",
    show: (state) => {
      const rows = tables.worth.map((row) => ({ ...row, place: tables.sites[row.site] })).filter(({ place }) => state.pcn === undefined || (place.pcn !== null && tables.pcns[place.pcn].code === state.pcn))
        .map((row) => ({ ...row, name: row.place.name, open: { site: row.place.code, about: undefined } })).sort((one, other) => other.price - one.price);
      const best = new Map();
      rows.forEach((row) => { if (!best.has(row.site)) best.set(row.site, row); });
      const most = rows[0];
      const words = (row) => `${data.types[row.type].toLowerCase()}, ${data.slots[row.slot].words}`;
      return {
        finding: !most ? "No room session is priced here" : say`One more room session is worth most at ${estates.words(most.name)}`,
        deck: most ? `A ${words(most)} would bring up to ${told(most.price)} weighted sessions. The price is what the proof of the plan puts on the next session alone; after it, prices change.` : "",
        marks: [...best.values()].map((row) => ({ at: row.place.at, size: Math.max(4, 6.5 * Math.sqrt(row.price)), fill: "#12436d", value: 0, opacity: 0.8, open: row.open, told: () => [row.name, `${told(row.price)}: ${words(row)}`] })),
        key: [estates.note("The larger a mark, the more the best session at that site is worth, in sessions weighted by priority.")],
        table: {
          file: "worth", caption: "What one more room session would be worth, in sessions weighted by priority.",
          columns: [textColumn("Site", ({ name }) => name), textColumn("Room type", ({ type }) => data.types[type]), textColumn("Half-day", ({ slot }) => data.slots[slot].words), { ...numberColumn("Worth", ({ price }) => price, ({ price }) => told(price)), first: "descending" }],
          rows,
        },
      };
    },
  });
})();
