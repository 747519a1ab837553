"use strict";
// A mark on the map: an outline of its own shape where Leaflet would draw a circle, in SVG or on a canvas alike.
(() => {
  const { outlines } = estates.data.palette;

  const drawOnCanvas = (mark, corners) => {
    const context = mark._renderer._ctx;
    context.beginPath();
    corners.forEach(([x, y]) => context.lineTo(x, y));
    context.closePath();
    mark._renderer._fillStroke(context, mark);
    if (!mark.options.text) return;
    context.fillStyle = "#ffffff";
    context.font = "600 12px 'Segoe UI', Arial, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(mark.options.text, mark._point.x, mark._point.y + 0.5);
  };

  estates.Mark = L.CircleMarker.extend({
    _updatePath() {
      const { x, y } = this._point;
      const corners = outlines[this.options.shape].map(([dx, dy]) => [x + dx * this._radius, y + dy * this._radius]);
      if (this._renderer._ctx) {
        if (this._renderer._drawing && !this._empty()) drawOnCanvas(this, corners);
        return;
      }
      const path = corners.map(([across, down]) => `${across.toFixed(1)} ${down.toFixed(1)}`).join("L");
      this._renderer._setPath(this, this._empty() ? "M0 0" : `M${path}Z`);
    },
  });

  // The same mark for a legend or a table.
  estates.icon = ({ shape = "circle", fill, stroke = "#ffffff", size = 6, weight = 1.2 }) => {
    const path = outlines[shape].map(([dx, dy]) => `${(dx * size).toFixed(1)} ${(dy * size).toFixed(1)}`).join("L");
    const half = size + 3;
    return estates.svg("svg", { class: "icon", width: 2 * half, height: 2 * half, viewBox: `${-half} ${-half} ${2 * half} ${2 * half}`, "aria-hidden": "true" },
      estates.svg("path", { d: `M${path}Z`, fill, stroke, "stroke-width": weight }));
  };
})();
