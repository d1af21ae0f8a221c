"""What apps hold when the phone is first switched on: a file is an app's models and its seeded defaults; pure."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A part of a fixture: frozen, and nothing in it that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)
