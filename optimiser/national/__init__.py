"""Large datasets, planned part by part: a county or a bundle of small parts at a time, here or on a cluster."""
