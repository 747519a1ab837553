"""A proposal for reading sheets and headings in other words."""
