"""Remedies: which single change to the dataset lets more be placed, proved by solving round it."""
