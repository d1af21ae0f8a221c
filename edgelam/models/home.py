"""Where edgelam keeps what is the person's: their models, the log of a crash."""

from __future__ import annotations

import os
from pathlib import Path


def own_models() -> Path:
    """The folder of the person's own models."""
    return home() / "models"


def home() -> Path:
    """`$EDGELAM_HOME`, else `~/.edgelam`; it need not exist yet."""
    return Path(os.environ.get("EDGELAM_HOME") or Path.home() / ".edgelam")
