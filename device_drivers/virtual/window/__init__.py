"""Windows: the view tree, its layout, its input and its drawing."""
