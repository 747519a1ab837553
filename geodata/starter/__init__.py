"""A first dataset of an area from the national files."""
