"""Capital: which schemes can be built together, what rooms each set of them brings, and what that costs whom."""
