"""Step and screen to one action: rendering, pruning, and the models that choose."""
