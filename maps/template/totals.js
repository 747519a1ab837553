"use strict";
// Wanted, placed and unmet room sessions, added up from the posts and programmes that the filters leave.
(() => {
  const { tables, data } = estates;

  estates.chosen = ({ pcn, role, type }) => {
    const pcnRow = tables.pcns.findIndex(({ code }) => code === pcn);
    const roleRow = data.roleCodes.indexOf(role);
    return tables.demands.filter((demand) => (pcn === undefined || demand.pcn === pcnRow)
      && (role === undefined || demand.role === roleRow) && (type === undefined || demand.type === Number(type)));
  };

  // The PCNs that the filter leaves: all of them, or the one chosen.
  estates.chosenPcns = ({ pcn }) => tables.pcns.filter(({ code }) => pcn === undefined || code === pcn);

  const nothing = () => ({ wanted: 0, placed: 0, unmet: 0, wasWanted: 0, wasUnmet: 0, isEstimate: false });
  const unmet = (wanted, placed) => Math.max(0, wanted - placed);
  const add = (total, { wanted, placed, was_wanted: wasWanted, was_placed: wasPlaced, estimated }) => {
    total.wanted += wanted;
    total.placed += placed;
    total.unmet += unmet(wanted, placed);
    total.wasWanted += wasWanted;
    total.wasUnmet += unmet(wasWanted, wasPlaced);
    total.isEstimate ||= estimated;
    return total;
  };

  estates.nothing = nothing;
  estates.sum = (demands) => demands.reduce(add, nothing());

  // Totals by a column of the posts and programmes; -1 holds those to which it does not apply.
  estates.totals = (demands, column) => {
    const totals = new Map();
    for (const demand of demands) {
      const key = demand[column] ?? -1;
      if (!totals.has(key)) totals.set(key, nothing());
      add(totals.get(key), demand);
    }
    return totals;
  };

  estates.reasons = (demands) => {
    const counts = new Map();
    for (const { wanted, placed, reason } of demands) {
      const missing = unmet(wanted, placed);
      if (missing > 0) counts.set(data.texts[reason], (counts.get(data.texts[reason]) || 0) + missing);
    }
    return [...counts].sort(([one, most], [other, least]) => least - most || one.localeCompare(other, "en-GB"));
  };

  // A group's demands, kept once for look-ups of single places.
  const grouped = (column) => {
    const groups = new Map();
    for (const demand of tables.demands) {
      const key = demand[column] ?? -1;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(demand);
    }
    return groups;
  };
  const once = {};
  estates.demandsOf = (column, row) => ((once[column] ||= grouped(column)).get(row) || []);

  const roomsOf = new Map();
  for (const room of tables.rooms) {
    if (!roomsOf.has(room.site)) roomsOf.set(room.site, []);
    roomsOf.get(room.site).push(room);
  }
  estates.roomsAt = (site) => roomsOf.get(site) || [];

  // Who sits in a room: pairs of slot and post or programme.
  estates.held = ({ held }) => Array.from({ length: held.length / 2 }, (_, at) => [held[2 * at], tables.demands[held[2 * at + 1]]]);

  const sitesOf = new Map();
  for (const site of tables.sites) {
    if (site.practice === null) continue;
    if (!sitesOf.has(site.practice)) sitesOf.set(site.practice, []);
    sitesOf.get(site.practice).push(site);
  }
  estates.sitesOfPractice = (practice) => sitesOf.get(practice) || [];
  // A practice is shown at its own surgery, or else at its first site.
  estates.mainSite = (practice) => {
    const sites = estates.sitesOfPractice(practice);
    return sites.find(({ kind }) => kind === "practice") || sites[0];
  };
  estates.codeOf = (table, row) => row === null || row === undefined || row < 0 ? "" : tables[table][row].code;
  estates.nameOf = (table, row) => row === null || row === undefined || row < 0 ? "" : tables[table][row].name;
})();
