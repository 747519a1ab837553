"""The plan folder: its tables, its proof, writing it whole and reading it back."""
