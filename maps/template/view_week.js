"use strict";
// The week, half-day by half-day: which rooms are in use, which stand dark, and of which nobody knows.
(() => {
  const { tables, data, element, textColumn, numberColumn, shareColumn, number, count } = estates;
  const COLOURS = { owner: "#8fa6b8", plan: "#12436d", empty: "#f2cd98", closed: "#55606a", unknown: "#e4e7e9" };

  // What a room is in a slot: in use by its owner or by the plan (lit), free and left empty or closed (dark), or not known.
  const states = (room) => {
    const held = new Set(estates.held(room).map(([slot]) => slot));
    return [...room.week].map((state, slot) => held.has(slot) ? "plan" : { F: "empty", U: "owner", C: "closed", "?": "unknown" }[state]);
  };
  const weekOf = new Map(tables.rooms.map((room) => [room, states(room)]));
  const blank = () => ({ owner: 0, plan: 0, empty: 0, closed: 0, unknown: 0 });
  const counted = (rooms) => data.slots.map((slot, at) => {
    const sums = blank();
    for (const room of rooms) sums[weekOf.get(room)[at]] += 1;
    return sums;
  });
  const dark = ({ empty, closed }) => empty + closed;
  const whole = (sums) => Object.values(sums).reduce((sum, part) => sum + part, 0);
  const weeks = new Map(tables.sites.map((site) => [site.row, counted(estates.roomsAt(site.row))]));
  const inPcn = ({ pcn }) => (site) => pcn === undefined || (site.pcn !== null && tables.pcns[site.pcn].code === pcn);
  const slotAt = ({ slot }) => Math.max(0, data.slots.findIndex(({ code }) => code === slot));

  const controls = (state) => {
    const slider = element("input", { type: "range", id: "slot", min: 0, max: 16, step: 1, "aria-label": "Half-day of the week" });
    const told = element("output", { for: "slot", id: "slot-words" });
    const strip = element("div", { class: "strip-holder" });
    slider.addEventListener("input", () => estates.go({ slot: data.slots[slider.value].code }));
    let filter = null;
    return {
      parts: [told, strip, slider],
      follow: (now) => {
        const at = slotAt(now);
        slider.value = at;
        slider.setAttribute("aria-valuetext", data.slots[at].words);
        told.textContent = data.slots[at].words;
        if (filter !== now.pcn || filter === null) filter = now.pcn;
        const sums = counted(tables.sites.filter(inPcn(now)).flatMap(({ row }) => estates.roomsAt(row)));
        strip.replaceChildren(estates.weekStrip(data.slots, at, ["owner", "plan", "unknown", "empty", "closed"].map((part) => [COLOURS[part], (slot) => sums[slot][part]]), whole(sums[0])));
      },
    };
  };

  // Half filled: the share of the rooms that stand dark, told by how much of the mark is dark and by the figure in the tip.
  const darkClasses = [
    { words: "Under a quarter dark", colour: "#f6efe0", up_to: 0.25 }, { words: "A quarter to a half", colour: "#d9bf95", up_to: 0.5 },
    { words: "A half to three quarters", colour: "#8d7b6c", up_to: 0.75 }, { words: "Over three quarters dark", colour: "#2b2f36", up_to: null },
  ];

  estates.views.push({
    id: "week", group: "rooms", name: "Week", usesRole: false, controls, tableName: "The week",
    show: (state) => {
      const at = slotAt(state);
      const sites = tables.sites.filter(inPcn(state)).filter(({ row }) => estates.roomsAt(row).length > 0);
      const rows = sites.map((site) => ({ ...site, ...weeks.get(site.row)[at], rooms: estates.roomsAt(site.row).length, open: { site: site.code, about: undefined } }));
      const total = rows.reduce((sum, row) => { for (const part of Object.keys(sum)) sum[part] += row[part]; return sum; }, { ...blank(), rooms: 0 });
      const slot = data.slots[at].words;
      return {
        finding: total.rooms === 0 ? "No rooms are listed" : `${slot}: ${number(dark(total))} of ${count(total.rooms, "room")} stand dark`,
        deck: `${number(total.empty)} are free and left empty, ${number(total.closed)} are closed; ${number(total.owner)} are in use by their owner, ${number(total.plan)} by this plan. Of ${number(total.unknown)} nothing is known: they count as neither.`,
        marks: rows.map((row) => {
          const step = estates.band(darkClasses, dark(row) / row.rooms);
          return { at: row.at, size: Math.max(4, 3.1 * Math.sqrt(row.rooms)), value: dark(row), fill: step.colour, stroke: "#2b2f36", weight: 1.1, open: row.open,
            told: () => [row.name, `${number(dark(row))} of ${count(row.rooms, "room")} dark: ${number(row.empty)} free and empty, ${number(row.closed)} closed`] };
        }),
        valueWords: "rooms dark",
        key: [estates.colourKey("Rooms by half-day (strip above)", [
          { words: "Closed: dark", colour: COLOURS.closed }, { words: "Free, left empty: dark", colour: COLOURS.empty }, { words: "Not known", colour: COLOURS.unknown },
          { words: "In use by this plan", colour: COLOURS.plan }, { words: "In use by its owner", colour: COLOURS.owner }]),
        estates.colourKey("Sites: share of their rooms dark", darkClasses), estates.note("The larger the mark, the more rooms the site has.")],
        table: {
          file: `rooms-${data.slots[at].code}`, caption: `Rooms of each site on ${slot}. A room that is used in part counts as used.`,
          columns: [textColumn("Site", ({ name }) => name), estates.codeColumn, textColumn("PCN", ({ pcn }) => estates.nameOf("pcns", pcn)), estates.pcnCodeColumn, numberColumn("Rooms", ({ rooms }) => rooms),
            { ...numberColumn("Dark", dark), first: "descending" }, shareColumn("Dark share", dark, ({ rooms }) => rooms), numberColumn("Free, left empty", ({ empty }) => empty), numberColumn("Closed", ({ closed }) => closed),
            numberColumn("Used by owner", ({ owner }) => owner), numberColumn("Used by plan", ({ plan }) => plan), numberColumn("Not known", ({ unknown }) => unknown)],
          rows, total: { name: "All", code: "", pcn: null, ...total },
        },
      };
    },
  });
})();
