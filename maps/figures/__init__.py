"""Print figures: pictures of a plan for paper and slides, each with its finding, its source and its doubts."""
