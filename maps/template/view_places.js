"use strict";
// Shortfall by PCN, by practice and by site.
(() => {
  const { tables, data, say, words, textColumn, numberColumn, shareColumn, number, count } = estates;
  const filtered = ({ pcn, role }) => pcn !== undefined || role !== undefined;
  const ofRole = ({ role }) => words(role === undefined ? "room sessions" : `room sessions for ${data.roles[data.roleCodes.indexOf(role)]}`);

  estates.shortfallColumns = (first = "unmet") => [
    numberColumn("Wanted", ({ wanted }) => wanted), numberColumn("Placed", ({ placed }) => placed),
    { ...numberColumn("Unmet", ({ unmet }) => unmet), first: first === "unmet" ? "descending" : undefined },
    shareColumn("Unmet share", ({ unmet }) => unmet, ({ wanted }) => wanted),
    numberColumn("Unmet, in rooms", ({ unmet }) => unmet / data.sessionsPerRoom, ({ unmet }) => estates.rooms(unmet)),
  ];
  const estimated = textColumn("Estimate", ({ isEstimate, estimates = [] }) => [...estimates, ...(isEstimate ? ["posts, rooms or sites"] : [])].join("; "));
  estates.estimatedColumn = estimated;
  estates.allRow = (total, name = "All") => ({ name, ...total, estimates: [] });
  estates.toldShare = ({ wanted, unmet }) => wanted === 0 ? "No sessions wanted" : `${estates.percent(unmet, wanted)} unmet: ${number(unmet)} of ${count(wanted, "session")}`;

  // What stands under the key where a PCN shown bears the mark.
  estates.staffNote = (state) => estates.chosenPcns(state).some(({ staff_unknown: unknown }) => unknown) ? [estates.note(`† ${data.staffUnknown}`)] : [];

  // A PCN's share in short and in words; of one whose staff are unknown it is that of other posts.
  estates.staffMark = (row) => tables.pcns[row].staff_unknown ? " †" : "";
  estates.pcnShare = (row, { unmet, wanted }) => `${estates.shortPercent(unmet, wanted)}${estates.staffMark(row)}`;
  estates.toldPcnShare = (row, total) => tables.pcns[row].staff_unknown ? `${estates.toldShare(total)} of posts that are known. ${data.staffUnknown}` : estates.toldShare(total);

  // PCN areas coloured by the unmet share of some posts; those that the filter leaves out have no look, and no count.
  estates.shareAreas = (demands, state) => {
    const totals = estates.totals(demands, "pcn");
    return new Map(estates.chosenPcns(state).map(({ row }) => {
      const total = totals.get(row) || estates.nothing();
      const step = estates.pcnClass(row, estates.shareClass(total));
      return [row, { step, colour: step.colour, is_dark: step.is_dark, label: estates.pcnShare(row, total), weight: total.wanted, tip: estates.toldPcnShare(row, total) }];
    }));
  };
  const openSite = ({ code }) => ({ site: code, about: undefined });

  // Every site as a quiet mark of its kind.
  estates.quietSites = ({ pcn }) => tables.sites.filter((site) => pcn === undefined || (site.pcn !== null && tables.pcns[site.pcn].code === pcn) || site.pcn === null).map((site) => {
    const kind = data.palette.kinds[site.kind];
    return { at: site.at, size: tables.sites.length > 60 ? 3.5 : 4.4, shape: kind.shape, fill: kind.colour, opacity: 0.8, weight: 0.8, open: openSite(site),
      told: () => [site.name, `${kind.words}: ${count(estates.roomsAt(site.row).length, "room")}`] };
  });
  // A mark whose area is the sessions unmet there; what lacks nothing is a small ring.
  estates.sizedMark = (site, total, more = {}) => ({
    at: site.at, size: total.unmet > 0 ? estates.radius(total.unmet) : 3.4, value: total.unmet, fill: total.unmet > 0 ? estates.shareClass(total).colour : "#ffffff",
    stroke: total.unmet > 0 ? "#4a2a1b" : "#6b7680", weight: total.unmet > 0 ? 1 : 1.3, open: openSite(site), told: () => [site.name, estates.toldShare(total)], ...more,
  });
  // The largest few are named on the map.
  const named = (marks, rows, most) => {
    const largest = [...marks.keys()].sort((one, other) => marks[other].value - marks[one].value).slice(0, most).filter((at) => marks[at].value > 0);
    largest.forEach((at) => { marks[at].label = [rows[at].name, number(marks[at].value)]; });
    return marks;
  };
  estates.sizedKey = (what) => [...estates.colourKey("Unmet share", data.palette.shares.slice(1)), ...estates.markKey("", [{ words: "Nothing unmet", fill: "#ffffff", stroke: "#6b7680", size: 4, weight: 1.3 }]), estates.sizeKey(what)];

  const deckOf = (total, state) => total.wanted === 0 ? say`No ${ofRole(state)} are wanted${filtered(state) ? " with these filters" : ""}.`
    : say`${number(total.unmet)} of ${number(total.wanted)} ${ofRole(state)} a week have no room: ${estates.percent(total.unmet, total.wanted)}, the equal of ${estates.rooms(total.unmet)} rooms.`;

  const pcnRows = (demands, state) => {
    const totals = estates.totals(demands, "pcn");
    const rows = estates.chosenPcns(state).map((pcn) => ({ ...pcn, ...(totals.get(pcn.row) || estates.nothing()), open: { about: pcn.code, site: undefined } }));
    return totals.has(-1) ? [...rows, { name: "Programmes and others of no PCN", code: "none", estimates: [], ...totals.get(-1) }] : rows;
  };
  const pcnFinding = (rows) => {
    const short = rows.filter(({ unmet, code }) => unmet > 0 && code !== "none");
    const isPart = rows.some(({ staff_unknown: unknown }) => unknown);
    if (short.length === 0) return `Every session that the PCNs ${isPart ? "whose staff are known " : ""}want has a room`;
    const known = short.filter(({ staff_unknown: unknown }) => !unknown);
    const worst = estates.foremost(known.length > 0 ? known : short, ({ unmet, wanted }) => unmet / wanted);
    const names = estates.listed(worst.map(({ name }) => name));
    const share = estates.shortPercent(worst[0].unmet, worst[0].wanted);
    return short.length === 1 && !isPart ? say`Only ${names} lacks rooms: ${share} of its sessions`
      : worst.length === 1 ? say`${names} lacks rooms most: ${share} of its sessions have none` : say`${names} lack rooms most: ${share} of their sessions have none`;
  };
  const onePcnFinding = ({ name, wanted, unmet, staff_unknown: unknown }, state) => unknown ? say`The staff of ${words(name)} are not known; of its other posts ${number(unmet)} of ${number(wanted)} ${ofRole(state)} have no room` : wanted === 0 ? say`${words(name)} wants no ${ofRole(state)}`
    : unmet === 0 ? say`Every session that ${words(name)} wants has a room` : say`${words(name)} lacks rooms for ${estates.shortPercent(unmet, wanted)} of its sessions`;
  estates.views.push({
    id: "pcns", group: "shortfall", name: "PCNs", usesRole: true,
    show: (state, demands) => {
      const rows = pcnRows(demands, state);
      const areas = estates.shareAreas(demands, state);
      return {
        finding: state.pcn === undefined ? pcnFinding(rows) : onePcnFinding(rows[0], state), deck: deckOf(estates.sum(demands), state), areas, marks: estates.quietSites(state), quietMarks: true,
        key: [...estates.shareKey(areas), ...estates.staffNote(state), estates.note(data.areasNote), ...estates.kindKey()],
        table: {
          file: "shortfall-by-pcn", caption: `Room sessions a week, wanted by the posts of each PCN. The column heads sort the table.${rows.some(({ staff_unknown: unknown }) => unknown) ? ` † ${data.staffUnknown}` : ""}`,
          columns: [textColumn("PCN", ({ name, staff_unknown: unknown }) => unknown ? `${name} †` : name), estates.codeColumn, ...estates.shortfallColumns(), estimated], rows,
          total: { ...estates.allRow(estates.sum(demands)), code: "" },
        },
      };
    },
  });

  // How few of them hold half of what is unmet.
  const halfOf = (rows, total) => {
    let sum = 0;
    const largest = [...rows].sort((one, other) => other.unmet - one.unmet);
    return largest.findIndex(({ unmet }) => { sum += unmet; return sum * 2 >= total; }) + 1;
  };
  const halfFinding = (rows, one, many, whose) => {
    const total = rows.reduce((sum, { unmet }) => sum + unmet, 0);
    if (total === 0) return `Nothing is unmet at any ${one}`;
    const few = halfOf(rows, total);
    const [most] = [...rows].sort((here, there) => there.unmet - here.unmet);
    return few === 1 ? say`${words(most.name)} alone has half or more of what ${whose} lack` : `${number(few)} of ${number(rows.length)} ${many} have half of the sessions that ${whose} lack`;
  };
  const partDeck = (rows, rest, whose, others) => {
    const total = rows.reduce((sum, row) => ({ wanted: sum.wanted + row.wanted, unmet: sum.unmet + row.unmet }), { wanted: 0, unmet: 0 });
    const more = rest && rest.unmet > 0 ? ` ${number(rest.unmet)} more are lacked by ${others}.` : "";
    return total.wanted === 0 ? "No sessions are wanted here." : `${number(total.unmet)} of ${number(total.wanted)} room sessions a week of ${whose} have no room: ${estates.percent(total.unmet, total.wanted)}.${more}`;
  };
  const practiceRows = (demands, state) => {
    const totals = estates.totals(demands, "practice");
    const rows = tables.practices.filter(({ pcn }) => state.pcn === undefined || (pcn !== null && tables.pcns[pcn].code === state.pcn)).map((practice) => {
      const site = estates.mainSite(practice.row);
      return { ...practice, ...(totals.get(practice.row) || estates.nothing()), site, open: site ? openSite(site) : undefined, estimates: practice.estimated ? ["practice or its rooms"] : [] };
    });
    return { rows, rest: totals.get(-1) };
  };
  estates.practiceRows = practiceRows;
  estates.views.push({
    id: "practices", group: "shortfall", name: "Practices", usesRole: true,
    show: (state, demands) => {
      const { rows, rest } = practiceRows(demands, state);
      const placed = rows.filter(({ site }) => site);
      const marks = named(placed.map((row) => estates.sizedMark(row.site, row, { told: () => [row.name, estates.toldShare(row)] })), placed, 6);
      const none = rest ? [{ name: "Programmes, and posts of no one practice", code: "none", pcn: null, estimates: [], ...rest }] : [];
      return {
        finding: halfFinding(rows, "practice", "practices", "practices’ own posts"), deck: partDeck(rows, rest, "practices’ own posts", "programmes and posts of no one practice"), marks, valueWords: "sessions unmet",
        key: [...estates.sizedKey("sessions a week unmet by the practice’s posts"), estates.note("Each practice is drawn at its main surgery.")],
        table: {
          file: "shortfall-by-practice", caption: "Room sessions a week, wanted by the posts of each practice.",
          columns: [textColumn("Practice", ({ name }) => name), estates.codeColumn, textColumn("PCN", ({ pcn }) => estates.nameOf("pcns", pcn)), estates.pcnCodeColumn, ...estates.shortfallColumns(), estimated],
          rows: [...rows, ...none], total: { ...estates.allRow(estates.sum(demands)), code: "", pcn: null },
        },
      };
    },
  });

  const use = (site) => {
    let [free, used, unknown] = [0, 0, 0];
    for (const room of estates.roomsAt(site.row)) {
      for (const state of room.week) { if (state === "F") free += room.places; else if (state === "?") unknown += 1; }
      const slots = new Set();
      for (const [slot, demand] of estates.held(room)) {
        // A programme takes a room whole.
        const isWhole = demand.role === null;
        if (!isWhole || !slots.has(slot)) used += isWhole ? room.places : 1;
        slots.add(slot);
      }
    }
    return { free, used, unknown };
  };
  estates.siteRows = (demands, state) => {
    const totals = estates.totals(demands, "site");
    const rows = tables.sites.filter(({ pcn }) => state.pcn === undefined || (pcn !== null && tables.pcns[pcn].code === state.pcn))
      .map((site) => ({ ...site, ...(totals.get(site.row) || estates.nothing()), open: openSite(site) }));
    return { rows, rest: totals.get(-1) };
  };
  estates.views.push({
    id: "sites", group: "shortfall", name: "Sites", usesRole: true,
    show: (state, demands) => {
      const { rows, rest } = estates.siteRows(demands, state);
      const full = rows.map((row) => ({ ...row, ...use(row) }));
      const marks = named(full.map((row) => estates.sizedMark(row, row, { shape: data.palette.kinds[row.kind].shape })), full, 6);
      const none = rest ? [{ name: "Programmes: based at no site", code: "none", kind: null, pcn: null, estimates: [], ...rest, free: null, used: null, unknown: null }] : [];
      const kind = ({ kind: code }) => code === null ? "" : data.palette.kinds[code].words;
      const sum = (part) => full.reduce((total, row) => total + row[part], 0);
      return {
        finding: halfFinding(rows.filter(({ wanted }) => wanted > 0), "site", "sites with staff", "the posts there"), deck: partDeck(rows, rest, "posts, by the site they are based at,", "programmes, which are based nowhere"), marks, valueWords: "sessions unmet",
        key: [...estates.sizedKey("sessions a week unmet by staff based there"), ...estates.kindKey()],
        table: {
          file: "shortfall-by-site", caption: "Room sessions a week, wanted by the posts based at each site, and the places in the rooms there. Free means free in the dataset, whether or not anybody here can use it.",
          columns: [textColumn("Site", ({ name }) => name), estates.codeColumn, textColumn("Kind", kind), textColumn("PCN", ({ pcn }) => estates.nameOf("pcns", pcn)), estates.pcnCodeColumn, ...estates.shortfallColumns(),
            numberColumn("Places free here", ({ free }) => free), numberColumn("Of these used", ({ used }) => used), numberColumn("Half-days not known", ({ unknown }) => unknown), estimated],
          rows: [...full, ...none], total: { ...estates.allRow(estates.sum(demands)), code: "", kind: null, pcn: null, free: sum("free"), used: sum("used"), unknown: sum("unknown") },
        },
      };
    },
  });
})();
