"use strict";
// Deprivation beside shortfall: areas by deprivation, marks by what each practice lacks.
(() => {
  const { tables, data, say, words, textColumn, numberColumn } = estates;
  const { fifths } = data.palette;

  const onePcnFinding = ([pcn], state) => !pcn ? say`${words(estates.chosenPcns(state)[0].name)} has no deprivation score`
    : say`${words(pcn.name)}: deprivation score ${pcn.imd}, ${estates.toldShare(pcn)}`;

  // Less than a percentage point apart is no finding about deprivation.
  estates.fifthsFinding = (most, least) => {
    const share = ({ unmet, wanted }) => estates.shortPercent(unmet, wanted);
    if (share(most) === share(least)) return `No difference: the most and the least deprived fifth of PCNs both lack ${share(most)} of their sessions`;
    const isClose = Math.abs(most.unmet / most.wanted - least.unmet / least.wanted) < 0.01;
    return `${isClose ? "Hardly any difference: the" : "The"} most deprived fifth of PCNs lacks ${share(most)} of its sessions, the least deprived ${share(least)}`;
  };

  estates.views.push({
    id: "deprivation", group: "people", name: "Deprivation", usesRole: true,
    has: () => tables.pcns.some(({ imd }) => imd !== null),
    show: (state, demands) => {
      const totals = estates.totals(demands, "pcn");
      const rows = estates.chosenPcns(state).filter(({ imd }) => imd !== null)
        .map((pcn) => ({ ...pcn, fifth: estates.fifthOf(pcn.row), ...(totals.get(pcn.row) || estates.nothing()), open: { about: pcn.code, site: undefined } }));
      const groups = fifths.map((step, fifth) => ({ step, ...rows.filter((row) => row.fifth === fifth).reduce((sum, row) => ({ count: sum.count + 1, unknown: sum.unknown + row.staff_unknown, wanted: sum.wanted + row.wanted, unmet: sum.unmet + row.unmet }), { count: 0, unknown: 0, wanted: 0, unmet: 0 }) }));
      const [least, most] = [groups[0], groups[4]];
      const areas = new Map(rows.map((row) => [row.row, { ...fifths[row.fifth], label: estates.pcnShare(row.row, row), weight: row.wanted, tip: `${fifths[row.fifth].words} (score ${row.imd}). ${estates.toldPcnShare(row.row, row)}` }]));
      const { rows: practices } = estates.practiceRows(demands, state);
      return {
        finding: state.pcn !== undefined ? onePcnFinding(rows, state) : least.wanted === 0 || most.wanted === 0 ? "Too few PCNs have a deprivation score and staff to compare fifths"
          : estates.fifthsFinding(most, least),
        deck: "The darker an area, the more deprived are the patients of its practices; the figure on it is the share of sessions unmet. Marks are practices, sized by what is unmet.",
        areas, valueWords: "sessions unmet",
        marks: practices.filter(({ site, unmet }) => site && unmet > 0).map((row) => estates.sizedMark(row.site, row, { fill: "#f4a261", stroke: "#5b2d12", opacity: 0.9, told: () => [row.name, `${row.imd === null ? "" : `Score ${row.imd}. `}${estates.toldShare(row)}`] })),
        key: [estates.markKey("Unmet share by fifth of PCNs", [])[0],
          estates.bars("Unmet share by fifth", groups.filter(({ count }) => count > 0).map(({ step, count, unknown, unmet, wanted }) => ({ name: step.words, value: wanted === 0 ? 0 : unmet / wanted, figure: `${estates.shortPercent(unmet, wanted)} · ${estates.count(count, "PCN")}${unknown === 0 ? "" : `, ${unknown} †`}`, colour: step.colour, edge: "#5b2d12" }))),
          estates.sizeKey("sessions a week unmet"), ...estates.staffNote(state), estates.note("A PCN’s score is the mean of its practices’ deprivation scores, weighted by their lists. Fifths are of the PCNs on this map, by rank, not of England.")],
        table: {
          file: "deprivation", caption: "Deprivation score and shortfall of each PCN. A higher score is more deprived.",
          columns: [textColumn("PCN", ({ name }) => name), estates.codeColumn, { ...numberColumn("Deprivation score", ({ imd }) => imd), first: "descending" }, textColumn("Fifth", ({ fifth }) => fifths[fifth].words),
            numberColumn("Patients", ({ patients }) => patients), numberColumn("Wanted", ({ wanted }) => wanted), numberColumn("Unmet", ({ unmet }) => unmet), estates.shareColumn("Unmet share", ({ unmet }) => unmet, ({ wanted }) => wanted)],
          rows,
        },
      };
    },
  });
})();
