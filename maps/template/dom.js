"use strict";
// The page's own code. Whatever the user wrote reaches the page only through text nodes: see `element`.
const estates = { data: JSON.parse(document.getElementById("data").textContent), views: [] };

// Tables arrive as heads and rows; here every row becomes a record that knows its own place.
// Of a large table, a column of few values holds their places in the list of them.
estates.tables = Object.fromEntries(Object.entries(estates.data.tables).map(([name, { heads, rows, shared = {} }]) => [
  name, rows.map((cells, row) => Object.assign({ row }, Object.fromEntries(heads.map((head, at) => [head, head in shared ? shared[head][cells[at]] : cells[at]])))),
]));

estates.isNarrow = () => window.matchMedia("(max-width: 820px)").matches;
estates.byId = (id) => document.getElementById(id);

const fill = (made, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

// Make an element; children are elements, lists of them or text, and text stays text.
estates.element = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
estates.svg = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

// The user's own words, kept apart so that right-to-left marks in them cannot turn the words around them.
estates.words = (text) => estates.element("bdi", {}, String(text));

// A sentence with the user's words in it, as parts: say`${words(name)} lacks rooms`.
estates.say = (parts, ...values) => parts.flatMap((part, at) => at < values.length ? [part, values[at]].flat() : [part]);

// Names as an English list, as parts: A, B and C. Beyond three the rest are counted.
estates.listed = (names, most = 3) => {
  const shown = names.slice(0, most).map(estates.words);
  if (names.length > most) shown.push(`${names.length - most} more`);
  return shown.flatMap((name, at) => [at === 0 ? "" : at === shown.length - 1 ? " and " : ", ", name]);
};

// The rows with the most of something: one, or all that tie for it, so that no title names one of several.
estates.foremost = (rows, value) => {
  const most = Math.max(...rows.map(value));
  return rows.filter((row) => value(row) === most);
};

estates.button = (label, act, attributes = {}) => {
  const made = estates.element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", () => act(made));
  return made;
};
