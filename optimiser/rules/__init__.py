"""The rules that are rows of the model, one file each."""
