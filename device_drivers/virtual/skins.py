"""Skins: how a phone of the same apps can look; pure values, and a seeded way to make more of them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from device_drivers.virtual.skin_words import POOL
from device_drivers.virtual.skin_words_testing import EMBER, HARBOR


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
    navigation: Literal["bottom", "tabs", "drawer", "chips"] = "bottom"
    primary: Literal["fab", "toolbar", "bar"] = "fab"  # where "add" lives
    actions: Literal["icon", "text", "overflow"] = "icon"  # how a toolbar shows what else can be done
    picker: Literal["clock", "input", "wheel"] = "clock"
    hours24: bool = False
    split_name: bool = True  # first and last name are two fields
    size: tuple[int, int] = (1080, 2400)  # px, upright
    dpi: int = 420


def _words(choice: int) -> dict[str, str]:
    """Every label's synonym of a place in the pool."""
    return {label: words[choice % len(words)] for label, words in POOL.items()}


PLAIN = Skin()
_TRAINING = (
    PLAIN,
    Skin("noir", _words(0), dark=True, navigation="tabs", actions="overflow", order=3, row=0.9),
    Skin(
        "atlas",
        _words(1),
        navigation="drawer",
        actions="text",
        picker="input",
        hours24=True,
        split_name=False,
    ),
    Skin("petite", size=(720, 1280), dpi=320, primary="toolbar", picker="wheel", row=0.8, order=5),
    Skin("mosaic", _words(2), compose=True, icon_only=True, navigation="tabs", size=(1080, 2340)),
    Skin("bare", strip_ids=True, order=11, actions="text", primary="toolbar", picker="input"),
    Skin("grand", size=(1440, 3120), dpi=560, font_scale=1.3, navigation="drawer", picker="wheel", dark=True),
)
# For tests alone: their words, their main buttons and their navigation are in no training skin.
_TESTING = (
    Skin("ember", EMBER, primary="bar", navigation="tabs", order=23, dark=True, size=(1200, 2670), dpi=480),
    Skin(
        "harbor",
        HARBOR,
        navigation="chips",
        primary="bar",
        actions="overflow",
        picker="wheel",
        strip_ids=True,
        order=29,
        hours24=True,
        size=(1080, 2160),
        dpi=400,
    ),
)
NAMED: dict[str, Skin] = {skin.name: skin for skin in (*_TRAINING, *_TESTING)}
TRAINING = tuple(skin.name for skin in _TRAINING)
TESTING = tuple(skin.name for skin in _TESTING)
_SIZES = (
    ((1080, 2400), 420),
    ((1080, 2340), 440),
    ((720, 1600), 300),
    ((1440, 3120), 560),
    ((1080, 1920), 420),
)


def skin_named(name: str) -> Skin:
    """A skin by its name; `random:7` is `random_skin(7)`. ValueError when there is none."""
    kind, _, number = name.partition(":")
    if kind == "random" and number.isdigit():
        return random_skin(int(number))
    if name not in NAMED:
        raise ValueError(
            f"no skin is called {name!r}; choose one of {', '.join(sorted(NAMED))} or random:SEED"
        )
    return NAMED[name]


def random_skin(seed: int) -> Skin:
    """A skin of the training pool's words and forms; the same for the same seed."""
    rng = random.Random(f"skin:{seed}")
    share = rng.choice((0.0, 0.3, 0.6, 0.9))
    labels = {label: rng.choice(words) for label, words in POOL.items() if rng.random() < share}
    size, dpi = rng.choice(_SIZES)
    return Skin(
        name=f"random:{seed}",
        labels=labels,
        icon_only=rng.random() < 0.2,
        strip_ids=rng.random() < 0.25,
        compose=rng.random() < 0.25,
        order=rng.choice((0, rng.randrange(1, 1000))),
        dark=rng.random() < 0.3,
        font_scale=rng.choice((0.85, 1.0, 1.0, 1.0, 1.15, 1.3)),
        row=rng.choice((0.8, 1.0, 1.0, 1.2)),
        navigation=rng.choice(("bottom", "tabs", "drawer")),
        primary=rng.choice(("fab", "fab", "toolbar")),
        actions=rng.choice(("icon", "text", "overflow")),
        picker=rng.choice(("clock", "input", "wheel")),
        hours24=rng.random() < 0.3,
        split_name=rng.random() < 0.6,
        size=size,
        dpi=dpi,
    )
