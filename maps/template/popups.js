"use strict";
// What the pop-ups and tips say, built from the records.
(() => {
  const { element, words, number } = estates;

  const figures = (pairs) => element("dl", { class: "figures" },
    ...pairs.map(([name, value, kind = ""]) => element("div", { class: kind },
      element("dt", {}, name), element("dd", {}, value))));

  const list = (heading, pairs) => pairs.length === 0 ? [] : [
    element("h4", {}, heading),
    element("ul", { class: "popup-list" }, ...pairs.map(([name, sessions]) =>
      element("li", {}, words(name), element("span", {}, number(sessions))))),
  ];

  const estimate = (parts) => parts.length === 0 ? [] : [
    element("p", { class: "estimate" }, element("b", {}, "Estimate: "), `${parts.join("; ")}.`),
  ];

  const sessions = ({ wanted, placed, unmet, share_words: share }) => figures([
    ["wanted", number(wanted)], ["placed", number(placed)], [`unmet (${share})`, number(unmet), "unmet"],
  ]);

  const rooms = (uses) => element("table", { class: "popup-rooms" },
    element("thead", {}, element("tr", {}, ...["Rooms", "Free", "Of these used", "Not known"].map((head) =>
      element("th", { scope: "col" }, head)))),
    element("tbody", {}, ...uses.map((use) => element("tr", {},
      element("th", { scope: "row" }, use.room_type), element("td", {}, number(use.free)),
      element("td", {}, number(use.used)), element("td", {}, number(use.unknown))))));

  const belongs = (parts) => parts.filter((part) => part !== null)
    .flatMap((part, place) => place === 0 ? [words(part)] : [" · ", words(part)]);

  estates.popups = {
    pcns: (pcn) => [
      element("h3", {}, words(pcn.name)),
      element("p", { class: "popup-kind" }, "PCN ", words(pcn.code), " · room sessions a week"),
      sessions(pcn.figures),
      pcn.figures.unmet === 0 ? null : element("p", {},
        `The equal of ${pcn.figures.rooms} rooms, ${number(pcn.area_m2)} m².`),
      ...list("Why unmet, in sessions", pcn.why),
      ...estimate(pcn.estimates),
    ],
    sites: (site) => [
      element("h3", {}, words(site.name)),
      element("p", { class: "popup-kind" }, ...belongs([site.kind, site.practice, site.pcn])),
      element("h4", {}, "Room sessions of staff based here"),
      site.figures.wanted === 0 ? element("p", {}, "None are wanted.") : sessions(site.figures),
      site.away === 0 ? null : element("p", {}, `${number(site.away)} of those placed are at other sites.`),
      ...list("Why unmet, in sessions", site.why),
      element("h4", {}, site.rooms.length === 0 ? "No rooms are listed here" : "Rooms here, in places a week"),
      site.rooms.length === 0 ? null : rooms(site.rooms),
      ...list("Programmes held here, in room sessions", site.programmes),
      ...estimate(site.estimates),
    ],
    journeys: (journey) => [
      element("h3", {}, words(journey.base), " → ", words(journey.site)),
      figures([
        ["sessions a week", number(journey.sessions)],
        ["minutes one way", journey.minutes === null ? "not known" : journey.minutes],
      ]),
      ...estimate(journey.is_estimate ? ["travel time"] : []),
    ],
  };

  const tipWords = {
    pcns: ({ name, figures: { unmet, wanted, share_words: share } }) =>
      [name, `${share} unmet: ${number(unmet)} of ${number(wanted)} sessions`],
    sites: ({ name, kind, figures: { unmet, wanted }, held }) =>
      [name, wanted === 0 ? `${kind}: ${number(held)} sessions held` : `${kind}: ${number(unmet)} of ${number(wanted)} sessions unmet`],
    journeys: ({ base, site, sessions: count }) => [`${base} → ${site}`, `${number(count)} sessions a week`],
  };

  estates.tip = (table, record) => {
    const [name, figure] = tipWords[table](record);
    return element("div", { class: "place-tip" }, element("b", {}, words(name)), element("br"), figure);
  };
})();
