"use strict";
// Labels that keep clear of each other and of the marks: the figure always, names where there is room for them.
estates.labels = (map, areas, shown) => {
  const { element, words, data, tables } = estates;
  const group = L.layerGroup().addTo(map);
  const steps = (across, down) => [...Array(2 * across + 1).keys()].flatMap((x) =>
    [...Array(2 * down + 1).keys()].map((y) => [(x - across) * 12, (y - down) * 10]));
  const [NEAR, FAR] = [steps(3, 3), steps(8, 8)];
  const ON_A_LABEL = 1000; // far worse than lying on a mark
  const MOST = 70;
  const LEAST_PIXELS = 46; // an area narrower than this has no room for a figure when there are very many

  const label = (place, kind, parts) => {
    const text = element("span", { class: kind }, ...parts);
    const icon = L.divIcon({ html: text, className: "map-label", iconSize: null });
    L.marker(place, { icon, interactive: false, keyboard: false, pane: "labels" }).addTo(group);
    return { place: L.latLng(place), text };
  };
  const boxAt = (at, text, [right, down]) => {
    const [x, y] = [at.x + right, at.y + down];
    const [width, height] = [text.offsetWidth / 2 + 2, text.offsetHeight / 2];
    return { left: x - width, right: x + width, top: y - height, bottom: y + height };
  };
  const overlap = (one, other) =>
    Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) *
    Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
  const covered = (box, others) => others.reduce((sum, other) => sum + overlap(box, other), 0);

  // Whether points of the screen lie in an area as it is drawn: a ray to the right crosses its border an odd number of times.
  const isIn = (rings, [x, y]) => {
    let isInside = false;
    for (const ring of rings) {
      for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
        const [one, other] = [ring[at], ring[before]];
        if ((one.y > y) !== (other.y > y) && x < (other.x - one.x) * (y - one.y) / (other.y - one.y) + one.x) isInside = !isInside;
      }
    }
    return isInside;
  };
  const holds = (layer, points) => points.every((point) => isIn(layer._rings, point));
  const isOnDark = (at, looks) => {
    const { x, y } = map.latLngToLayerPoint(at);
    return areas.some(({ pcn, layer }) => looks.get(pcn)?.is_dark && holds(layer, [[x, y]]));
  };
  const middle = (box) => [[(box.left + box.right) / 2, (box.top + box.bottom) / 2]];
  const corners = (box) => [box.left, box.right].flatMap((x) => [[x, box.top], [x, box.bottom]]);

  // From the left to the right edge of the map as it is seen, where labels are placed.
  const inSight = () => {
    const left = map.containerPointToLayerPoint([0, 0]).x;
    return { left: left + 3, right: left + map.getSize().x - 3 };
  };

  // A figure that could only be drawn over other labels is unreadable, and makes them so: it waits for a closer look.
  const isBuried = (box, taken) => covered(box, taken) > 0.08 * (box.right - box.left) * (box.bottom - box.top);

  // The step from a label's own place that hides least, near rather than far; undefined where no step is allowed.
  const best = ({ place, text }, choices, taken, dots, allowed) => {
    const at = map.latLngToLayerPoint(place);
    return choices.map(([right, down]) => {
      const box = boxAt(at, text, [right, down]);
      const cost = covered(box, taken) * ON_A_LABEL + covered(box, dots) + Math.hypot(right, down) / 8;
      return { step: [right, down], box, cost };
    }).sort((one, other) => one.cost - other.cost).find(({ box }) => allowed(box));
  };
  const put = ({ text }, { step: [right, down], box }, taken) => {
    text.style.left = `${right}px`;
    text.style.top = `${down}px`;
    taken.push(box);
  };

  const placeArea = (made, taken, dots) => {
    const named = best(made, FAR, taken, dots, (box) => holds(made.layer, corners(box)));
    if (named && covered(named.box, taken) === 0 && covered(named.box, dots) < 60) return put(made, named, taken);
    made.title.hidden = true;
    const own = { step: [0, 0], box: boxAt(map.latLngToLayerPoint(made.place), made.text, [0, 0]) };
    const chosen = best(made, FAR, taken, dots, (box) => holds(made.layer, middle(box))) || own;
    made.text.hidden = isBuried(chosen.box, taken);
    if (!made.text.hidden) put(made, chosen, taken);
  };
  const placeFree = (made, taken, dots, most) => {
    const sight = inSight();
    const free = best(made, NEAR, taken, dots, (box) => box.left >= sight.left && box.right <= sight.right && covered(box, taken) === 0 && covered(box, dots) < most);
    made.text.hidden = !free;
    if (free) put(made, free, taken);
  };

  // Above or below a mark, and moved along where the edge of the map would cut the name off.
  const placeMark = (made, taken) => {
    const sight = inSight();
    const beside = [[0, -made.size - 9], [0, made.size + 9]].map(([right, down]) => {
      const box = boxAt(map.latLngToLayerPoint(made.place), made.text, [right, down]);
      return [right + Math.max(0, sight.left - box.left) - Math.max(0, box.right - sight.right), down];
    });
    const free = best(made, beside, taken, [], (box) => covered(box, taken) === 0);
    made.text.hidden = !free;
    if (free) put(made, free, taken);
  };

  const width = (layer) => {
    const { min, max } = layer._pxBounds || { min: { x: 0 }, max: { x: 0 } };
    return max.x - min.x;
  };
  const areaLabels = (looks) => {
    const sight = map.getBounds();
    return areas.filter(({ pcn, at, layer }) => looks.get(pcn)?.label !== undefined
      && (!estates.atlas?.isLarge || (sight.contains(at) && width(layer) > LEAST_PIXELS)))
      .map((area) => ({ ...area, look: looks.get(area.pcn) }))
      .sort((one, other) => (other.look.weight || 0) - (one.look.weight || 0)).slice(0, MOST)
      .map(({ at, layer, pcn, look }) => {
        const title = words(tables.pcns[pcn].name);
        const figure = element("b", { class: "share" }, look.label);
        return { ...label(at, look.is_dark ? "light" : "dark", [title, figure]), title, layer };
      });
  };
  const markLabels = (marks) => marks.filter(({ label: text }) => text !== undefined)
    .filter(({ at }) => map.getBounds().contains(at)).slice(0, MOST)
    .map(({ at, size, label: [name, figure] }) => ({ ...label(at, "mark", [words(name), " ", element("b", {}, figure)]), size }));

  const note = estates.byId("hidden-labels");
  const tellHidden = (count) => {
    note.hidden = count === 0;
    note.textContent = count === 1 ? "1 figure has no room on the map here: zoom in to read it."
      : `${count} figures have no room on the map here: zoom in to read them.`;
  };
  const home = map.getZoom();
  const townNames = data.backdrop.filter(({ kind, name, at }) => kind === "town" && name && at);

  const arrange = () => {
    group.clearLayers();
    const view = shown();
    const dots = view.drawn.map(({ at, size }) => {
      const { x, y } = map.latLngToLayerPoint(at);
      return { left: x - size, right: x + size, top: y - size, bottom: y + size };
    });
    const hidesNothing = estates.atlas?.isLarge ? [] : dots;
    const taken = [];
    const figures = areaLabels(view.areas);
    figures.forEach((made) => placeArea(made, taken, hidesNothing));
    tellHidden(figures.filter(({ text }) => text.hidden).length);
    markLabels(view.drawn).forEach((made) => placeMark(made, taken));
    const isCrowded = estates.isNarrow() && map.getZoom() < home + 1;
    if (!isCrowded) townNames.filter(({ at }) => map.getBounds().contains(at)).slice(0, MOST)
      .forEach(({ name, at }) => placeFree(label(at, isOnDark(at, view.areas) ? "town on-dark" : "town", [words(name)]), taken, hidesNothing, 40));
  };
  // Only once a move has ended are the areas redrawn at the new zoom; a move at the same zoom leaves labels alone.
  let zoom = home;
  map.on("moveend", () => {
    if (map.getZoom() === zoom && !estates.atlas.isLarge) return;
    zoom = map.getZoom();
    arrange();
  });
  return arrange;
};
