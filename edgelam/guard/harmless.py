"""What may be touched by nobody's wish, just to see what lies behind it; pure.

Stricter than any policy. No act of tier 2 or 3; nothing that switches, chooses, types, agrees, keeps, starts
or stops; nothing beside a password; no contents: tapping a row of a list may call the person it names, or
tell the sender that it was read.
"""

from __future__ import annotations

from collections import Counter

from edgelam.core.action import Tap
from edgelam.core.screen import Element, Screen
from edgelam.core.text import words

from .risk import NEVER, SYSTEM_DIALOGS, asks, speaks_of_act, tier_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ACTS = ("send", "call", "delete", "grant", "pay", "install")
_DIALOG = 4  # things to tap; what has more is a page
_LONGEST = 80  # characters; longer texts are contents
_ROLES = ("button", "image", "text")
# Words on controls that commit something at once. What only opens an editor (add, create) is not among them.
_COMMITS = _words(
    "accept activate apply archive attach block bookmark cancel capture close complete confirm"
    " connect continue copy decrease disable dismiss done download enable end exit export favorite"
    " favourite finish flag flip follow hang import increase join lap leave lock login logout mark"
    " move mute new next off ok on pair pause pin play proceed quit rate record refresh register"
    " rename reset restart restore resume retry save scan select set shuffle shutter sign skip snooze"
    " star start stop subscribe switch sync take toggle turn undo unlock unpin update upload use yes"
)
_ENDINGS = ("red", "ed", "d", "ing")  # starred, pinned, muted, playing
_SETTINGS = _words("settings preferences options setup")


def harmless(element: Element, screen: Screen, *, commands: bool = False, settings: bool = False) -> bool:
    """Whether tapping this only shows something, as far as code can tell from the screen.

    commands: the screen is a menu that an icon opened. settings: it is a page of the system's settings.
    """
    state, package = element.state, element.package or screen.package
    if package in NEVER | SYSTEM_DIALOGS or any(e.state.password for e in screen.elements):
        return False
    if not state.clickable or not state.enabled or state.checked is not None or state.selected:
        return False
    if element.role not in _ROLES or tier_of(Tap(target=element.ref), element, screen)[0] > 1:
        return False
    if _is_content(element, screen) and not (commands or settings or _is_settings(screen)):
        return False
    said = words(element.label or element.rid.rsplit("/", 1)[-1])
    return bool(said) and len(element.label) <= _LONGEST and not _commits(said) and not _asking(screen)


def opens_menu(element: Element) -> bool:
    """Whether what this opens can be a menu of commands: it is an icon, not a row that shows its value."""
    return not element.text and bool(element.desc)


def _is_content(element: Element, screen: Screen) -> bool:
    """Whether it may be one of many, such as the rows of a list: controls have an id or a picture."""
    if not element.rid:
        return not opens_menu(element)
    return Counter(e.rid for e in screen.elements)[element.rid] > 1


def _is_settings(screen: Screen) -> bool:
    """Whether it is an app's page of settings, by its activity or its title."""
    titles = [e.label for e in screen.elements if e.role == "text" and e.label][:1]
    said = {*words(" ".join(titles)), *words(screen.activity.replace("Activity", "").rpartition(".")[2])}
    return bool(said & _SETTINGS)


def _commits(said: list[str]) -> bool:
    forms = {form for word in said for form in (word, *(word.removesuffix(end) for end in _ENDINGS))}
    return bool(forms & _COMMITS) or {"add", "to"} <= forms or speaks_of_act(" ".join(said))


def _asking(screen: Screen) -> bool:
    """Whether a dialog waits for a grave answer."""
    able = sum(e.state.clickable for e in screen.elements)
    return able <= _DIALOG and any(asks(screen, act) for act in _ACTS)
