"""Small moves: an earlier plan mended where a dataset has changed, and places for one post more."""
