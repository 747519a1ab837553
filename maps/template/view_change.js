"use strict";
// Before and after: this plan beside an earlier one.
(() => {
  const { data, say, words, textColumn, numberColumn, number, count } = estates;
  const { changes } = data.palette;
  const share = (unmet, wanted) => wanted === 0 ? 0 : unmet / wanted;
  const points = (row) => share(row.unmet, row.wanted) - share(row.wasUnmet, row.wasWanted);
  // A PCN whose staff are not known bears its mark also where nothing has changed.
  const label = (row) => {
    const figure = changed(row) === 0 ? "" : `${arrow(changed(row))} ${estates.signed(changed(row))}`;
    return `${figure}${estates.staffMark(row.row)}`.trim() || undefined;
  };
  const changed = ({ unmet, wasUnmet }) => unmet - wasUnmet;
  const arrow = (value) => value > 0 ? "▲" : "▼";

  estates.views.push({
    id: "change", group: "change", name: "Before and after", usesRole: true, has: () => data.hasEarlier,
    show: (state, demands) => {
      const totals = estates.totals(demands, "pcn");
      const rows = estates.chosenPcns(state).map((pcn) => ({ ...pcn, ...(totals.get(pcn.row) || estates.nothing()), open: { about: pcn.code, site: undefined } }));
      const rest = totals.has(-1) ? [{ name: "Programmes and others of no PCN", code: "none", estimates: [], ...totals.get(-1) }] : [];
      const all = estates.sum(demands);
      const change = all.unmet - all.wasUnmet;
      const areas = new Map(rows.map((row) => {
        const step = estates.pcnClass(row.row, estates.band(changes, points(row)));
        return [row.row, { ...step, step, label: label(row), weight: Math.abs(changed(row)), tip: `${number(row.wasUnmet)} unmet before, ${number(row.unmet)} now` }];
      }));
      const counts = new Map();
      for (const { step } of areas.values()) counts.set(step, (counts.get(step) || 0) + 1);
      const { rows: sites } = estates.siteRows(demands, state);
      return {
        finding: change === 0 ? `As many sessions are unmet as before: ${number(all.unmet)}` : `${count(Math.abs(change), `${change < 0 ? "fewer" : "more"} session`)} ${Math.abs(change) === 1 ? "is" : "are"} unmet than before: ${number(all.unmet)} after ${number(all.wasUnmet)}`,
        deck: say`Before is ${words(data.earlierName)}. Sessions wanted were ${number(all.wasWanted)} and are ${number(all.wanted)}.`, areas,
        marks: sites.filter((site) => changed(site) !== 0).map((site) => ({ at: site.at, size: Math.max(4.5, estates.radius(Math.abs(changed(site)))), shape: changed(site) > 0 ? "triangle" : "circle", fill: changed(site) > 0 ? "#9a4a22" : "#2c6e63", value: Math.abs(changed(site)), open: site.open,
          told: () => [site.name, `${number(site.wasUnmet)} unmet before, ${number(site.unmet)} now`] })),
        valueWords: "sessions changed",
        key: [estates.colourKey("Change of the unmet share, in percentage points", estates.withOthers(changes, counts), counts, "PCN"), ...estates.staffNote(state), estates.markKey("Staff based at a site", [{ words: "Fewer sessions unmet", fill: "#2c6e63", size: 7 }, { words: "More sessions unmet", shape: "triangle", fill: "#9a4a22", size: 7 }]), estates.sizeKey("sessions more or fewer"),
          estates.note("Figures on the areas are sessions unmet, after less before: ▼ fewer, ▲ more. They compare two plans: unless both are proved to be the best, a small difference may be chance.")],
        table: {
          file: "before-and-after", caption: "Room sessions a week unmet before and after, by PCN.",
          columns: [textColumn("PCN", ({ name }) => name), estates.codeColumn, numberColumn("Wanted before", ({ wasWanted }) => wasWanted), numberColumn("Unmet before", ({ wasUnmet }) => wasUnmet), numberColumn("Wanted now", ({ wanted }) => wanted), numberColumn("Unmet now", ({ unmet }) => unmet),
            { ...numberColumn("Change", changed, (row) => estates.signed(changed(row))), first: "descending" }, numberColumn("Change of share, points", (row) => Math.round(1000 * points(row)) / 10)],
          rows: [...rows, ...rest], total: { ...estates.allRow(all), code: "" },
        },
      };
    },
  });
})();
