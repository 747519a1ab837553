"use strict";
// The map itself: ground, areas, lines and marks. A view says what they look like; nothing here knows of rooms.
(() => {
  const { data, tables, element, words } = estates;
  const FRAME = { padding: [14, 14] };
  const NEUTRAL = { fillColor: "#f3f1ec", fillOpacity: 1, color: "#a59c93", weight: 0.8 };
  const GROUND = {
    land: { stroke: false, fillColor: "#f8f7f4", fillOpacity: 1 },
    water: { color: "#a9c4d4", weight: 0.7, fillColor: "#dbe7ee", fillOpacity: 1 },
    town: { stroke: false, fillColor: "#8b9096", fillOpacity: 0.22 },
    road: { color: "#9aa1a8", weight: 1.1, opacity: 0.65 },
  };
  const isLarge = tables.sites.length > 1500;

  const map = L.map("map", { zoomSnap: 0.25, attributionControl: false, preferCanvas: isLarge, zoomControl: false });
  L.control.zoom({ position: "topright" }).addTo(map);
  L.control.scale({ position: "bottomleft", imperial: true }).addTo(map);
  const pane = (name, height, isTouched) => {
    map.createPane(name).style.zIndex = height;
    map.getPane(name).style.pointerEvents = isTouched ? "auto" : "none";
    return isLarge ? L.canvas({ pane: name, padding: 0.3 }) : L.svg({ pane: name, padding: 0.3 });
  };
  // A canvas takes every click that falls on it, so on a large map all that can be clicked is drawn on one.
  const land = pane("land", 300, false);
  const areaPane = pane("areas", 350, true);
  const ground = pane("ground", 380, false);
  const linePane = isLarge ? areaPane : pane("lines", 420, true);
  const markPane = isLarge ? areaPane : pane("marks", 450, true);
  map.createPane("labels").style.zIndex = 620;
  map.getPane("labels").style.pointerEvents = "none";

  // Only where the dataset says where the land is does the rest read as sea.
  map.getContainer().classList.toggle("sea", data.backdrop.some(({ kind }) => kind === "land"));
  map.fitBounds(data.bounds, { ...FRAME, animate: false });
  map.setMinZoom(Math.floor(map.getZoom()) - 1);
  map.setMaxZoom(17);
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
    const pan = map.panBy.bind(map);
    map.panBy = (offset, options) => pan(offset, { ...options, animate: false });
  }

  for (const { kind, rings, lines } of data.backdrop) {
    const renderer = kind === "town" || kind === "road" ? ground : land;
    if (rings.length > 0) L.polygon(rings, { ...GROUND[kind], renderer, interactive: false }).addTo(map);
    if (lines.length > 0) L.polyline(lines, { ...GROUND[kind], renderer, interactive: false, fill: false }).addTo(map);
  }

  // Chromium gives the keyboard's focus to every path that has a tip: hundreds of stops on the way to the table.
  const outOfTabs = ({ target }) => target.getElement?.()?.setAttribute("tabindex", "-1");
  const tip = (layer, told) => layer.on("add", outOfTabs).bindTooltip(() => {
    const [name, figure] = told();
    return element("div", { class: "place-tip" }, element("b", {}, words(name)), element("br"), figure);
  }, { sticky: true });

  const shape = ({ pcn, rings }) => {
    const layer = L.polygon(rings, { ...NEUTRAL, renderer: areaPane, noClip: !isLarge });
    layer.on("click", () => estates.go({ about: tables.pcns[pcn].code, site: undefined }));
    return tip(layer, () => [tables.pcns[pcn].name, layer.told || ""]).addTo(map);
  };
  const areas = data.areas.map((area) => ({ ...area, layer: shape(area) }));
  const lines = L.layerGroup().addTo(map);
  const marks = L.layerGroup().addTo(map);
  let shown = { areas: new Map(), marks: [], drawn: [], lines: [] };

  const paintAreas = (looks, only) => areas.forEach(({ pcn, layer }) => {
    const look = looks.get(pcn);
    const isOut = only !== undefined && tables.pcns[pcn].code !== only;
    layer.told = isOut ? "" : look?.tip;
    layer.setStyle(!look ? { ...NEUTRAL, fillOpacity: isOut ? 0.4 : 1 } : {
      fillColor: look.colour, fillOpacity: isOut ? 0.15 : 1, weight: isLarge ? 0.5 : 1,
      color: look.is_dark && !isOut ? "#e9dccf" : "#75685c",
    });
    if (only !== undefined && !isOut) layer.setStyle({ color: "#0b0c0c", weight: 2.6 }).bringToFront();
  });

  const paintLines = () => {
    lines.clearLayers();
    for (const { from, to, weight, told, dash, open } of shown.lines) {
      const line = L.polyline(bow(from, to), { color: "#22303c", weight, opacity: 0.55, lineCap: "butt", dashArray: dash, renderer: linePane });
      if (open) line.on("click", open);
      tip(line, () => told).addTo(lines);
    }
  };

  // A line that bends a little to its left, so that a journey and its way back do not lie on each other.
  const bow = (from, to) => {
    const [start, end] = [map.project(from, 12), map.project(to, 12)];
    const middle = L.point((start.x + end.x) / 2 + (end.y - start.y) * 0.14, (start.y + end.y) / 2 - (end.x - start.x) * 0.14);
    return Array.from({ length: 9 }, (_, step) => {
      const along = step / 8;
      const at = (axis) => (1 - along) ** 2 * start[axis] + 2 * along * (1 - along) * middle[axis] + along ** 2 * end[axis];
      return map.unproject([at("x"), at("y")], 12);
    });
  };

  const addMark = (mark) => {
    const drawn = new estates.Mark(mark.at, {
      shape: mark.shape || "circle", radius: mark.size * (estates.isNarrow() ? 0.8 : 1), fillColor: mark.fill, fillOpacity: mark.opacity ?? 0.92,
      color: mark.stroke || "#ffffff", weight: mark.weight ?? 1, renderer: markPane,
    });
    drawn.on("click", () => estates.go(mark.open));
    return tip(drawn, () => mark.told()).addTo(marks);
  };
  const addCluster = ({ at, count, value }) => {
    const drawn = new estates.Mark(at, {
      shape: "circle", radius: 10 + Math.min(14, 1.1 * Math.sqrt(count)), text: String(count), fillColor: "#26323d", fillOpacity: 0.82, color: "#ffffff", weight: 1.5, renderer: markPane,
    });
    drawn.on("click", () => map.setView(at, map.getZoom() + 2));
    const told = value > 0 ? `${estates.number(value)} ${shown.valueWords || ""}` : "zoom in to see each";
    tip(drawn, () => [estates.count(count, "place"), told]).addTo(marks);
  };
  const paintMarks = () => {
    marks.clearLayers();
    const wanted = shown.marks;
    if (!isLarge) { shown.drawn = wanted; wanted.forEach(addMark); return; }
    const seen = estates.inSight(map, wanted);
    shown.drawn = seen.marks;
    seen.marks.forEach(addMark);
    // Where a view colours the areas, far out its marks would only hide them.
    if (!shown.quietMarks) seen.clusters.forEach(addCluster);
  };
  if (isLarge) map.on("moveend", () => { if (!isFrozen) paintMarks(); });
  let isFrozen = false;

  const chosen = L.layerGroup().addTo(map);
  // What the open sheet hides of the map, so that a place is shown beside it.
  const hidden = () => {
    const sheet = estates.byId("details");
    return sheet.hidden || estates.isNarrow() ? 0 : sheet.offsetWidth;
  };

  const labels = estates.labels(map, areas, () => shown);
  estates.atlas = {
    map, isLarge, areas,
    draw: (view, { pcn }) => {
      // Large marks first, so that small ones stay within reach of the pointer.
      shown = { ...view, marks: [...view.marks].sort((one, other) => other.size - one.size) };
      paintAreas(shown.areas, pcn);
      paintLines();
      paintMarks();
      labels();
    },
    whole: () => map.fitBounds(data.bounds, { ...FRAME, animate: false }),
    toSite: (site) => {
      map.setView(site.at, Math.max(map.getZoom(), 12), { animate: false });
      map.panBy([hidden() / 2, 0], { animate: false });
    },
    select: (site) => {
      chosen.clearLayers();
      if (site) L.circleMarker(site.at, { radius: 14, fill: false, color: "#0b0c0c", weight: 3, renderer: markPane, interactive: false }).addTo(chosen);
    },
    toPcn: (code) => {
      const own = areas.filter(({ pcn }) => tables.pcns[pcn].code === code).map(({ layer }) => layer.getBounds());
      const sites = tables.sites.filter(({ pcn }) => pcn !== null && tables.pcns[pcn].code === code).map(({ at }) => at);
      const bounds = own.length > 0 ? own[0] : sites.length > 0 ? L.latLngBounds(sites) : null;
      if (bounds) map.fitBounds(bounds, { animate: false, maxZoom: 13, paddingTopLeft: [40, 40], paddingBottomRight: [40 + hidden(), 40] });
    },
    refit: () => { map.invalidateSize({ animate: false, pan: false }); },
    // While paper is made the marks stay as they are.
    freeze: (is) => { isFrozen = is; },
  };

  if (data.tiles !== null) {
    const layer = L.tileLayer(data.tiles.url, { pane: "tilePane", maxZoom: 17 });
    estates.switchTiles = (isOn) => {
      if (isOn) layer.addTo(map); else layer.remove();
      for (const name of ["areas", "land"]) map.getPane(name).style.opacity = isOn ? (name === "land" ? 0 : 0.65) : 1;
    };
  }
})();
