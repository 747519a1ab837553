"use strict";
// The keys of the map: every colour, shape, size and width with its meaning and how many there are.
(() => {
  const { element, svg, data, tables } = estates;
  const { palette } = data;

  const swatch = (colour) => svg("svg", { class: "icon", width: 30, height: 16, "aria-hidden": "true" },
    svg("rect", { x: 0.5, y: 0.5, width: 29, height: 15, fill: colour, stroke: "#75685c" }));

  // Classes of colour, with how many areas (or other things) lie in each.
  estates.colourKey = (heading, classes, counts, one) => [
    element("h3", {}, heading),
    element("ul", { class: "key" }, ...classes.map((step) => element("li", {}, swatch(step.colour), element("span", {}, step.words),
      counts ? element("span", { class: "count" }, one ? estates.count(counts.get(step) || 0, one) : String(counts.get(step) || 0)) : null))),
  ];
  // Classes with those that stand beside their scale, where there are any such PCNs.
  estates.withOthers = (classes, counts) => [...classes, ...[palette.noFigures, palette.staffNotKnown].filter((step) => counts.has(step))];
  estates.shareKey = (looks, heading = "Share of the room sessions wanted that have no room") => {
    const counts = new Map();
    for (const { step } of looks.values()) counts.set(step, (counts.get(step) || 0) + 1);
    return estates.colourKey(heading, estates.withOthers(palette.shares, counts), counts, "PCN");
  };
  estates.markKey = (heading, marks) => [
    element("h3", {}, heading),
    element("ul", { class: "key" }, ...marks.map(({ words, count, ...mark }) => element("li", {}, estates.icon(mark), element("span", {}, estates.words(words)),
      count === undefined ? null : element("span", { class: "count" }, String(count))))),
  ];
  estates.sizeKey = (words, sizes = [5, 20, 60]) => element("ul", { class: "key" }, element("li", { class: "sizes" },
    ...sizes.map((size) => element("span", {}, estates.icon({ fill: "none", stroke: "#4a5561", size: estates.radius(size), weight: 1.4 }), String(size))), element("span", {}, words)));

  const kinds = [...new Set(tables.sites.map(({ kind }) => kind))];
  estates.kindKey = () => estates.markKey("Sites, by shape", Object.keys(palette.kinds).filter((kind) => kinds.includes(kind))
    .map((kind) => ({ words: palette.kinds[kind].words, shape: palette.kinds[kind].shape, fill: palette.kinds[kind].colour })));
  estates.note = (...parts) => element("p", { class: "note" }, ...parts);
  estates.estimateNote = (isEstimate, what = "Some of these figures rest on estimated posts, rooms or sites.") =>
    isEstimate ? element("p", { class: "estimate" }, element("b", {}, "Estimate: "), what) : null;
})();
