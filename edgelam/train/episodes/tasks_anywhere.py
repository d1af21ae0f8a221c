"""Single steps in any app, as a plan spells them out: tap this, type that there, scroll, go back."""

from __future__ import annotations

import re
from collections import Counter

from device_drivers.virtual.window.view import View
from edgelam.core.action import Back, Clear, LongPress, Scroll
from edgelam.core.screen import Element

from . import values
from .families import Families
from .oracle import Expert
from .scene import wander
from .sight import Lost

TASKS = Families("", "")
_TAP = (
    "(tap|click|press|hit|touch) [on] [the] {label:q}",
    "(select|choose|pick) [the] {label:q}",
    "(open|go to|tap on|click on) [the] {label:q}",
    "tap [the] {label:q}",
)
_BUTTON = (
    "(tap|click|press|hit|touch) [on] the {label:q} (button|icon|option)",
    "(select|use|choose) the {label:q} (option|button)",
    "press {label:q}",
)
_ROW = (
    "(tap|click|open|select|choose) [on] the {label:q} (row|entry|item|option)",
    "(open|select|choose) {label:q} [from|in] [the list|]",
)
_FLIP = (
    "(toggle|flip|switch) {label:q}",
    "(toggle|tap|flip) the {label:q} (switch|toggle|checkbox|option)",
    "change {label:q}",
)
_NTH = ("first", "second", "third", "fourth", "fifth")


def _somewhere(x: Expert) -> list[Element]:
    """Get lost in the app; what can be read there."""
    if x.rng.random() < 0.75:
        wander(x.stage, x.rng, x.package)
    else:
        x.stage.launch(x.package)
    if x.phone.layers or x.stage.front.package != x.package:
        raise Lost("elsewhere")
    x.arrive()
    if x.rng.random() < 0.3:
        x.history += [f'tap "{words}"' for words in _before(x)]
    return list(x.stage.look().elements)


_TO_FIELDS = {
    "Contacts": ("Create contact", "Search"),
    "Messages": ("Start chat", "Search"),
    "Notes": ("New note", "Search"),
    "Settings": ("Search settings",),
    "Clock": (),
}


def _at_fields(x: Expert) -> list[Element]:
    """A screen with something to type into; what can be read there."""
    ways = _TO_FIELDS[x.label]
    if not ways:
        raise Lost("no field in this app")
    x.prepare((x.rng.choice(ways),))
    x.arrive()
    return list(x.stage.look().elements)


def _before(x: Expert) -> list[str]:
    """What could have led here."""
    page = x.phone.page
    title = getattr(page, "title", "")
    return [x.t(title)] if title and len(x.phone.task.pages) > 1 else []


def _name(element: Element) -> str:
    """What a person calls it: its first line, or its hint, or what its id says."""
    first = (element.text or element.desc or element.hint).partition("\n")[0].strip()
    return first or re.sub(r"[_-]", " ", element.rid.rsplit("/", 1)[-1])


def _single(elements: list[Element]) -> list[Element]:
    """Those whose name nothing else has, and that can be said."""
    names = Counter(_name(element).lower() for element in elements)
    return [
        e for e in elements if names[_name(e).lower()] == 1 and 0 < len(_name(e)) <= 40 and e.state.enabled
    ]


def _some(x: Expert, elements: list[Element]) -> Element:
    if not elements:
        raise Lost("nothing of that kind here")
    return x.rng.choice(elements)


@TASKS.add("step.tap", 9.0)
def tap(x: Expert) -> None:
    found = [e for e in _single(_somewhere(x)) if e.state.clickable and e.role not in ("input", "other")]
    element = _some(x, found)
    words = _FLIP if element.role in ("switch", "checkbox") else (_ROW if "\n" in element.text else _BUTTON)
    x.goal(words if x.rng.random() < 0.5 else _TAP, {"label": _name(element)}, step=x.rng.random() < 0.8)
    x.point(element)
    x.done()


@TASKS.add("step.switch", 5.0)
def switch(x: Expert) -> None:
    """On or off, whichever is asked for; nothing to do when it is so already."""
    if x.label not in ("Settings", "Clock"):
        raise Lost("an app without switches")
    element = _some(
        x, [e for e in _single(_somewhere(x)) if e.state.checked is not None and e.state.clickable]
    )
    on = x.rng.random() < 0.5
    word = "on" if on else "off"
    x.goal(
        (
            f"(turn|switch) {word} {{label:q}}",
            f"(turn|switch) {{label:q}} {word}",
            "(check|tick|enable) {label:q}" if on else "(uncheck|untick|disable) {label:q}",
        ),
        {"label": _name(element)},
        step=True,
    )
    if element.state.checked == on and x.rng.random() < 0.5:
        raise Lost("so already")
    if element.state.checked != on:
        x.point(element)
    x.done()


@TASKS.add("step.type", 4.0)
def type_text(x: Expert) -> None:
    element = _some(x, [e for e in _single(_at_fields(x)) if e.editable and not (e.text and e.state.focused)])
    text = x.rng.choice((values.body, values.person, values.title, values.number))(x.rng)
    x.goal(
        (
            "(type|enter|write|put|input) {text:q} (in|into) [the] {label:q} [field|box|input]",
            "(fill|fill in) [the] {label:q} [field] with {text:q}",
            "(set|change) {label:q} to {text:q}",
            "{label}: {text:q}",
        ),
        {"label": _name(element), "text": text},
        ("text",),
        step=x.rng.random() < 0.8,
    )
    x.put(element, x.said.values["text"])
    x.done()


