"""From a dataset and travel times to a plan: the model, the solver behind one door, and the reasons."""
