"use strict";
// Labels that keep clear of each other and of the marks: the share always, names where there is room for them.
estates.labels = (map, group, areas, marks) => {
  const { element, words, data } = estates;
  const steps = (across, down) => [...Array(2 * across + 1).keys()].flatMap((x) =>
    [...Array(2 * down + 1).keys()].map((y) => [(x - across) * 12, (y - down) * 10]));
  const [NEAR, FAR] = [steps(3, 3), steps(8, 8)];
  const ON_A_LABEL = 1000; // far worse than lying on a mark

  const label = (place, kind, parts) => {
    const text = element("span", { class: kind }, ...parts);
    const icon = L.divIcon({ html: text, className: "map-label", iconSize: null });
    L.marker(place, { icon, interactive: false, keyboard: false, pane: "labels" }).addTo(group);
    return { place: L.latLng(place), text };
  };

  const pcns = data.areas.map(({ pcn, at, ink }, row) => {
    const { name, label: share, figures } = data.pcns[pcn];
    const title = words(name);
    const made = label(at, ink, [title, element("b", { class: "share" }, share)]);
    return { ...made, title, area: areas[row], wanted: figures.wanted };
  }).sort((one, other) => other.wanted - one.wanted);
  const towns = data.towns.map(({ name, at }) => label(at, "town", [words(name)]));

  const boxAt = (at, text, [right, down]) => {
    const [x, y] = [at.x + right, at.y + down];
    const [width, height] = [text.offsetWidth / 2 + 2, text.offsetHeight / 2];
    return { left: x - width, right: x + width, top: y - height, bottom: y + height };
  };
  const overlap = (one, other) =>
    Math.max(0, Math.min(one.right, other.right) - Math.max(one.left, other.left)) *
    Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
  const covered = (box, others) => others.reduce((sum, other) => sum + overlap(box, other), 0);

  // Whether points of the screen lie in an area, as it is drawn.
  const holds = ({ area }, points) => points.every(([x, y]) => area._path.isPointInFill(new DOMPoint(x, y)));
  const middle = (box) => [[(box.left + box.right) / 2, (box.top + box.bottom) / 2]];
  const corners = (box) => [box.left, box.right].flatMap((x) => [[x, box.top], [x, box.bottom]]);

  // A share that could only be drawn over other labels is unreadable, and makes them so: it waits for a closer look.
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

  const placePcn = (pcn, taken, dots) => {
    pcn.text.hidden = false;
    pcn.title.hidden = false;
    const named = best(pcn, FAR, taken, dots, (box) => holds(pcn, corners(box)));
    if (named && covered(named.box, taken) === 0 && covered(named.box, dots) < 60) return put(pcn, named, taken);
    pcn.title.hidden = true;
    const own = { step: [0, 0], box: boxAt(map.latLngToLayerPoint(pcn.place), pcn.text, [0, 0]) };
    const chosen = best(pcn, FAR, taken, dots, (box) => holds(pcn, middle(box))) || own;
    pcn.text.hidden = isBuried(chosen.box, taken);
    if (!pcn.text.hidden) put(pcn, chosen, taken);
  };
  const placeTown = (town, taken, dots) => {
    town.text.hidden = false;
    const free = best(town, NEAR, taken, dots, (box) => covered(box, taken) === 0 && covered(box, dots) < 40);
    town.text.hidden = !free;
    if (free) put(town, free, taken);
  };

  const note = document.getElementById("hidden-labels");
  const tellHidden = (count) => {
    note.hidden = count === 0;
    note.textContent = count === 1 ? "1 share has no room on the map here: zoom in to read it."
      : `${count} shares have no room on the map here: zoom in to read them.`;
  };

  const home = map.getZoom();
  const arrange = () => {
    if (!map.hasLayer(group)) return;
    const dots = marks().map((mark) => {
      const [{ x, y }, radius] = [map.latLngToLayerPoint(mark.getLatLng()), mark.getRadius() * estates.scale];
      return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
    });
    const taken = [];
    pcns.forEach((pcn) => placePcn(pcn, taken, dots));
    tellHidden(pcns.filter(({ text }) => text.hidden).length);
    const isCrowded = estates.isNarrow && map.getZoom() < home + 1;
    towns.forEach((town) => {
      town.text.hidden = isCrowded;
      if (!isCrowded) placeTown(town, taken, dots);
    });
  };
  // Only once a move has ended are the areas redrawn at the new zoom; a move at the same zoom leaves labels alone.
  let zoom = home;
  map.on("moveend", () => {
    if (map.getZoom() === zoom) return;
    zoom = map.getZoom();
    arrange();
  });
  map.on("overlayadd overlayremove", arrange);
  arrange();
};
