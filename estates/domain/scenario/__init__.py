"""Scenarios: named changes to a dataset, and the dataset that comes of them. Nothing else knows of them."""
