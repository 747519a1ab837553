"use strict";
// The outlook: what is unmet year by year, where it has been worked out.
(() => {
  const { tables, element, textColumn, numberColumn, number } = estates;
  const years = [...new Set(tables.years.map(({ year }) => year))].sort((one, other) => one - other);
  const yearOf = ({ year }) => years.includes(Number(year)) ? Number(year) : years.at(-1);

  // The whole area as given, or else added up from its PCNs; a chosen PCN alone.
  const line = ({ pcn }) => {
    const row = pcn === undefined ? null : tables.pcns.findIndex(({ code }) => code === pcn);
    const given = tables.years.filter((point) => point.pcn === row);
    if (given.length > 0 || row !== null) return given;
    return years.map((year) => tables.years.filter((point) => point.year === year).reduce((sum, { wanted, unmet }) => ({ ...sum, wanted: sum.wanted + wanted, unmet: sum.unmet + unmet }), { year, wanted: 0, unmet: 0, low: null, high: null }));
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

  estates.views.push({
    id: "years", group: "change", name: "By year", usesRole: false, controls, has: () => years.length > 0,
    show: (state) => {
      const points = line(state);
      const [first, now] = [points[0], points.find(({ year }) => year === yearOf(state))];
      const here = tables.years.filter(({ year, pcn }) => year === yearOf(state) && pcn !== null);
      const areas = new Map(here.map((row) => {
        const step = estates.shareClass(row);
        return [row.pcn, { ...step, step, label: estates.shortPercent(row.unmet, row.wanted), weight: row.wanted, tip: estates.toldShare(row) }];
      }));
      return {
        finding: !first || !now ? "There is no outlook for this PCN" : first === now ? `${now.year}: ${number(now.unmet)} sessions a week are unmet`
          : `Unmet sessions ${now.unmet > first.unmet ? "rise" : now.unmet < first.unmet ? "fall" : "stay"} from ${number(first.unmet)} in ${first.year} to ${number(now.unmet)} in ${now.year}`,
        deck: now ? `${estates.percent(now.unmet, now.wanted)} of ${number(now.wanted)} sessions wanted in ${now.year}.${now.low === null ? "" : ` Between ${number(now.low)} and ${number(now.high)} over the runs.`}` : "",
        areas, marks: estates.quietSites(state), quietMarks: true, key: [...estates.shareKey(areas), estates.estimateNote(tables.years.some(({ estimated }) => estimated), "An outlook is an estimate: it rests on assumptions about growth and recruitment.")],
        table: {
          file: "by-year", caption: "Room sessions a week wanted and unmet, by PCN and year.",
          columns: [textColumn("PCN", ({ name }) => name), { ...numberColumn("Year", ({ year }) => year, ({ year }) => String(year)), first: "ascending" }, numberColumn("Wanted", ({ wanted }) => wanted), numberColumn("Unmet", ({ unmet }) => unmet), estates.shareColumn("Unmet share", ({ unmet }) => unmet, ({ wanted }) => wanted), numberColumn("Low", ({ low }) => low), numberColumn("High", ({ high }) => high)],
          rows: tables.years.filter(({ pcn }) => state.pcn === undefined || (pcn !== null && tables.pcns[pcn].code === state.pcn)).map((row) => ({ ...row, name: row.pcn === null ? "Whole area" : tables.pcns[row.pcn].name })),
        },
      };
    },
  });
})();
