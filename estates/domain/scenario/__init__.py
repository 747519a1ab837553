"""Scenarios: named changes to a dataset, and the dataset that comes of them, one like any other."""
