"""Why sessions are not placed: tests by elimination, and what to look at."""
