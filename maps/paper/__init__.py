"""The strategy paper: one content of plain values, written as a Word document and as a tagged PDF."""
