"""The national files in their published layouts, each read into frozen rows."""
