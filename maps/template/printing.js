"use strict";
// On paper the map is drawn again at the paper's size, and everything folded is opened.
(() => {
  const before = { open: [], view: null };
  const folds = () => [...document.querySelectorAll("details")];
  estates.byId("print").addEventListener("click", () => window.print());
  window.addEventListener("beforeprint", () => {
    const { map } = estates.atlas;
    before.open = folds().map((fold) => [fold, fold.open]);
    before.view = [map.getCenter(), map.getZoom(), map.getBounds()];
    folds().forEach((fold) => { fold.open = true; });
  });
  window.matchMedia("print").addEventListener("change", ({ matches }) => {
    const { map, refit } = estates.atlas;
    refit();
    if (!matches || !before.view) return;
    if (before.view[2].contains(estates.data.bounds)) estates.atlas.whole();
    else map.fitBounds(before.view[2], { animate: false });
  });
  window.addEventListener("afterprint", () => {
    before.open.forEach(([fold, wasOpen]) => { fold.open = wasOpen; });
    estates.atlas.refit();
    estates.atlas.map.setView(before.view[0], before.view[1], { animate: false });
  });
})();
