"""Training rows for the Caller from the virtual phone: every screen an expert met is one."""

from __future__ import annotations

from .generate import Report, generate_episodes

__all__ = ["Report", "generate_episodes"]
