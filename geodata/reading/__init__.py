"""From raw text to a dataset, with every fault in words."""
