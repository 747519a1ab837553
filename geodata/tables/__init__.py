"""Every table of a dataset, declared once."""
