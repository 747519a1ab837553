"use strict";
// Which class or band a figure lies in. The colours and breaks come with the data, from the planner's one palette.
(() => {
  const { palette } = estates.data;

  estates.shareClass = ({ wanted, unmet }) => {
    if (wanted === 0) return palette.noFigures;
    if (unmet === 0) return palette.shares[0];
    return palette.shares.slice(1).find(({ below }) => below === null || unmet / wanted < below);
  };
  // A PCN's class by its row; one whose own staff are not known has the class of those, whatever its other posts lack.
  estates.pcnClass = (row, step) => estates.tables.pcns[row].staff_unknown ? palette.staffNotKnown : step;
  estates.band = (bands, value) => bands.find(({ up_to: upTo }) => upTo === null || value <= upTo);
  estates.radius = (sessions) => Math.max(palette.smallest, palette.radius * Math.sqrt(sessions));

  // Fifths of the PCNs by deprivation, the least deprived first: by rank, so that each holds about as many.
  const ranked = estates.tables.pcns.filter(({ imd }) => imd !== null).sort((one, other) => one.imd - other.imd || one.row - other.row);
  const fifths = new Map(ranked.map(({ row }, at) => [row, Math.min(4, Math.floor(5 * at / ranked.length))]));
  estates.fifthOf = (pcn) => fifths.get(pcn);
})();
