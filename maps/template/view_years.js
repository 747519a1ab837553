"use strict";
// The outlook: what is unmet year by year, where it has been worked out.
(() => {
  const { tables, element, textColumn, numberColumn, number } = estates;
  const years = [...new Set(tables.years.map(({ year }) => year))].sort((one, other) => one - other);
  const yearOf = ({ year }) => years.includes(Number(year)) ? Number(year) : years.at(-1);

  const [ofPractices, ofPcns] = [true, false].map((wanted) => tables.years.filter(({ practice }) => (practice !== null) === wanted));

  // The whole area as given, or else added up from its PCNs; a chosen PCN alone.
  const line = ({ pcn }) => {
    const row = pcn === undefined ? null : tables.pcns.findIndex(({ code }) => code === pcn);
    const given = ofPcns.filter((point) => point.pcn === row);
    if (given.length > 0 || row !== null) return given;
    return years.map((year) => ofPcns.filter((point) => point.year === year).reduce((sum, { wanted, unmet }) => ({ ...sum, wanted: sum.wanted + wanted, unmet: sum.unmet + unmet }), { year, wanted: 0, unmet: 0, low: null, high: null }));
  };
  const controls = () => {
    const slider = element("input", { type: "range", id: "year", min: 0, max: years.length - 1, step: 1, "aria-label": "Year" });
    const told = element("output", { for: "year" });
    const chart = element("div", { class: "strip-holder" });
    slider.addEventListener("input", () => estates.go({ year: String(years[slider.value]) }));
    return { parts: [told, chart, slider], follow: (state) => {
      slider.value = years.indexOf(yearOf(state));
      slider.setAttribute("aria-valuetext", String(yearOf(state)));
      told.textContent = String(yearOf(state));
      const points = line(state);
      chart.replaceChildren(...(points.length > 0 ? [estates.yearLine(points, yearOf(state))] : []));
    } };
  };

  // Practices that want sessions in the year, each at its main surgery and sized by what is unmet there.
  const practices = (state) => ofPractices.filter(({ year }) => year === yearOf(state)).map((row) => ({ ...row, site: estates.mainSite(row.practice), of: tables.practices[row.practice] }))
    .filter(({ site, of }) => site && (state.pcn === undefined || (of.pcn !== null && tables.pcns[of.pcn].code === state.pcn)));
  const practiceMarks = (state) => practices(state).map((row) => estates.sizedMark(row.site, row, { stroke: row.unmet > 0 ? "#ffffff" : "#6b7680", weight: 1.6, told: () => [row.of.name, estates.toldShare(row)] }));
  const pcnOf = ({ pcn, practice }) => practice === null ? pcn : tables.practices[practice].pcn;
  const isShown = (row, state) => state.pcn === undefined || (pcnOf(row) !== null && tables.pcns[pcnOf(row)].code === state.pcn);
  const named = ({ pcn, practice }) => practice !== null ? tables.practices[practice].name : pcn === null ? "Whole area" : tables.pcns[pcn].name;
  const coded = ({ pcn, practice }) => practice !== null ? tables.practices[practice].code : pcn === null ? "all" : tables.pcns[pcn].code;

  estates.views.push({
    id: "years", group: "change", name: "By year", usesRole: false, controls, has: () => years.length > 0,
    show: (state) => {
      const points = line(state);
      const [first, now] = [points[0], points.find(({ year }) => year === yearOf(state))];
      const here = ofPcns.filter((row) => row.year === yearOf(state) && row.pcn !== null && isShown(row, state));
      const areas = new Map(here.map((row) => {
        const step = estates.pcnClass(row.pcn, estates.shareClass(row));
        return [row.pcn, { ...step, step, label: estates.pcnShare(row.pcn, row), weight: row.wanted, tip: estates.toldPcnShare(row.pcn, row) }];
      }));
      return {
        finding: !first || !now ? "There is no outlook for this PCN" : first === now ? `${now.year}: ${estates.count(now.unmet, "session")} a week ${now.unmet === 1 ? "is" : "are"} unmet`
          : `Unmet sessions ${now.unmet > first.unmet ? "rise" : now.unmet < first.unmet ? "fall" : "stay"} from ${number(first.unmet)} in ${first.year} to ${number(now.unmet)} in ${now.year}`,
        deck: now ? `${estates.percent(now.unmet, now.wanted)} of ${number(now.wanted)} sessions wanted in ${now.year}.${now.low === null ? "" : ` Between ${number(now.low)} and ${number(now.high)} from low to high growth.`}` : "",
        areas, ...(ofPractices.length > 0 ? { marks: practiceMarks(state), valueWords: "sessions unmet" } : { marks: estates.quietSites(state), quietMarks: true }),
        key: [...estates.shareKey(areas), ...estates.staffNote(state), ...(ofPractices.length > 0 ? [estates.sizeKey("sessions a week unmet by the practice’s posts")] : []), estates.estimateNote(tables.years.some(({ estimated }) => estimated), "An outlook is an estimate: it rests on assumptions about growth and recruitment.")],
        table: {
          file: "by-year", caption: "Room sessions a week wanted and unmet by year, of the area, of each PCN’s posts and of each practice’s own posts, which are among those of its PCN.",
          columns: [textColumn("Name", ({ name }) => name), estates.codeColumn, textColumn("What", ({ pcn, practice }) => practice !== null ? "Practice" : pcn === null ? "Area" : "PCN"), { ...numberColumn("Year", ({ year }) => year, ({ year }) => String(year)), first: "ascending" }, numberColumn("Wanted", ({ wanted }) => wanted), numberColumn("Unmet", ({ unmet }) => unmet), estates.shareColumn("Unmet share", ({ unmet }) => unmet, ({ wanted }) => wanted), numberColumn("Least, low to high growth", ({ low }) => low), numberColumn("Most, low to high growth", ({ high }) => high)],
          rows: tables.years.filter((row) => isShown(row, state)).map((row) => ({ ...row, name: named(row), code: coded(row) })),
        },
      };
    },
  });
})();
