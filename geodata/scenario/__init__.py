"""The scenario file: its keys declared once, and from them its reader, its messages and its key reference."""
