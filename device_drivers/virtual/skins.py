"""Skins: how a phone of the same apps can look; pure values, and a seeded way to make more of them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from device_drivers.virtual.locales import ENGLISH, Locale, locale_of
from device_drivers.virtual.skin_words import POOL
from device_drivers.virtual.skin_words_further import FURTHER
from device_drivers.virtual.skin_words_testing import EMBER, FJORD, HARBOR, LANTERN


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
    navigation: Literal["bottom", "tabs", "drawer", "chips", "rail"] = "bottom"
    primary: Literal["fab", "toolbar", "bar"] = "fab"  # where "add" lives
    actions: Literal["icon", "text", "overflow"] = "icon"  # how a toolbar shows what else can be done
    picker: Literal["clock", "input", "wheel"] = "clock"
    hours24: bool = False
    split_name: bool = True  # first and last name are two fields
    size: tuple[int, int] = (1080, 2400)  # px, as it is held naturally: a tablet may be wider than high
    dpi: int = 420
    rotation: int = 0  # quarter turns it starts with
    collections: Literal["own", "list", "grid"] = "own"  # how files, albums and the like are laid out
    home: Literal["drawer", "pages"] = "drawer"  # where the apps are: behind the home screen, or all on it
    toggle: Literal["end", "start", "check"] = "end"  # a row's switch: its side, or a check box for it
    buttons: bool = False  # three buttons at the bottom instead of the gesture handle
    sdk: int = 34  # Android's API level, 29 to 36
    locale: Locale = ENGLISH  # with another one, its words stand in place of `labels`, which are English

    def say(self, label: str) -> str:
        """This phone's word for a canonical label."""
        if self.locale.language == ENGLISH.language:
            return self.labels.get(label, label)
        return self.locale.say(label)

    def spoken(self, tag: str) -> Skin:
        """The same look in the language of a tag, with the hours of its country."""
        locale = locale_of(tag)
        return replace(self, locale=locale, hours24=self.hours24 or locale.hours24)

    @property
    def system(self) -> Skin:
        """How the system's own windows look, whatever apps look like: in the same language."""
        return Skin(locale=self.locale)

    @property
    def capitals(self) -> bool:
        """The buttons of dialogs are in capitals, as up to Android 10."""
        return self.sdk <= 29

    @property
    def tablet(self) -> bool:
        """The shorter side is at least 600 dp."""
        return min(self.size) * 160 >= 600 * self.dpi

    @property
    def release(self) -> str:
        """Android's version: API level 29 is Android 10; 31 and 32 are both 12."""
        return str(self.sdk - 19 if self.sdk < 32 else self.sdk - 20)


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
    Skin(  # a tablet that is wider than high
        "easel",
        _words(1),
        navigation="rail",
        collections="grid",
        size=(2560, 1600),
        dpi=320,
        sdk=33,
        actions="text",
    ),
    Skin(  # Android 10
        "classic",
        _words(0),
        sdk=29,
        buttons=True,
        toggle="check",
        home="pages",
        collections="list",
        font_scale=0.85,
        size=(1080, 1920),
        navigation="drawer",
        actions="overflow",
        hours24=True,
        order=7,
    ),
    Skin("loupe", font_scale=2.0, sdk=35, actions="overflow", picker="input", primary="toolbar", order=2),
    Skin("wide", _words(2), rotation=1, sdk=36, toggle="start", collections="grid", split_name=False),
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
    Skin(  # a small phone for weak eyes, Android 11
        "lantern",
        LANTERN,
        navigation="tabs",
        primary="bar",
        actions="overflow",
        picker="input",
        toggle="start",
        home="pages",
        collections="list",
        buttons=True,
        sdk=30,
        font_scale=1.5,
        size=(720, 1280),
        dpi=320,
        order=31,
        split_name=False,
    ),
    Skin(  # a tablet held upright
        "fjord",
        FJORD,
        navigation="rail",
        primary="bar",
        actions="text",
        collections="grid",
        toggle="check",
        size=(1600, 2560),
        dpi=320,
        font_scale=1.15,
        sdk=36,
        order=37,
        dark=True,
        compose=True,
        hours24=True,
    ),
)
# Phones of other languages, for the expert; goals stay English.
_LOCALES = (
    Skin("berlin", navigation="tabs", actions="text", picker="input", order=13).spoken("de-DE"),
    Skin("sevilla", navigation="drawer", picker="wheel", toggle="check", order=17).spoken("es-ES"),
    Skin("lyon", primary="toolbar", actions="overflow", collections="list", sdk=33).spoken("fr-FR"),
    Skin("jaipur", size=(720, 1600), dpi=300, dark=True, buttons=True, sdk=31).spoken("hi-IN"),
    Skin("kyoto", compose=True, collections="grid", font_scale=1.15, sdk=35).spoken("ja-JP"),
    Skin("doha", navigation="tabs", home="pages", order=19, sdk=36).spoken("ar-AE"),
)
NAMED: dict[str, Skin] = {skin.name: skin for skin in (*_TRAINING, *_TESTING, *_LOCALES)}
TRAINING = tuple(skin.name for skin in _TRAINING)
TESTING = tuple(skin.name for skin in _TESTING)
LOCALES = tuple(skin.name for skin in _LOCALES)
_SIZES = (
    ((1080, 2400), 420),
    ((1080, 2340), 440),
    ((720, 1600), 300),
    ((1440, 3120), 560),
    ((1080, 1920), 420),
    ((720, 1280), 320),
    ((2560, 1600), 320),
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
    """A skin of the training pools' words and forms; the same for the same seed."""
    rng = random.Random(f"skin:{seed}")
    share = rng.choice((0.0, 0.3, 0.6, 0.9))
    labels = {
        label: rng.choice((*words, *FURTHER.get(label, ())))
        for label, words in POOL.items()
        if rng.random() < share
    }
    size, dpi = rng.choice(_SIZES)
    tablet = size[0] > size[1]
    upright = tablet or rng.random() < 0.9
    return Skin(
        name=f"random:{seed}",
        labels=labels,
        icon_only=rng.random() < 0.2,
        strip_ids=rng.random() < 0.25,
        compose=rng.random() < 0.25,
        order=rng.choice((0, rng.randrange(1, 1000))),
        dark=rng.random() < 0.3,
        font_scale=rng.choice((0.85, 1.0, 1.0, 1.0, 1.15, 1.3, 1.5, 2.0)),
        row=rng.choice((0.8, 1.0, 1.0, 1.2)),
        navigation=rng.choice(
            ("bottom", "tabs", "drawer", "rail") if tablet else ("bottom", "tabs", "drawer")
        ),
        primary=rng.choice(("fab", "fab", "toolbar")),
        actions=rng.choice(("icon", "text", "overflow")),
        picker=rng.choice(("clock", "input", "wheel")),
        hours24=rng.random() < 0.3,
        split_name=rng.random() < 0.6,
        size=size,
        dpi=dpi,
        rotation=0 if upright else 1,
        collections=rng.choice(("own", "list", "grid")),
        home=rng.choice(("drawer", "drawer", "pages")),
        toggle=rng.choice(("end", "end", "start", "check")),
        buttons=rng.random() < 0.3,
        sdk=rng.randrange(29, 37),
    )
