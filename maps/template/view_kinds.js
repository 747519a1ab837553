"use strict";
// Shortfall by role and by room type: bars that choose one, and the PCNs' shares of that one on the map.
(() => {
  const { data, say, words, textColumn, number } = estates;

  const ranked = (state, { column, names, rest, filter }) => {
    const totals = estates.totals(estates.chosen({ ...state, [filter]: undefined }), column);
    const rows = [...totals].map(([row, total]) => ({ row, name: row < 0 ? rest : names[row], ...total, estimates: [] }))
      .filter(({ wanted }) => wanted > 0);
    return rows.sort((one, other) => other.unmet - one.unmet || other.wanted - one.wanted);
  };
  const finding = (rows, what) => {
    const [worst] = rows;
    if (!worst || worst.unmet === 0) return `No ${what} lacks a session`;
    return say`${words(worst.name)}: ${number(worst.unmet)} sessions unmet, the most of any ${what}`;
  };
  const deck = (chosen, rows) => {
    const total = rows.reduce((sum, { unmet }) => sum + unmet, 0);
    const shown = chosen || rows[0];
    if (!shown || total === 0) return "";
    const what = chosen ? words(chosen.name) : "all of them together";
    return say`${estates.percent(shown.unmet, shown.wanted)} of the sessions that ${words(shown.name)} asks for have no room. The map shows ${what}; press a bar to see one.`;
  };

  const kindView = (view) => ({
    ...view, group: "shortfall", usesRole: true,
    show: (state, demands) => {
      const rows = ranked(state, view);
      const code = ({ row }) => row < 0 ? undefined : view.codes(row);
      const chosen = rows.find((row) => state[view.filter] !== undefined && code(row) === state[view.filter]);
      const areas = estates.shareAreas(demands, state);
      const bars = rows.map((row) => ({
        name: row.name, value: row.unmet, figure: `${number(row.unmet)} (${estates.shortPercent(row.unmet, row.wanted)})`, colour: chosen && chosen !== row ? "#d9b9a2" : undefined,
        isChosen: row === chosen, act: code(row) === undefined ? undefined : () => estates.go({ [view.filter]: row === chosen ? undefined : code(row) }),
      }));
      return {
        finding: finding(rows, view.what), deck: deck(chosen, rows), areas, marks: estates.quietSites(state), quietMarks: true,
        key: [estates.markKey("Unmet sessions a week (share of those wanted)", [])[0], estates.bars("Unmet sessions", bars.slice(0, 14)), bars.length > 14 ? estates.note(`${bars.length - 14} more stand in the table.`) : null,
          ...estates.shareKey(areas), estates.note(data.areasNote)],
        table: {
          file: view.file, caption: view.caption, rows, total: estates.allRow(estates.sum(estates.chosen({ ...state, [view.filter]: undefined }))),
          columns: [textColumn(view.head, ({ name }) => name), ...estates.shortfallColumns(), estates.estimatedColumn],
        },
      };
    },
  });
  estates.views.push(
    kindView({ id: "roles", name: "Roles", column: "role", names: data.roles, rest: "Programmes", filter: "role", what: "role", head: "Role", codes: (row) => data.roleCodes[row],
      file: "shortfall-by-role", caption: "Room sessions a week, wanted by the posts of each role and by programmes." }),
    kindView({ id: "types", name: "Room types", column: "type", names: data.types, rest: "", filter: "type", what: "room type", head: "Room type", codes: (row) => String(row),
      file: "shortfall-by-room-type", caption: "Room sessions a week by the room type that each post or programme asks for first." }),
  );
})();
