"""Skins: how a phone of the same apps can look; pure values, and a seeded way to make more of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Navigation = Literal["bottom", "tabs", "drawer"]


@dataclass(frozen=True)
class Skin:
    """A look. `labels` gives other words for the canonical ones; everything else is about form."""

    name: str = "plain"
    labels: Mapping[str, str] = field(default_factory=dict)
    icon_only: bool = False  # text of tabs and buttons that have an icon moves to the content description
    strip_ids: bool = False
    compose: bool = False  # Compose's classes: views without ids, text on a child of what is clickable
    order: int = 0  # seed for the order of menus and lists; 0 keeps it
    dark: bool = False
    font_scale: float = 1.0
    row: float = 1.0  # factor of row heights
    navigation: Navigation = "bottom"
    primary: Literal["fab", "toolbar"] = "fab"  # where "add" lives
    actions: Literal["icon", "text", "overflow"] = "icon"  # how a toolbar shows what else can be done
    picker: Literal["clock", "input", "wheel"] = "clock"
    hours24: bool = False
    split_name: bool = True  # first and last name are two fields
    size: tuple[int, int] = (1080, 2400)  # px, upright
    dpi: int = 420


PLAIN = Skin()
NAMED = {skin.name: skin for skin in (PLAIN,)}


def skin_named(name: str) -> Skin:
    """ValueError when there is none of that name."""
    if name not in NAMED:
        raise ValueError(f"no skin is called {name!r}; choose one of {', '.join(sorted(NAMED))}")
    return NAMED[name]
