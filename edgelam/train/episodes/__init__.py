"""Training rows for the Caller from the virtual phone: a scripted expert does tasks, every screen it met becomes a row."""

from __future__ import annotations

from .generate import Report, generate_episodes

__all__ = ["Report", "generate_episodes"]
