"""Positions, postcodes, minutes between places and the outlines of PCNs."""
