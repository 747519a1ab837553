"""A plan for other people's tools: Parquet twins of its tables, their description, and calendars."""
