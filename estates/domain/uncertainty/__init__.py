"""What is not known about the weeks to come: distributions, draws from them, and the dataset of a drawn week."""
