"use strict";
// How full each practice's rooms are, by a stated rule, and what it can do about it.
(() => {
  const { data, textColumn, numberColumn, number } = estates;
  const { statuses } = data.palette;
  const rule = `${data.statusRule} The shares are settings (practice_status).`;

  estates.views.push({
    id: "status", group: "rooms", name: "Status", usesRole: false, tableName: "Status of each practice", has: () => estates.tables.practices.length > 0,
    show: (state, demands) => {
      const { rows } = estates.practiceRows(demands, state);
      const counts = Object.fromEntries(Object.keys(statuses).map((status) => [status, rows.filter((row) => row.status === status).length]));
      const words = ({ status }) => statuses[status].words;
      const unused = rows.filter(({ status }) => status === "has room").reduce((sum, { open_places: open, used_places: used }) => sum + open - used, 0);
      return {
        finding: rows.length === 0 ? "No practices are listed" : `${number(counts.full)} of ${estates.count(rows.length, "practice")} ${counts.full === 1 ? "is" : "are"} full, ${number(counts["nearly full"])} nearly so; ${number(counts["has room"])} ${counts["has room"] === 1 ? "has" : "have"} room`,
        deck: counts["has room"] === 0 ? "" : `Those with room leave ${number(unused)} places a week unused in core hours. Click a practice to see what it can do.`,
        marks: rows.filter(({ site }) => site).map((row) => {
          const mark = statuses[row.status];
          return { at: row.site.at, size: 7.5, shape: mark.shape, fill: mark.colour, value: 0, weight: 1.2, open: row.open, told: () => [row.name, `${mark.words}: ${number(row.used_places)} of ${number(row.open_places)} open places used`] };
        }),
        key: [estates.markKey("Rooms of each practice", Object.entries(statuses).map(([status, { words: meaning, shape, colour }]) => ({ words: meaning, shape, fill: colour, size: 7, count: counts[status] }))), estates.note(rule)],
        table: {
          file: "practice-status", caption: rule,
          columns: [textColumn("Practice", ({ name }) => name), estates.codeColumn, textColumn("PCN", ({ pcn }) => estates.nameOf("pcns", pcn)), estates.pcnCodeColumn, textColumn("Status", words),
            numberColumn("Open places, core hours", (row) => row.open_places), numberColumn("Of these used", (row) => row.used_places), numberColumn("Places not known", (row) => row.unknown_places),
            { ...numberColumn("Unmet sessions", ({ unmet }) => unmet), first: "descending" }, textColumn("What it can do", ({ advice }) => advice.join(" ")), estates.estimatedColumn],
          rows,
        },
      };
    },
  });
})();
