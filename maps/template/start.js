"use strict";
// Put the page together once folium has made the map and its layers.
estates.start = ({ map, areas, journeys, sites, hubs, labels, layers }) => {
  const { element, data, popups, tip } = estates;
  const FRAME = { padding: [12, 12] };
  // Room that pop-ups leave for the zoom buttons and the scale.
  const CLEAR = { autoPanPaddingTopLeft: [54, 12], autoPanPaddingBottomRight: [12, 46] };
  const layerOf = { pcns: new Map(), sites: new Map(), journeys: new Map() };
  map.fitBounds(data.bounds, { ...FRAME, animate: false });
  map.setMinZoom(Math.floor(map.getZoom()) - 1);
  map.setMaxZoom(17);

  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
    const pan = map.panBy.bind(map);
    map.panBy = (offset, options) => pan(offset, { ...options, animate: false });
  }

  const open = (table, row, place, opener = null) => {
    layerOf[table].get(row)[0].closeTooltip();
    const { x, y } = map.getSize();
    const content = element("div", { tabindex: "-1" }, ...popups[table](data[table][row]).filter((part) => part !== null));
    const popup = L.popup({ minWidth: 200, maxWidth: Math.min(330, x - 102), maxHeight: y - 90, ...CLEAR })
      .setLatLng(place).setContent(content).openOn(map);
    const frame = popup.getElement();
    frame.setAttribute("role", "dialog");
    frame.setAttribute("aria-label", content.querySelector("h3").textContent);
    frame.addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(popup); });
    if (opener === null) return;
    content.focus({ preventScroll: true });
    popup.once("remove", () => opener.focus({ preventScroll: true }));
  };

  const bind = (table, group, record) => group.eachLayer((layer) => {
    const row = record(layer.feature.properties.row);
    layerOf[table].set(row, [layer, group]);
    layer.bindTooltip(() => tip(table, data[table][row]), { sticky: true });
    layer.on("click", (event) => open(table, row, event.latlng));
  });
  bind("pcns", areas, (row) => data.areas[row].pcn);
  bind("sites", sites, (row) => row);
  bind("sites", hubs, (row) => row);
  bind("journeys", journeys, (row) => row);

  // Bring a place into view, with its layer switched on, and open its pop-up.
  const show = (table, row, opener) => {
    const [layer, group] = layerOf[table].get(row);
    if (!map.hasLayer(group)) map.addLayer(group);
    map.getContainer().scrollIntoView({ block: "nearest" });
    if (table === "sites") map.setView(layer.getLatLng(), Math.max(map.getZoom(), 12), { animate: false });
    else map.fitBounds(layer.getBounds(), { animate: false, maxZoom: 12, padding: [40, 40] });
    const spot = data.areas.find(({ pcn }) => table === "pcns" && pcn === row);
    open(table, row, spot ? spot.at : table === "sites" ? layer.getLatLng() : layer.getCenter(), opener);
  };

  map.createPane("labels").style.zIndex = 620;
  map.getPane("labels").style.pointerEvents = "none";
  const marks = () => [sites, hubs].filter((group) => map.hasLayer(group)).flatMap((group) => group.getLayers());
  estates.labels(map, labels, areas.getLayers(), marks);
  estates.search(show);
  estates.tables(show);

  // The list of layers stands beside the map, where no pop-up can hide under it.
  document.getElementById("layers").append(layers.getContainer());
  const folds = [...document.querySelectorAll(".fold")];
  folds.forEach((fold) => { fold.open = !estates.isNarrow; });
  document.getElementById("whole").addEventListener("click", () => map.fitBounds(data.bounds, FRAME));

  const fit = () => { map.invalidateSize({ animate: false, pan: false }); map.fitBounds(data.bounds, { ...FRAME, animate: false }); };
  const before = { open: [], view: null };
  document.getElementById("print").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", () => {
    before.open = folds.map((fold) => fold.open);
    before.view = [map.getCenter(), map.getZoom()];
    folds.forEach((fold) => { fold.open = true; });
  });
  window.matchMedia("print").addEventListener("change", ({ matches }) => matches && fit());
  window.addEventListener("afterprint", () => {
    folds.forEach((fold, place) => { fold.open = before.open[place]; });
    map.invalidateSize({ animate: false });
    map.setView(...before.view, { animate: false });
  });
  performance.mark("interactive");
};
