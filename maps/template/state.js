"use strict";
// What is shown stands in the address (#view=pcn&site=S1), so that a link opens at a view and Back goes back.
(() => {
  const KEYS = ["view", "pcn", "role", "type", "slot", "year", "programme", "what", "about", "site"];
  const { tables, data } = estates;
  const known = {
    pcn: new Set(tables.pcns.map(({ code }) => code)),
    about: new Set(tables.pcns.map(({ code }) => code)),
    role: new Set(data.roleCodes),
    site: new Set(tables.sites.map(({ code }) => code)),
    slot: new Set(data.slots.map(({ code }) => code)),
    type: new Set(data.types.map((words, row) => String(row))),
    programme: new Set(data.programmes.map(({ code }) => code)),
  };
  const listeners = [];

  // A link may be old or mistyped: what the plan does not know is left out.
  const read = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    const state = {};
    for (const key of KEYS) {
      const value = given.get(key);
      if (value !== null && (!(key in known) || known[key].has(value))) state[key] = value;
    }
    if (!estates.views.some(({ id }) => id === state.view)) state.view = estates.views[0].id;
    return state;
  };
  const written = (state) => {
    const kept = KEYS.filter((key) => state[key] !== undefined && state[key] !== null && state[key] !== "");
    return new URLSearchParams(kept.map((key) => [key, state[key]])).toString();
  };

  let shown = "";
  const tell = () => {
    const before = estates.state;
    estates.state = read();
    shown = written(estates.state);
    listeners.forEach((listen) => listen(estates.state, before));
  };
  // The whole address, so that a copied link can be passed on.
  const page = location.href.split("#")[0];
  estates.link = (changes) => `${page}#${written({ ...(estates.state || {}), ...changes })}`;
  estates.go = (changes) => {
    const wanted = written({ ...(estates.state || {}), ...changes });
    if (wanted === shown) return;
    shown = wanted;
    location.hash = wanted;
    tell();
  };
  estates.onState = (listen) => listeners.push(listen);
  estates.startState = () => {
    window.addEventListener("hashchange", () => { if (written(read()) !== shown) tell(); });
    tell();
  };
})();
