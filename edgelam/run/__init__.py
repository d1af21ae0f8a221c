"""The run: the only place that orders effects on the phone."""
