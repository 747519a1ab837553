"""The empty workbook to fill in."""
