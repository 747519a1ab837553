"use strict";
// Numbers as people read them. Shares are rounded as the plan's tables round them, so that no two outputs disagree.
(() => {
  estates.number = (value) => value.toLocaleString("en-GB");
  estates.count = (value, one, many = `${one}s`) => `${estates.number(value)} ${value === 1 ? one : many}`;
  estates.pounds = (value) => Math.abs(value) < 999_500
    ? `£${estates.number(value)}` : `£${(value / 1e6).toLocaleString("en-GB", { maximumFractionDigits: 1, minimumFractionDigits: 1 })}m`;

  // Round a whole number of millionths to a whole number of `unit`s, ties to the even one.
  const roundTo = (millionths, unit) => {
    const whole = Math.floor(millionths / unit);
    const rest = millionths - whole * unit;
    return rest > unit / 2 || (rest === unit / 2 && whole % 2 === 1) ? whole + 1 : whole;
  };
  const millionths = (part, whole) => roundTo(part * 1e6 / whole, 1);

  estates.percent = (part, whole) => whole === 0 ? "0.0%" : `${(roundTo(millionths(part, whole), 1000) / 10).toFixed(1)}%`;

  // A whole percentage for a label, true to the class that colours its area: what is not nought never reads 0%, and what
  // would be rounded to the end of its class keeps a decimal, so that 39.8% is not taken for the 40% of the next class.
  estates.shortPercent = (part, whole) => {
    if (whole === 0) return "–";
    const share = millionths(part, whole);
    if (share > 0 && share < 1e4) return "<1%";
    if (share > 99e4 && share < 1e6) return ">99%";
    const rounded = roundTo(share, 1e4);
    const isNextClass = estates.data.palette.shares.some(({ below }) => below !== null && below * 100 === rounded && share < below * 1e6);
    return isNextClass ? `${(Math.floor(share / 1000) / 10).toFixed(1)}%` : `${rounded}%`;
  };

  estates.rooms = (sessions) => (sessions / estates.data.sessionsPerRoom)
    .toLocaleString("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  estates.signed = (value) => value === 0 ? "0" : `${value > 0 ? "+" : "−"}${estates.number(Math.abs(value))}`;
  estates.date = (iso) => new Date(`${iso}T12:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
})();
