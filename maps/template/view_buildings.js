"use strict";
// Who owns the buildings, when leases end, in what condition they are and how large: beside what their staff lack.
(() => {
  const { tables, data, say, textColumn, numberColumn, number } = estates;
  const { palette } = data;
  const marks = palette.categories;
  const unknown = { words: "Not known", shape: palette.notKnown.shape, colour: palette.notKnown.colour };

  // The user's own words for ownership: the most frequent four, then the rest together.
  const frequent = (texts, most = 4) => {
    const counts = new Map();
    texts.forEach((text) => counts.set(text, (counts.get(text) || 0) + 1));
    return [...counts].sort(([one, more], [other, less]) => less - more || one.localeCompare(other, "en-GB")).slice(0, most).map(([text]) => text);
  };
  const tenures = frequent(tables.sites.map(({ tenure }) => tenure).filter((tenure) => tenure !== null));
  const tenureClasses = [...tenures.map((words, at) => ({ words, shape: marks[at].shape, colour: marks[at].colour })), { words: "Other ownership", shape: marks[4].shape, colour: marks[4].colour }];

  const years = tables.sites.map(({ lease_end: end }) => end && Number(end.slice(0, 4))).filter(Boolean);
  const firstYear = years.length === 0 ? 0 : Math.floor(Math.min(...years) / 5) * 5;
  const leaseClasses = [
    { words: `Ends before ${firstYear + 5}`, until: firstYear + 5, shape: "square", colour: "#7f3a25" }, { words: `Ends ${firstYear + 5} to ${firstYear + 9}`, until: firstYear + 10, shape: "diamond", colour: "#d98a4e" },
    { words: `Ends ${firstYear + 10} or later`, until: Infinity, shape: "circle", colour: "#2c7a78" },
  ];
  const conditionClasses = [["A", "A: as new", "#2c7a78", "circle"], ["B", "B: sound", "#9cc4bf", "circle"], ["C", "C: major work due", "#d98a4e", "diamond"], ["D", "D: serious", "#7f3a25", "square"]]
    .map(([grade, words, colour, shape]) => ({ grade, words, colour, shape }));
  const guideClasses = palette.guide.map((band, at) => ({ ...band, shape: ["square", "diamond", "triangle", "circle"][at] }));
  const guide = data.guideM2;
  const m2 = ({ practice }) => practice === null ? null : tables.practices[practice].m2_per_1000;

  const ASPECTS = {
    ownership: { name: "Ownership", classes: tenureClasses, of: ({ tenure }) => tenure === null ? unknown : tenureClasses[tenures.includes(tenure) ? tenures.indexOf(tenure) : tenureClasses.length - 1] },
    lease: { name: "Lease end", classes: leaseClasses, noneWords: "No lease end given", of: ({ lease_end: end }) => end === null ? unknown : leaseClasses.find(({ until }) => Number(end.slice(0, 4)) < until),
      note: "A site without a lease end may be owned outright, or its lease may not be known." },
    condition: { name: "Condition", classes: conditionClasses, of: ({ condition }) => conditionClasses.find(({ grade }) => grade === condition) || unknown },
    size: { name: "Size against guide", classes: guideClasses, of: (site) => m2(site) === null ? unknown : estates.band(guideClasses, m2(site) / guide),
      note: `The guide is ${number(guide)} m² (gross internal) for 1,000 registered patients, a planning assumption and a setting (guide_m2_per_1000). All sites of a practice count together.` },
  };

  const controls = () => {
    const [select, field] = estates.select("Show", Object.entries(ASPECTS).map(([what, { name }]) => [what, name]), (what) => estates.go({ what }), "aspect");
    return { parts: [field], follow: ({ what }) => { select.value = what in ASPECTS ? what : "ownership"; } };
  };
  const summed = (classes, rows, classOf) => classes.map((step) => {
    const here = rows.filter((row) => classOf(row) === step);
    return { step, sites: here.length, ...here.reduce((sum, { wanted, unmet }) => ({ wanted: sum.wanted + wanted, unmet: sum.unmet + unmet }), { wanted: 0, unmet: 0 }) };
  }).filter(({ sites }) => sites > 0);
  const finding = (aspect, groups) => {
    const wanting = groups.filter(({ wanted, step }) => wanted > 0 && step !== unknown);
    if (wanting.length === 0) return `${aspect.name}: no building’s staff want sessions`;
    const worst = estates.foremost(wanting, ({ unmet, wanted }) => unmet / wanted);
    const [{ unmet, wanted }] = worst;
    if (unmet === 0) return `${aspect.name}: nothing is unmet in any class`;
    const others = groups.find(({ step }) => step === unknown);
    const isMost = !others || others.wanted === 0 || others.unmet / others.wanted <= unmet / wanted;
    return say`${estates.listed(worst.map(({ step }) => step.words))}: staff based there lack ${estates.shortPercent(unmet, wanted)} of their sessions${wanting.length > worst.length ? `, the most${isMost ? "" : " of the buildings that are known"}` : ""}`;
  };

  estates.views.push({
    id: "buildings", group: "buildings", name: "Buildings", usesRole: true, controls, tableName: "Buildings",
    has: () => tables.sites.some((site) => site.tenure !== null || site.lease_end !== null || site.condition !== null || m2(site) !== null),
    show: (state, demands) => {
      const aspect = ASPECTS[state.what] || ASPECTS.ownership;
      const { rows: all } = estates.siteRows(demands, state);
      const rows = all.filter(({ practice, wanted, tenure }) => practice !== null || wanted > 0 || tenure !== null);
      const groups = summed([...aspect.classes, unknown], rows, aspect.of);
      const words = (step) => step === unknown ? aspect.noneWords || unknown.words : step.words;
      return {
        finding: finding(aspect, groups), deck: "Each mark’s area is the sessions a week that staff based there lack; its shape and colour tell the building. What is large and dark deserves a look first.",
        marks: rows.map((row) => {
          const step = aspect.of(row);
          return estates.sizedMark(row, row, { shape: step.shape, fill: step.colour, stroke: "#4a5561", weight: 1.2, size: Math.max(4.5, row.unmet > 0 ? estates.radius(row.unmet) : 0),
            told: () => [row.name, say`${estates.words(words(step))}. ${estates.toldShare(row)}`] });
        }),
        valueWords: "sessions unmet",
        key: [estates.markKey(`${aspect.name}: unmet share, and sites`, [])[0],
          estates.bars(aspect.name, groups.map(({ step, sites, unmet, wanted }) => ({ name: words(step), value: wanted === 0 ? 0 : unmet / wanted, figure: `${estates.shortPercent(unmet, wanted)} · ${estates.count(sites, "site")}`, colour: step.colour, icon: estates.icon({ shape: step.shape, fill: step.colour, size: 6 }) }))),
          estates.sizeKey("sessions a week unmet"), aspect.note ? estates.note(aspect.note) : null],
        table: {
          file: "buildings", caption: "What is known of each building, beside what the staff based there want.",
          columns: [textColumn("Site", ({ name }) => name), estates.codeColumn, textColumn("PCN", ({ pcn }) => estates.nameOf("pcns", pcn)), estates.pcnCodeColumn, textColumn("Ownership", ({ tenure }) => tenure), { ...textColumn("Lease ends", ({ lease_end: end }) => end), kind: "code" },
            textColumn("Condition", ({ condition }) => condition), numberColumn("Floor area, m²", ({ gia_m2: area }) => area), numberColumn("Practice’s m² for 1,000 patients", m2), numberColumn("Share of guide", (row) => m2(row) === null ? null : Math.round(1000 * m2(row) / guide) / 1000, (row) => `${Math.round(100 * m2(row) / guide)}%`),
            numberColumn("Wanted", ({ wanted }) => wanted), { ...numberColumn("Unmet", ({ unmet }) => unmet), first: "descending" }, estates.shareColumn("Unmet share", ({ unmet }) => unmet, ({ wanted }) => wanted), estates.estimatedColumn],
          rows,
        },
      };
    },
  });
})();
