"""The goals in strict order, one file each: every one is a named linear expression to be least."""
