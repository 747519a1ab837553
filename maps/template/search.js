"use strict";
// Search by name or code: a list that arrow keys, Enter and Escape work, as the ARIA combobox pattern says.
estates.search = (show) => {
  const { element, words, data } = estates;
  const input = document.getElementById("search");
  const results = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  const MOST = 8;
  let found = [];
  let chosen = -1;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entry = (table, row, record, hint) =>
    ({ table, row, name: record.name, hint, text: plain([record.name, record.code, record.practice || ""].join(" ")) });
  const drawn = new Set(data.areas.map(({ pcn }) => pcn));
  const entries = [
    ...data.pcns.map((pcn, row) => entry("pcns", row, pcn, `PCN ${pcn.code}`)).filter(({ row }) => drawn.has(row)),
    ...data.sites.map((site, row) => entry("sites", row, site,
      [site.kind, site.practice === site.name ? null : site.practice, site.code].filter(Boolean).join(" · "))),
  ];

  const close = () => {
    results.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    chosen = -1;
  };
  const choose = (row) => {
    const [entryChosen] = [found[row]];
    close();
    if (entryChosen) show(entryChosen.table, entryChosen.row, input);
  };
  const highlight = (row) => {
    chosen = (row + found.length) % found.length;
    [...results.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    results.children[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", results.children[chosen].id);
  };
  const option = ({ name, hint }, row) => {
    const item = element("li", { role: "option", id: `search-result-${row}`, "aria-selected": "false" },
      words(name), element("span", { class: "hint" }, words(hint)));
    item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(row); });
    return item;
  };
  const look = () => {
    const wanted = plain(input.value.trim());
    if (wanted === "") { status.textContent = ""; close(); return; }
    const matching = entries.filter(({ text }) => wanted.split(/\s+/).every((word) => text.includes(word)));
    found = matching.slice(0, MOST);
    results.replaceChildren(...found.map(option));
    results.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    chosen = -1;
    status.textContent = matching.length === 1 ? "1 place found" : `${matching.length} places found`;
  };
  const keys = {
    ArrowDown: () => found.length > 0 && highlight(chosen + 1),
    ArrowUp: () => found.length > 0 && highlight(chosen < 0 ? found.length - 1 : chosen - 1),
    Enter: () => choose(Math.max(chosen, 0)),
    Escape: close,
  };
  input.addEventListener("input", look);
  input.addEventListener("focus", look);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (!(event.key in keys) || results.hidden) return;
    event.preventDefault();
    keys[event.key]();
  });
};
