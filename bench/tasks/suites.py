"""The suites by name."""

from __future__ import annotations

from edgelam.core.errors import UsageError

from .first_light import TASKS
from .first_phone import draw
from .task import Trial, trials

# The second skin is one that no training data was made with.
SKINS = ("plain", "ember", "harbor")


def suite(name: str, seeds: int, skins: tuple[str, ...]) -> list[Trial]:
    """All trials of a suite. Raises UsageError for a name that is not there."""
    if name != "first-light":
        raise UsageError(f"there is no suite {name!r}", hint="The suites: first-light.")
    return trials(TASKS, draw, seeds, skins)
