"""Files and places: reading, checking and writing datasets and plans, positions and travel estimates."""
