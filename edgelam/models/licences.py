"""What a licence allows, as far as its name tells; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Standing = Literal["open", "non-commercial", "own terms", "unknown"]

# The hub's names of licences that let anybody use a model for anything.
_OPEN = re.compile(
    r"apache-2\.0|mit|bsd(-[234]-clause.*)?|isc|zlib|unlicense|wtfpl|0bsd|cc0-1\.0|cc-by(-sa)?-\d\.\d|ms-pl|"
    r"mpl-2\.0|[al]?gpl(-[23]\.[01])?|eupl-1\.[12]|cdla-permissive-[12]\.0|cdla-sharing-1\.0|artistic-2\.0"
)
_NON_COMMERCIAL = re.compile(r"(^|[^a-z])nc([^a-z]|$)|non-?commercial|research")

# How the texts of licences begin that models come with, and the hub's names of them.
_TEXTS = (
    (r"apache license\s+version 2\.0", "apache-2.0"),
    (r"mit license", "mit"),
    (r"gemma terms of use", "gemma"),
    (r"llama (\d(?:\.\d)?) community license", "llama{}"),
    (r"attribution-noncommercial 4\.0", "cc-by-nc-4.0"),
    (r"qwen research license", "qwen-research"),
    (r"lfm open license v?(\d\.\d)", "lfm{}"),
)
_BEGINNING = 2000  # characters of a text in which it says what it is


@dataclass(frozen=True)
class Licence:
    """A licence by the hub's name for it, e.g. apache-2.0; where it can be read; whether a model is gated."""

    name: str = ""
    url: str = ""
    gated: bool = False  # its owner lets only those have it who have accepted terms on the hub

    @property
    def standing(self) -> Standing:
        """What its name says; a licence edgelam does not know counts as having terms of its own."""
        name = self.name.lower()
        if not name or name in ("unknown", "other"):
            return "unknown"
        if _NON_COMMERCIAL.search(name):
            return "non-commercial"
        return "open" if _OPEN.fullmatch(name) else "own terms"

    @property
    def objection(self) -> str:
        """Why the person must accept it first; empty when anybody may use the model for anything."""
        if self.standing == "open":
            return "gated: its owner sets terms of their own" if self.gated else ""
        return {
            "non-commercial": f"under {self.name}, which forbids commercial use",
            "own terms": f"under {self.name}, which has terms of its own",
            "unknown": "under a licence that its card does not name",
        }[self.standing]

    def __str__(self) -> str:
        return self.name or "unknown"


def licence_of_text(text: str) -> str:
    """The hub's name of a licence, told by how its text begins; empty when it is none of the known ones."""
    beginning = " ".join(text[:_BEGINNING].lower().split())
    for pattern, name in _TEXTS:
        if found := re.search(pattern, beginning):
            return name.format(*found.groups())
    return ""
