"""What runs the models: one file an engine, and the constraint that keeps a decoder legal."""

from __future__ import annotations
