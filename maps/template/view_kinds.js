"use strict";
// Shortfall by role and by room type: bars that choose one, and the PCNs' shares of that one on the map.
(() => {
  const { data, say, words, textColumn, number, count } = estates;

  const ranked = (state, { column, names, rest, filter }) => {
    const totals = estates.totals(estates.chosen({ ...state, [filter]: undefined }), column);
    const rows = [...totals].map(([row, total]) => ({ row, name: row < 0 ? rest : names[row], ...total, estimates: [] }))
      .filter(({ wanted }) => wanted > 0);
    return rows.sort((one, other) => other.unmet - one.unmet || other.wanted - one.wanted);
  };
  const finding = (chosen, rows, what) => {
    if (chosen) return say`${words(chosen.name)}: ${chosen.wanted === 0 ? "no sessions wanted" : chosen.unmet === 0 ? "every session has a room" : `${count(chosen.unmet, "session")} unmet`}`;
    const worst = estates.foremost(rows, ({ unmet }) => unmet);
    if (rows.length === 0 || worst[0].unmet === 0) return `No ${what} lacks a session`;
    return say`${estates.listed(worst.map(({ name }) => name))}: ${count(worst[0].unmet, "session")} unmet${worst.length > 1 ? " each" : ""}, the most of any ${what}`;
  };
  const deck = (chosen, rows) => {
    const shown = chosen || rows[0];
    if (!shown || (!chosen && shown.unmet === 0)) return "";
    const what = chosen ? words(chosen.name) : "all of them together";
    return say`${words(shown.name)}: ${estates.toldShare(shown)}. The map shows ${what}; press a bar to see ${chosen ? "another" : "one"}.`;
  };

  // The one that the filter names, also where nobody here wants a session of it.
  const chosenOf = ({ filter, names, rowOf }, state, rows, code) => state[filter] === undefined ? undefined
    : rows.find((row) => code(row) === state[filter]) || { name: names[rowOf(state[filter])], ...estates.nothing() };

  const kindView = (view) => ({
    ...view, group: "shortfall", usesRole: true,
    show: (state, demands) => {
      const rows = ranked(state, view);
      const code = ({ row }) => row < 0 ? undefined : view.codes(row);
      const chosen = chosenOf(view, state, rows, code);
      const areas = estates.shareAreas(demands, state);
      const bars = rows.map((row) => ({
        name: row.name, value: row.unmet, figure: `${number(row.unmet)} (${estates.shortPercent(row.unmet, row.wanted)})`, colour: chosen && chosen !== row ? "#d9b9a2" : undefined,
        isChosen: row === chosen, act: code(row) === undefined ? undefined : () => estates.go({ [view.filter]: row === chosen ? undefined : code(row) }),
      }));
      return {
        finding: finding(chosen, rows, view.what), deck: deck(chosen, rows), areas, marks: estates.quietSites(state), quietMarks: true,
        key: [estates.markKey("Unmet sessions a week (share of those wanted)", [])[0], estates.bars("Unmet sessions", bars.slice(0, 14)), bars.length > 14 ? estates.note(`${bars.length - 14} more stand in the table.`) : null,
          ...estates.shareKey(areas), ...estates.staffNote(state), estates.note(data.areasNote)],
        table: {
          file: view.file, caption: view.caption, rows, total: estates.allRow(estates.sum(estates.chosen({ ...state, [view.filter]: undefined }))),
          columns: [textColumn(view.head, ({ name }) => name), estates.fileColumn("Code", ({ row }) => row < 0 ? "none" : view.ids[row]), ...estates.shortfallColumns(), estates.estimatedColumn],
        },
      };
    },
  });
  estates.views.push(
    kindView({ id: "roles", name: "Roles", column: "role", names: data.roles, rest: "Programmes", filter: "role", what: "role", head: "Role", ids: data.roleCodes, codes: (row) => data.roleCodes[row], rowOf: (code) => data.roleCodes.indexOf(code),
      file: "shortfall-by-role", caption: "Room sessions a week, wanted by the posts of each role and by programmes." }),
    kindView({ id: "types", name: "Room types", column: "type", names: data.types, rest: "", filter: "type", what: "room type", head: "Room type", ids: data.typeCodes, codes: String, rowOf: Number,
      file: "shortfall-by-room-type", caption: "Room sessions a week by the room type that each post or programme asks for first." }),
  );
})();
