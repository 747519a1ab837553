"use strict";
// Hub reach: which PCN is served by which planned hub, and how many minutes away it is. And journeys of staff.
(() => {
  const { tables, data, say, words, textColumn, numberColumn, number, count } = estates;
  const { minutes: bands, notReached } = data.palette;
  const chosenOf = ({ programme }) => Math.max(0, data.programmes.findIndex(({ code }) => code === programme));

  const controls = () => {
    const [select, field] = estates.select("Programme", data.programmes.map(({ code, name }) => [code, name]), (programme) => estates.go({ programme }), "programme");
    return { parts: [field], follow: (state) => { select.value = data.programmes[chosenOf(state)].code; } };
  };
  const bandOf = ({ minutes }) => minutes === null ? notReached : estates.band(bands, minutes);
  const held = (programme) => {
    const sessions = new Map();
    const row = tables.demands.findIndex(({ code, role }) => role === null && code === data.programmes[programme].code);
    for (const room of tables.rooms) for (const [, demand] of estates.held(room)) if (demand.row === row) sessions.set(room.site, (sessions.get(room.site) || 0) + 1);
    return sessions;
  };

  const reachFinding = (rows, unreached, limit) => rows.length === 1 ? say`${words(rows[0].name)} has ${unreached === 0 ? "a" : "no"} planned hub within ${limit} minutes`
    : unreached === 0 ? `Every one of ${number(rows.length)} PCNs has a planned hub within ${limit} minutes`
      : data.moreMayBeReached !== "" ? `This plan reaches ${number(rows.length - unreached)} of ${number(rows.length)} PCNs within ${limit} minutes; more may be possible`
        : `${number(unreached)} of ${number(rows.length)} PCNs ${unreached === 1 ? "has" : "have"} no planned hub within ${limit} minutes`;

  estates.views.push({
    id: "hubs", group: "hubs", name: "Hub reach", usesRole: false, controls, has: () => data.programmes.length > 0,
    show: (state) => {
      const programme = chosenOf(state);
      const rows = tables.reach.filter((reach) => reach.programme === programme && (state.pcn === undefined || tables.pcns[reach.pcn].code === state.pcn))
        .map((reach) => ({ ...tables.pcns[reach.pcn], ...reach, isIn: reach.minutes !== null && reach.minutes <= reach.limit, open: { about: tables.pcns[reach.pcn].code, site: undefined } }));
      const reached = rows.filter(({ isIn }) => isIn).length;
      const limit = rows[0]?.limit ?? 0;
      const areas = new Map(rows.map((row) => [row.pcn, { ...bandOf(row), label: row.minutes === null ? "none" : `${number(row.minutes)} min`, weight: row.minutes ?? 999, tip: row.minutes === null ? notReached.words : say`${number(row.minutes)} minutes to ${words(tables.sites[row.hub].name)}` }]));
      const hubs = held(programme);
      const counts = new Map();
      rows.forEach((row) => counts.set(bandOf(row), (counts.get(bandOf(row)) || 0) + 1));
      return {
        finding: rows.length === 0 ? "This programme serves no PCN here" : reachFinding(rows, rows.length - reached, number(limit)),
        deck: say`${words(data.programmes[programme].name)}. Minutes are by road one way, from the nearest surgery of the PCN to the nearest site where this plan holds a session.${reached < rows.length && data.moreMayBeReached !== "" ? ` ${data.moreMayBeReached}` : ""}`,
        areas,
        lines: rows.filter(({ hub }) => hub !== null).map(({ home, hub, minutes, name, pcn, isIn }) => ({ from: tables.sites[home].at, to: tables.sites[hub].at, weight: 2, dash: isIn ? null : "5 5",
          told: [name, say`${number(minutes)} minutes to ${words(tables.sites[hub].name)}`], open: () => estates.go({ about: tables.pcns[pcn].code, site: undefined }) })),
        marks: [...hubs].map(([row, sessions]) => {
          const site = tables.sites[row];
          const kind = data.palette.kinds[site.kind];
          return { at: site.at, size: Math.max(7, estates.radius(sessions)), shape: kind.shape, fill: "#801650", weight: 1.5, value: sessions, label: [site.name, number(sessions)], open: { site: site.code, about: undefined }, told: () => [site.name, count(sessions, "room session")] };
        }),
        valueWords: "room sessions",
        key: [estates.colourKey("Minutes to the nearest planned hub", [...bands, notReached], counts, "PCN"), estates.sizeKey("room sessions a week held there"),
          estates.note("The darker an area, the nearer its hub. A dashed line is longer than the programme’s limit. A line leads from the PCN’s nearest surgery."), estates.estimateNote(rows.some(({ estimated }) => estimated), `${count(rows.filter(({ estimated }) => estimated).length, "time is", "times are")} worked out, not given.`)],
        table: {
          file: "hub-reach", caption: say`${words(data.programmes[programme].name)}: the nearest planned hub of each PCN that it serves.`,
          columns: [estates.fileColumn("Programme code", () => data.programmes[programme].code), textColumn("PCN", ({ name }) => name), estates.codeColumn,
            textColumn("Nearest surgery", ({ home }) => estates.nameOf("sites", home)), estates.fileColumn("Surgery’s site code", ({ home }) => estates.codeOf("sites", home)),
            textColumn("Served by", ({ hub }) => estates.nameOf("sites", hub)), estates.fileColumn("Hub’s site code", ({ hub }) => estates.codeOf("sites", hub)),
            { ...numberColumn("Minutes", ({ minutes }) => minutes), first: "descending" }, numberColumn("Limit", ({ limit: most }) => most), textColumn("In reach", ({ isIn }) => isIn ? "yes" : "no"), textColumn("Estimate", ({ estimated }) => estimated ? "travel time" : "")],
          rows,
        },
      };
    },
  });

  // Journeys: sessions for which staff leave their base.
  const minutesOf = new Map(tables.journeys.map(({ base, site, minutes, estimated }) => [`${base} ${site}`, { minutes, estimated }]));
  const journeys = (demands) => {
    const chosen = new Set(demands);
    const ways = new Map();
    for (const room of tables.rooms) {
      for (const [, demand] of estates.held(room)) {
        if (demand.site === null || demand.site === room.site || !chosen.has(demand)) continue;
        const key = `${demand.site} ${room.site}`;
        if (!ways.has(key)) ways.set(key, { base: demand.site, site: room.site, sessions: 0, ...minutesOf.get(key) });
        ways.get(key).sessions += 1;
      }
    }
    return [...ways.values()].map((way) => ({ ...way, name: `${tables.sites[way.base].name} → ${tables.sites[way.site].name}`, open: { site: tables.sites[way.site].code, about: undefined } }));
  };
  estates.views.push({
    id: "journeys", group: "hubs", name: "Journeys", usesRole: true, has: () => tables.journeys.length > 0,
    show: (state, demands) => {
      const rows = journeys(demands).sort((one, other) => one.sessions - other.sessions);
      const sessions = rows.reduce((sum, row) => sum + row.sessions, 0);
      const placed = demands.filter(({ role }) => role !== null).reduce((sum, demand) => sum + demand.placed, 0);
      const worn = new Set(rows.flatMap(({ base, site }) => [base, site]));
      const away = new Map();
      rows.forEach((row) => away.set(row.site, (away.get(row.site) || 0) + row.sessions));
      return {
        finding: sessions === 0 ? "Nobody leaves their base for a room" : `${estates.shortPercent(sessions, placed)} of the sessions placed are away from base`,
        deck: `${number(sessions)} of ${count(placed, "session")} a week are held at another site than the one staff are based at.`,
        lines: rows.map((row) => ({ from: tables.sites[row.base].at, to: tables.sites[row.site].at, weight: Math.min(7, 0.8 + 0.25 * row.sessions), told: [row.name, `${count(row.sessions, "session")} a week`], open: () => estates.go(row.open) })),
        marks: tables.sites.filter(({ row }) => worn.has(row)).map((site) => {
          const kind = data.palette.kinds[site.kind];
          const guests = away.get(site.row) || 0;
          return { at: site.at, size: guests > 0 ? Math.max(4.5, estates.radius(guests) * 0.8) : 3.6, shape: kind.shape, fill: guests > 0 ? kind.colour : "#ffffff", stroke: guests > 0 ? "#ffffff" : kind.colour, value: guests, open: { site: site.code, about: undefined }, told: () => [site.name, `${count(guests, "session")} of staff based elsewhere`] };
        }),
        valueWords: "sessions of staff based elsewhere",
        key: [estates.sizeKey("sessions a week of staff based elsewhere (solid)"), ...estates.kindKey(), estates.note("The wider a line, the more sessions; it bends to the left of the way it goes.")],
        table: {
          file: "journeys", caption: "Room sessions a week of staff whose room is not at their base.",
          columns: [textColumn("From base", ({ base }) => tables.sites[base].name), estates.fileColumn("Base’s site code", ({ base }) => estates.codeOf("sites", base)),
            textColumn("To site", ({ site }) => tables.sites[site].name), estates.fileColumn("Site code", ({ site }) => estates.codeOf("sites", site)), { ...numberColumn("Sessions", (row) => row.sessions), first: "descending" },
            numberColumn("Minutes one way", ({ minutes }) => minutes ?? null), textColumn("Estimate", ({ estimated }) => estimated ? "travel time" : "")],
          rows,
        },
      };
    },
  });
})();
