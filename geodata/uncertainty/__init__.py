"""Figures that are not known: the file of their distributions, its keys and reference, and the runs drawn from them."""
