"""What may be touched by nobody's wish, just to see what lies behind it; pure.

Stricter than any policy. No act of tier 2 or 3; nothing that switches, chooses, types, agrees, keeps, starts
or stops; no answer to a question, nothing in a form or beside a password; no contents: tapping a row of a
list may call the person it names, or tell the sender that it was read. Where an app calls or writes to
people, only what leads to its other parts, its menus and its settings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from edgelam.core.action import Tap
from edgelam.core.screen import Element, Screen
from edgelam.core.text import words
from edgelam.core.value import Value

from .risk import NEVER, SYSTEM_DIALOGS, speaks_of_act, tier_of


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DIALOG = 4  # things to tap; what has more is a page
_KEYS = 8  # digits of a keypad
_LONGEST = 80  # characters; longer texts are contents
_ROLES = ("button", "image", "text")
# Words on controls that commit something at once. What only opens an editor (add, create) is not among them.
_COMMITS = _words(
    "accept activate apply archive attach block bookmark bookmarked cancel capture close complete"
    " confirm connect continue copy decrease disable dismiss done download enable end exit export"
    " favorite favourite finish flag flagged flip follow followed following hang hidden hide import"
    " increase join lap leave lock login logout mark move mute muted new next off ok on pair pause"
    " paused pin pinned play playing proceed quit rate record refresh register rename reset restart"
    " restore resume retry save scan select set shuffle shutter sign skip snooze star starred start"
    " stop subscribe switch sync take toggle turn undo unhide unlock unpin update upload use yes"
)
_PLACES = _words("tab tabs nav navigation")  # in ids of what only goes to another part of the app
_DRAWER = _words("menu drawer navigation")
_SETTINGS = _words("settings preferences options setup")
_ASIDE = _SETTINGS | _words("about help")


class Where(Value):
    """What is known of the screen beforehand."""

    commands: bool = False  # it is a menu that an icon opened
    settings: bool = False  # it belongs to the phone's own settings
    talks: bool = False  # its app calls or writes to people
    drawer: bool = False  # the app's sections are in front of it, see sections


def harmless(element: Element, screen: Screen, where: Where | None = None) -> bool:
    """Whether tapping this only shows something, as far as code can tell from the screen."""
    where = where or Where()
    if where.drawer:
        return element in sections(screen) and not element.state.checked and _plain(element)
    state, package = element.state, element.package or screen.package
    if package in NEVER | SYSTEM_DIALOGS or any(e.state.password for e in screen.elements):
        return False
    if not state.clickable or not state.enabled or state.checked is not None or state.selected:
        return False
    if element.role not in _ROLES or tier_of(Tap(target=element.ref), element, screen)[0] > 1:
        return False
    if (element.rid or not opens_menu(element)) and not _leads_on(element, screen, where):
        return False
    return _plain(element)


def opens_menu(element: Element) -> bool:
    """Whether what this opens can be a menu of commands: it is an icon, not a row that shows its value."""
    return not element.text and bool(element.desc)


def opens_drawer(element: Element) -> bool:
    """Whether this is the button of an app's drawer."""
    return opens_menu(element) and bool(_DRAWER.intersection(words(element.desc)))


def sections(screen: Screen) -> tuple[Element, ...]:
    """The rows of an open drawer: one of them is checked, the part of the app that is shown; else none."""
    rows = tuple(e for e in screen.elements if e.role == "checkbox" and e.state.clickable and e.label)
    return rows if len(rows) > 1 and sum(bool(e.state.checked) for e in rows) == 1 else ()


def _plain(element: Element) -> bool:
    """Whether neither its name nor its id speaks of doing something."""
    own = element.own_name
    name = (element.text or element.desc).partition("\n")[0]  # the lines below it tell values
    if len(name) > _LONGEST or speaks_of_act(name, wide=True) or speaks_of_act(own):
        return False
    said = [*words(name), *words(own)]
    return bool(said) and not _commits(said)


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


def _leads_on(element: Element, screen: Screen, where: Where) -> bool:
    """Whether something with a text or an id is there to be opened."""
    part = bool(_PLACES.intersection(words(element.own_name))) and not _is_content(element, screen)
    if part or _waits(screen):
        return part
    if where.talks:  # what a menu there does may be seen by others
        return _is_settings(screen) or (where.commands and bool(set(words(element.label)) & _ASIDE))
    return where.commands or where.settings or _is_settings(screen) or not _is_content(element, screen)


def _commits(said: Collection[str]) -> bool:
    return bool(_COMMITS.intersection(said)) or {"add", "to"} <= set(said)


def _waits(screen: Screen) -> bool:
    """Whether the screen is a question, a form or a keypad: there a tap answers, hands in or types."""
    able = [e for e in screen.elements if e.state.clickable]
    told = any(e.role in ("text", "input") and e.label for e in screen.elements)
    question = told and 0 < len(able) <= _DIALOG and not any(opens_menu(e) for e in able)
    form = sum(e.role == "input" for e in screen.elements) > 1
    keys = sum(e.text.partition("\n")[0].strip().isdecimal() for e in able)
    return question or form or keys >= _KEYS
