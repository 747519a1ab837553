"use strict";
// Thousands of marks far out are a carpet: there they stand together as one mark with its count, and part when near.
(() => {
  const MOST_MARKS = 500;
  const CELL_PIXELS = 72;

  const together = (map, marks) => {
    const cells = new Map();
    for (const mark of marks) {
      const { x, y } = map.project(mark.at, map.getZoom());
      const key = `${Math.floor(x / CELL_PIXELS)} ${Math.floor(y / CELL_PIXELS)}`;
      if (!cells.has(key)) cells.set(key, { x: 0, y: 0, count: 0, value: 0 });
      const cell = cells.get(key);
      cell.x += x;
      cell.y += y;
      cell.count += 1;
      cell.value += mark.value || 0;
    }
    return [...cells.values()].map(({ x, y, count, value }) =>
      ({ at: map.unproject([x / count, y / count], map.getZoom()), count, value }));
  };

  // The marks of a view that lie in sight, or the clusters that stand for them where they are too many.
  estates.inSight = (map, marks) => {
    const sight = map.getBounds().pad(0.15);
    const seen = marks.filter(({ at }) => sight.contains(at));
    return seen.length <= MOST_MARKS ? { marks: seen, clusters: [] } : { marks: [], clusters: together(map, seen) };
  };
})();
