"use strict";
// The small charts beside the map: bars with their numbers, and the strip of the week.
(() => {
  const { element, svg, words } = estates;

  // Bars with name and figure; a pale one has an `edge`, to be seen on its ground. One that has an `act` is a button, pressed where it is chosen.
  estates.bars = (label, bars) => {
    const most = Math.max(1e-9, ...bars.map(({ value }) => value));
    return element("ul", { class: "bars", "aria-label": label }, ...bars.map(({ name, value, figure, colour, edge, isChosen, act, icon }) => {
      const parts = [
        element("span", { class: "bar-name" }, icon || null, words(name)), element("span", { class: "bar-figure" }, figure),
        svg("svg", { class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
          svg("rect", { width: 100, height: 4, fill: "#eceff1" }), svg("rect", { width: 100 * value / most, height: 4, fill: colour || "#9a4a22", stroke: value > 0 ? edge : null, "stroke-width": 1.5, "vector-effect": "non-scaling-stroke" })),
      ];
      return element("li", {}, act ? estates.button("", act, { class: "bar-row", "aria-pressed": String(Boolean(isChosen)) }) : element("div", { class: "bar-row" }))
        .firstChild.appendChild(element("span", { class: "bar-parts" }, ...parts)).closest("li");
    }));
  };

  // Seventeen columns, each stacked from the bottom; the chosen one is framed. `parts` are [colour, pattern, value(slot)].
  estates.weekStrip = (slots, chosen, parts, whole) => {
    const [wide, high, gap] = [16, 74, 3];
    const columns = slots.map((slot, at) => {
      let from = high;
      const stack = parts.map(([fill, value]) => {
        const tall = whole === 0 ? 0 : high * value(at) / whole;
        from -= tall;
        return svg("rect", { x: at * (wide + gap), y: from, width: wide, height: tall, fill });
      });
      const frame = at === chosen ? [svg("rect", { x: at * (wide + gap) - 1.5, y: -1.5, width: wide + 3, height: high + 3, fill: "none", stroke: "#16202b", "stroke-width": 2.5 })] : [];
      return svg("g", {}, ...stack, ...frame);
    });
    const days = [["Mon", 0], ["Tue", 3], ["Wed", 6], ["Thu", 9], ["Fri", 12], ["Sat", 15]].map(([day, at]) =>
      svg("text", { x: at * (wide + gap), y: high + 15, "font-size": 12, fill: "#4a5561" }, day));
    return svg("svg", { class: "strip", viewBox: `-3 -3 ${17 * (wide + gap) + 4} ${high + 24}`, role: "img", "aria-label": "Rooms by half-day of the week; the table holds the numbers" }, ...columns, ...days);
  };

  // A line with a band round it, years along the foot.
  estates.yearLine = (points, chosen) => {
    const [wide, high, left] = [300, 110, 34];
    const most = Math.max(1, ...points.map(({ unmet, high: top }) => Math.max(unmet, top ?? 0)));
    const first = points[0].year;
    const span = Math.max(1, points.at(-1).year - first);
    const x = ({ year }) => left + (wide - left - 12) * (year - first) / span;
    const y = (value) => high - (high - 12) * value / most;
    const banded = points.filter(({ low, high: top }) => low !== null && top !== null);
    const band = banded.length < 2 ? null : svg("polygon", { fill: "#ecd9c8", points: [...banded.map((point) => `${x(point)},${y(point.high)}`), ...banded.toReversed().map((point) => `${x(point)},${y(point.low)}`)].join(" ") });
    const now = points.find(({ year }) => year === chosen);
    return svg("svg", { class: "years", viewBox: `0 0 ${wide} ${high + 20}`, role: "img", "aria-label": "Unmet sessions by year; the table holds the numbers" },
      svg("line", { x1: left, x2: wide, y1: high, y2: high, stroke: "#8a929a" }), band,
      svg("polyline", { fill: "none", stroke: "#9a4a22", "stroke-width": 2.5, points: points.map((point) => `${x(point)},${y(point.unmet)}`).join(" ") }),
      now ? svg("circle", { cx: x(now), cy: y(now.unmet), r: 5, fill: "#9a4a22", stroke: "#fff", "stroke-width": 1.5 }) : null,
      svg("text", { x: 0, y: y(most) + 5, "font-size": 12, fill: "#4a5561" }, estates.number(most)), svg("text", { x: 0, y: high, "font-size": 12, fill: "#4a5561" }, "0"),
      svg("text", { x: left, y: high + 16, "font-size": 12, fill: "#4a5561" }, String(first)),
      svg("text", { x: wide - 4, y: high + 16, "font-size": 12, fill: "#4a5561", "text-anchor": "end" }, String(points.at(-1).year)));
  };
})();
