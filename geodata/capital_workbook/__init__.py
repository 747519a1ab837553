"""``invest.xlsx``: where capital should go, as a workbook."""
