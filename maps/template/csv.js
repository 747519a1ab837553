"use strict";
// A table as a CSV file. A text that a spreadsheet would take for a formula gets an apostrophe, as in the plan's files.
(() => {
  const RISKY = /^[=+\-@\t\r\n]/;
  const PLAIN_NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
  const guarded = (text) => text.startsWith("'") || (RISKY.test(text) && !PLAIN_NUMBER.test(text)) ? `'${text}` : text;
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : typeof value === "number" ? String(value) : guarded(String(value));
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  estates.csv = (columns, rows) => [columns.map(({ head }) => head), ...rows.map((row) => columns.map(({ value }) => value(row)))]
    .map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");

  estates.download = (name, text) => {
    // The mark at the start tells Excel that the file is UTF-8.
    const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
    const link = estates.element("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
})();
