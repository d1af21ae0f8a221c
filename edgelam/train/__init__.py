"""Training of the models that ship; needs the extra `edgelam[train]`."""
