"""Measurements of models, of the runtime and of this machine; every document says where it was taken."""

from __future__ import annotations
