"""Ways to plan that any user could have picked, each behind the same few words (``benchmarks.peers.contest``)."""
