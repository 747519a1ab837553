"""From a plan to pictures: the interactive map of the shortfall."""
