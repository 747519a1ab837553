"use strict";
// Search by name or code: a list that arrow keys, Enter and Escape work, as the ARIA combobox pattern says.
(() => {
  const { element, words, tables, data } = estates;
  const input = estates.byId("search");
  const results = estates.byId("search-results");
  const status = estates.byId("search-status");
  const MOST = 8;
  let found = [];
  let chosen = -1;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entry = (name, hint, texts, open) => ({ name, hint, open, text: plain([name, ...texts.filter(Boolean)].join(" ")) });
  const entries = [
    ...tables.pcns.map((pcn) => entry(pcn.name, `PCN ${pcn.code}`, [pcn.code], { about: pcn.code, site: undefined })),
    ...tables.sites.map((site) => {
      const practice = estates.nameOf("practices", site.practice);
      const kind = data.palette.kinds[site.kind].words;
      const code = site.practice === null ? "" : tables.practices[site.practice].code;
      return entry(site.name, [kind, practice === site.name ? "" : practice, site.code].filter(Boolean).join(" · "), [site.code, practice, code],
        { site: site.code, about: undefined });
    }),
  ];

  const close = () => {
    results.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    chosen = -1;
  };
  const choose = (at) => {
    const entryChosen = found[at];
    close();
    if (!entryChosen) return;
    estates.show(entryChosen.open, input);
    estates.bringToSight(estates.state);
  };
  const highlight = (at) => {
    chosen = (at + found.length) % found.length;
    [...results.querySelectorAll("[role=option]")].forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    results.children[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", results.children[chosen].id);
  };
  const option = ({ name, hint }, at) => {
    const item = element("li", { role: "option", id: `search-result-${at}`, "aria-selected": "false" },
      words(name), element("span", { class: "hint" }, words(hint)));
    item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(at); });
    return item;
  };
  const look = () => {
    const wanted = plain(input.value.trim());
    if (wanted === "") { status.textContent = ""; close(); return; }
    const matching = entries.filter(({ text }) => wanted.split(/\s+/).every((word) => text.includes(word)));
    found = matching.slice(0, MOST);
    const more = matching.length - found.length;
    results.replaceChildren(...found.map(option), ...(more > 0 ? [element("li", { class: "more", role: "presentation" }, `${more} more: write more of the name or its code`)] : []));
    results.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    chosen = -1;
    status.textContent = matching.length === 1 ? "1 place found" : `${matching.length} places found${more > 0 ? `, the first ${found.length} shown` : ""}`;
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
})();
