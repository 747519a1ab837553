"""Estates Capacity Planner: where general practice can put its people, and where it cannot."""
