"use strict";
// A site's week, room by room and half-day by half-day: who sits where, what is free, closed or not known.
(() => {
  const { element, words, data } = estates;
  const DAYS = [["Monday", 3], ["Tuesday", 3], ["Wednesday", 3], ["Thursday", 3], ["Friday", 3], ["Saturday", 2]];
  const PARTS = { AM: "am", PM: "pm", EVE: "eve" };
  const STATES = { F: ["free", "free and left empty", ""], U: ["used", "in use by its owner", "•"], C: ["closed", "closed", "–"], "?": ["unknown", "not known", "?"] };

  // Up to three letters that stand for a name in a narrow cell; the whole name is read out and shown on pointing.
  const initials = (name) => {
    const parts = name.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "" && !/^(and|of|the|in|through|for)$/i.test(part));
    return (parts.length > 1 ? parts.map((part) => [...part][0]).join("") : [...(parts[0] || name)].slice(0, 3).join("")).slice(0, 3).toUpperCase();
  };
  const headings = () => element("thead", {},
    element("tr", {}, element("th", { scope: "col", rowspan: 2 }, "Room"), ...DAYS.map(([day, parts]) => element("th", { scope: "colgroup", colspan: parts }, day.slice(0, 3)))),
    element("tr", {}, ...data.slots.map(({ code }) => element("th", { scope: "col" }, PARTS[code.slice(4)]))));

  const cell = (state, sitting, slot) => {
    const isFirst = slot % 3 === 0;
    if (sitting.length > 0) {
      const whole = sitting.map(({ name, code }) => [name, code].filter(Boolean).join(", ")).join("; ");
      const short = sitting.length === 1 ? initials(sitting[0].name) : String(sitting.length);
      return element("td", { class: `held${isFirst ? " day" : ""}`, title: whole.slice(0, 300) },
        element("bdi", { "aria-hidden": "true" }, short), element("span", { class: "unseen" }, words(whole)));
    }
    const [kind, meaning, sign] = STATES[state];
    return element("td", { class: `${kind}${isFirst ? " day" : ""}` }, element("span", { "aria-hidden": "true" }, sign), element("span", { class: "unseen" }, meaning));
  };
  // A room type such as "Consulting/examination room" may break after its stroke in a narrow column.
  const breakable = (text) => text.split(/(?<=\/)/).flatMap((part, at) => at === 0 ? [part] : [element("wbr"), part]);
  const line = (room) => {
    const sitting = new Map();
    for (const [slot, demand] of estates.held(room)) sitting.set(slot, [...(sitting.get(slot) || []), demand]);
    const about = `${data.types[room.type]}${room.places > 1 ? `, ${room.places} places` : ""}${room.estimated ? ", estimate" : ""}`;
    return element("tr", {}, element("th", { scope: "row" }, words(room.name), element("span", { class: "hint" }, breakable(about))),
      ...[...room.week].map((state, slot) => cell(state, sitting.get(slot) || [], slot)));
  };
  const people = (rooms) => {
    const sessions = new Map();
    for (const room of rooms) for (const [, demand] of estates.held(room)) sessions.set(demand, (sessions.get(demand) || 0) + 1);
    return [...sessions].sort(([one, most], [other, least]) => least - most || one.row - other.row);
  };

  estates.timetable = (site) => {
    const rooms = estates.roomsAt(site.row);
    if (rooms.length === 0) return [element("p", {}, "No rooms are listed here.")];
    const key = element("ul", { class: "week-key" },
      ...[["held", "ABC", "placed by this plan"], ["free", "", "free, left empty"], ["used", "•", "in use by its owner"], ["closed", "–", "closed"], ["unknown", "?", "not known"]]
        .map(([kind, sign, meaning]) => element("li", {}, element("span", { class: `cell ${kind}`, "aria-hidden": "true" }, sign), meaning)));
    const who = people(rooms);
    return [
      key,
      element("div", { class: "week-scroll", role: "region", tabindex: 0, "aria-label": "Timetable of the rooms" },
        element("table", { class: "week" }, headings(), element("tbody", {}, ...rooms.map(line)))),
      who.length === 0 ? element("p", {}, "This plan places nobody here.") : element("details", { open: who.length < 9 },
        element("summary", {}, `Who sits here: ${estates.count(who.length, "post or programme", "posts and programmes")}`),
        element("ul", { class: "people" }, ...who.map(([demand, count]) => element("li", {}, element("b", { "aria-hidden": "true" }, words(initials(demand.name))),
          element("span", {}, words(demand.name), " ", element("span", { class: "hint inline" }, words(demand.code))), element("span", { class: "number" }, estates.count(count, "session")))))),
    ];
  };
})();
