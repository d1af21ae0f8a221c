"""edgelam: say what you want done on your Android phone; two small local models do it."""

from __future__ import annotations

__version__ = "0.1.0"
