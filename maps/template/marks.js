"use strict";
// The page's own code. Whatever the user wrote reaches the page only through textContent: see `element`.
const estates = {
  data: JSON.parse(document.getElementById("data").textContent),
  isNarrow: window.matchMedia("(max-width: 820px)").matches,
};
// Marks are smaller on a phone; the legend's sizes shrink with them.
estates.scale = estates.isNarrow ? 0.75 : 1;

// Make an element; children are elements or text, and text stays text.
estates.element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
};

// The user's own words, kept apart so that right-to-left marks in them cannot turn the words around them.
estates.words = (text) => estates.element("bdi", {}, text);

estates.number = (value) => value.toLocaleString("en-GB");

// A site's mark: an outline of its own shape where Leaflet would draw a circle.
estates.SiteMark = L.CircleMarker.extend({
  _updatePath() {
    const { x, y } = this._point;
    const radius = this._radius * estates.scale;
    const corners = estates.data.outlines[this.options.shape]
      .map(([dx, dy]) => `${(x + dx * radius).toFixed(1)} ${(y + dy * radius).toFixed(1)}`);
    this._renderer._setPath(this, this._empty() ? "M0 0" : `M${corners.join("L")}Z`);
  },
});

estates.siteMarker = (feature, place) => new estates.SiteMark(place, { pane: "sites" });