@TASKS.add("step.type_only", 1.5)
def type_only(x: Expert) -> None:
    """Where there is one field, nobody says which."""
    fields = [e for e in _at_fields(x) if e.editable]
    if len(fields) != 1:
        raise Lost("not one field")
    text = x.rng.choice((values.body, values.person, values.title, values.number))(x.rng)
    x.goal(
        (
            "(type|enter|write|input) {text:q}",
            "(search for|look for|find|put in) {text:q}",
            "(type|write) the (text|words) {text:q}",
            "fill in {text:q}",
        ),
        {"text": text},
        ("text",),
        step=True,
    )
    x.put(fields[0], x.said.values["text"])
    x.done()


@TASKS.add("step.clear", 0.8)
def clear(x: Expert) -> None:
    element = _some(x, [e for e in _somewhere(x) if e.editable and e.text])
    x.goal(
        (
            "(clear|empty) [the] {label:q} [field|box]",
            "(delete|remove|erase) the text {label:q} [in the field]",
            "(clear|erase) {label:q}",
        ),
        {"label": _name(element)},
        step=True,
    )
    x.take(Clear(target=element.ref))
    x.done()


@TASKS.add("step.hold", 1.5)
def hold(x: Expert) -> None:
    rows = [e for e in _single(_somewhere(x)) if e.state.long_clickable and e.role != "input"]
    element = _some(x, rows)
    x.goal(
        (
            "(long press|long-press|long tap|hold|press and hold|tap and hold) [on] [the] {label:q}",
            "(keep|hold) {label:q} pressed",
            "(touch|press) and hold the {label:q} (item|entry|row|message|note)",
        ),
        {"label": _name(element)},
        step=True,
    )
    x.take(LongPress(target=element.ref))
    x.done()


@TASKS.add("step.scroll", 1.2)
def scroll(x: Expert) -> None:
    elements = _somewhere(x)
    if not any(e.state.scrollable for e in elements):
        raise Lost("nothing to scroll")
    down = x.rng.random() < 0.8
    word = "down" if down else "up"
    x.goal(
        (
            f"(scroll|swipe|move|go) {word}",
            f"(scroll|swipe) {word} [the (page|list|screen)]",
            f"(look|see) what is further {word}",
            f"scroll {word} [a bit|a little|to see more]",
        ),
        step=True,
    )
    x.take(Scroll(direction="down" if down else "up"))
    x.done()


@TASKS.add("step.back", 1.0)
def back(x: Expert) -> None:
    _somewhere(x)
    x.goal(
        (
            "(go|navigate|step) back",
            "(return|go back) to the (previous|last) (screen|page)",
            "(press|use|tap) [the] back [button|key]",
            "leave this (page|screen)",
            "back",
        ),
        step=True,
    )
    x.take(Back())
    x.done()


def _entries(x: Expert) -> list[View]:
    """What the list in front has on the screen, its first entry at the top."""
    lists = [view for view in x.stage.views() if view.axis == "list" and view.offset == 0]
    if not lists:
        raise Lost("no list from its start")
    if not all(row.clickable and row.on_click for row in lists[0].children):
        raise Lost("a list of more than entries")
    return [row for row in lists[0].children if x.stage.element_of(row) is not None]


@TASKS.add("step.nth", 4.0)
def nth(x: Expert) -> None:
    _somewhere(x)
    rows = _entries(x)
    if len(rows) < 3:
        raise Lost("a short list")
    noun = {"Contacts": "contact", "Messages": "conversation", "Notes": "note", "Settings": "setting"}.get(
        x.label, "entry"
    )
    place = x.rng.randrange(min(len(rows), len(_NTH)))
    last = x.rng.random() < 0.12 and not x.below()
    word = "last" if last else _NTH[place]
    x.goal(
        (
            f"(tap|open|select|click|choose) [on] the {word} (item|entry|row|one|{noun}|{noun})",
            f"(open|show|pick) the {word} {noun} [in the list|of the list|on the list]",
            f"{word} {noun}",
        ),
        step=x.rng.random() < 0.7,
    )
    x.careful = True
    x.press(rows[-1 if last else place])
    x.done()


@TASKS.add("step.absent", 1.2)
def absent(x: Expert) -> None:
    """A thing that is on no screen of the app."""
    elements = _somewhere(x)
    shown = " ".join(f"{e.text} {e.desc} {e.hint} {e.rid}" for e in elements).lower()
    label = x.rng.choice(
        (
            "Share location",
            "Export",
            "Print",
            "Dark corners",
            "Rate us",
            "Upgrade",
            "Log out",
            "Invite friends",
            "Camera",
            "Subscribe",
            "Coupons",
            "Weather",
        )
    )
    if any(word in shown for word in label.lower().split()):
        raise Lost("it is here")
    x.goal(_BUTTON if x.rng.random() < 0.5 else _TAP, {"label": label}, step=True)
    x.give_up()
