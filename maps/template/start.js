"use strict";
// Put the page together: whenever the address changes, the view it names is drawn.
(() => {
  const { element, byId } = estates;
  let controls = null;

  estates.bringToSight = ({ site, about }) => {
    if (site !== undefined) estates.atlas.toSite(estates.tables.sites.find(({ code }) => code === site));
    else if (about !== undefined) estates.atlas.toPcn(about);
  };

  const draw = (state, before) => {
    const view = estates.views.find(({ id }) => id === state.view);
    const isSame = before && Object.keys({ ...state, ...before }).every((key) => ["site", "about"].includes(key) || state[key] === before[key]);
    if (!isSame) {
      // The controls of a view stay while it is shown, so that a slider keeps the keyboard's focus.
      if (controls === null || before?.view !== state.view) {
        controls = view.controls ? view.controls(state) : { parts: [] };
        byId("controls").replaceChildren(...controls.parts);
      }
      controls.follow?.(state);
      const shown = { marks: [], lines: [], areas: new Map(), ...view.show(state, estates.chosen(view.usesRole ? state : { pcn: state.pcn })) };
      byId("finding").replaceChildren(...[shown.finding].flat());
      byId("deck").replaceChildren(...[shown.deck || ""].flat());
      byId("key").replaceChildren(...shown.key.flat().filter(Boolean));
      byId("table-heading").textContent = `${view.tableName || view.name}: the same figures as a table`;
      estates.drawFilters(state, view);
      estates.atlas.draw(shown, state);
      estates.drawTable(view.id, shown.table);
      document.title = `${view.name} – ${byId("title").textContent}`;
    }
    estates.drawDetails(state, before);
  };

  // The way past the map leads to the table and leaves the address, in which the view and its filters stand.
  byId("skip").addEventListener("click", (event) => { event.preventDefault(); byId("tables").focus(); });

  // HTML would turn a carriage return in the title into a line feed.
  byId("title").textContent = estates.data.title;

  // The map fills what the head leaves of the window.
  const head = () => document.documentElement.style.setProperty("--head", `${byId("atlas").getBoundingClientRect().top + window.scrollY}px`);
  new ResizeObserver(head).observe(document.querySelector("header"));

  estates.views = estates.views.filter(({ has }) => !has || has());
  estates.startNav();
  estates.onState(draw);
  byId("whole").addEventListener("click", estates.atlas.whole);
  if (estates.switchTiles) {
    const box = element("input", { type: "checkbox", id: "tiles" });
    box.addEventListener("change", () => {
      estates.switchTiles(box.checked);
      byId("tiles-credit").hidden = !box.checked;
    });
    byId("layers").append(element("label", { for: "tiles" }, box, " Online base map (asks the map server for pictures)"),
      element("p", { class: "note", id: "tiles-credit", hidden: true }, estates.words(estates.data.tiles.credit)));
  }
  head();
  estates.atlas.refit();
  estates.atlas.whole();
  estates.startState();
  estates.bringToSight(estates.state);
  if (estates.state.pcn !== undefined && estates.state.site === undefined && estates.state.about === undefined) estates.atlas.toPcn(estates.state.pcn);
  document.body.classList.add("ready");
  performance.mark("interactive");
})();
