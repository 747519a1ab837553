"""Where capital should go: schemes chosen and posts placed in one model, with a proof for every budget."""
