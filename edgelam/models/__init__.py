"""Which models there are, what they are for, and that they are what they were."""

from __future__ import annotations
