"""What apps hold when the phone is first switched on: models and seeded defaults, a file an app; pure."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A part of a fixture: frozen, and nothing in it that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)
