"""How grave an act is, decided by code from words, ids, roles and packages; pure.

Tiers: 0 look, 1 change inside an allowed app, 2 send, call, delete, post, grant, 3 pay, credentials,
security, install; the agent's own surfaces and the lock screen are never touched.
"""

from __future__ import annotations

import re

from edgelam.core.action import Action, Clear, LongPress, Submit, Tap, Type
from edgelam.core.screen import Element, Screen
from edgelam.core.text import words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Each act: its tier, the words that control it on a screen, the words by which a goal names it.
_ACTS: dict[str, tuple[int, frozenset[str], frozenset[str]]] = {
    "send": (
        2,
        _words("send reply forward post share publish tweet submit senden enviar envoyer"),
        _words(
            "send text message msg sms tell reply respond forward post share mail email write let inform"
            " notify say ask answer publish submit ping drop shoot"
        ),
    ),
    "call": (
        2,
        _words("call dial anrufen llamar appeler"),
        _words("call dial phone ring"),
    ),
    "delete": (
        2,
        _words("delete remove erase discard trash uninstall clear wipe reset löschen eliminar supprimer"),
        _words("delete remove erase discard trash uninstall clear wipe reset cancel drop rid away bin scrap"),
    ),
    "grant": (
        2,
        _words("allow grant accept agree permit"),
        _words("allow grant accept agree permit permission permissions"),
    ),
    "pay": (
        3,
        _words("pay buy purchase checkout order transfer donate subscribe bid"),
        _words("pay buy purchase checkout order transfer donate subscribe bid"),
    ),
    "install": (
        3,
        _words("install"),
        _words("install update"),
    ),
}
_NEGATIONS = _words("dont not no never cancel deny keep")
# A control is named in a few words; a row of content that happens to hold one of them is not a control.
_LONGEST_CONTROL = 3
SYSTEM_DIALOGS = frozenset(
    {
        "android",
        "com.android.permissioncontroller",
        "com.google.android.permissioncontroller",
        "com.android.packageinstaller",
        "com.google.android.packageinstaller",
        "com.android.systemui",
    }
)
# Those of them that come up unasked; the others are a step's own doing.
INTERRUPTERS = SYSTEM_DIALOGS - {"com.android.packageinstaller", "com.google.android.packageinstaller"}
NEVER = frozenset({"com.termux", "com.termux.api", "com.android.shell", "com.android.vpndialogs"})
# What a keyboard's action key does in a field that does not search: what the button beside the field does.
_BY_KEY = _words("send call pay")
_SEARCHES = _words("search find suche suchen buscar busca rechercher recherche")
_AGREE = _words("accept agree")
_TERMS = _words(
    "terms conditions cookie cookies privacy policy consent licence license permission permissions partners"
    " agreement data access allow"
)
_EMPTIES = _words("clear text query search input")
_UNMARKS = _words("remove from favorite favorites favourite favourites star")  # another touch puts it back
# "The file can be deleted" asks for it as "delete the file" does.
_PASSIVE = re.compile(r"\b(?:can|may|must|should|shall|to) (?:also |all |now |please )?be (\w+)ed\b")
# Where such a word is a thing and no act: who speaks of "the call log" wants nobody called.
_THINGS = re.compile(
    r"\b(?:my|the|this|that|your|our|a|by|on|old|new) phone\b|\bphone (?:numbers?|book|calls?|app|is)\b"
    r"|\bcall (?:history|logs?|list|settings|recordings?|waiting|volume|screen)\b"
    r"|\b(?:the|my|last|latest|missed|recent|incoming) call\b(?! back)"
    r"|\b(?:the|my) ring\b|\bring (?:tones?|volume)\b|\bin (?:\w+ )?order\b|\border (?:of|(?:\w+ ){0,3}by)\b"
    r"|\b(?:the|contrast|big|bigger|large|larger|smaller) text\b|\btext (?:size|files?)\b"
)
_UPDATES = _words("update now all app apps")
_DISMISS = _words("cancel close deny dismiss later no not skip wait dont never ignore back")


def _said(label: str) -> list[str]:
    return words(label.replace("'", "").replace("’", ""))


def named_acts(text: str) -> frozenset[str]:
    """The grave acts that a goal, in its own words, asks for."""
    said = set(_THINGS.sub(" ", " ".join(words(text))).split())
    for stem in _PASSIVE.findall(" ".join(words(text))):
        said |= {stem, f"{stem}e"} & _ACTS["delete"][2]  # what "should be called" so is not rung up
    return frozenset(name for name, (_, _, naming) in _ACTS.items() if said & naming)


def act_of(element: Element) -> str | None:
    """The grave act that tapping this element would commit, if any.

    The label decides; where an icon shows none, its description or id does. Labels of more than three words
    are taken for content.
    """
    said = _said(element.text or element.desc) or words(element.own_name)
    if not said or set(said) & _NEGATIONS or _takes_mark_off(said):
        return None
    if "update" in said and set(said) <= _UPDATES:
        return "install"  # an app's; "Update contact" is not
    if len(said) > _LONGEST_CONTROL or element.role in ("input", "checkbox", "switch"):
        return None
    found = [(tier, name) for name, (tier, shown, _) in _ACTS.items() if set(said) & shown]
    return max(found)[1] if found else None


def _takes_mark_off(said: list[str]) -> bool:
    """Whether `Remove from favorites` is meant: no thing is lost by it."""
    return said[0] == "remove" and len(said) > 1 and set(said) <= _UNMARKS


def speaks_of_act(text: str, *, wide: bool = False) -> bool:
    """Whether any word of a text, however long, controls a grave act. wide: or names one in a goal."""
    said = set(words(text))
    return any(said & (shown | naming if wide else shown) for _, shown, naming in _ACTS.values())


def dismisses(element: Element) -> bool:
    """Whether the element closes a dialog without agreeing to it."""
    said = set(_said(element.label))
    return bool(said & _DISMISS) and len(said) <= _LONGEST_CONTROL


def asks(screen: Screen, act: str) -> bool:
    """Whether a dialog still asks to confirm an act: one control would commit it, another would not."""
    commits = any(act_of(e) == act and not _empties_search(e, screen) for e in screen.elements)
    return commits and any(dismisses(e) for e in screen.elements)


def _agrees_to_terms(element: Element, screen: Screen) -> bool:
    """Whether a lone `Accept` or `Agree` stands below terms, and is not just another word for OK."""
    if not set(_said(element.text or element.desc)) <= _AGREE:
        return True
    return any(set(words(f"{e.text} {e.desc}")) & _TERMS for e in screen.elements)


def _searches(element: Element) -> bool:
    """Whether an input is named as one to look for something."""
    return bool(_SEARCHES & set(words(element.purpose)))


def _empties_search(element: Element, screen: Screen) -> bool:
    """Whether `Clear` is the little cross of a search field, and takes away only what was looked for."""
    if not set(_said(element.text or element.desc)) <= _EMPTIES:
        return False
    middle = element.bounds.center[1]
    beside = [e for e in screen.elements if e.role == "input" and e.bounds.top <= middle < e.bounds.bottom]
    return any(map(_searches, beside))


def _submitted(element: Element, screen: Screen) -> str | None:
    """The grave act that the action key may commit in this field, if any.

    The tree does not tell what the key is for. In a field that is named as a search it searches; elsewhere it
    may be any button of the screen that sends, calls or pays, or what a dialog asks to confirm.
    """
    if _searches(element):
        return None
    acts = {act for e in screen.elements if (act := act_of(e)) is not None}
    found = [(_ACTS[act][0], act) for act in acts if act in _BY_KEY or asks(screen, act)]
    return max(found)[1] if found else None


def tier_of(action: Action, element: Element | None, screen: Screen) -> tuple[int, str]:
    """The tier of an action on this screen and the act it stands for ("" for plain ones)."""
    if element is None or not isinstance(action, Tap | LongPress | Type | Clear | Submit):
        return 0, ""
    if element.state.password and not isinstance(action, Tap | LongPress):
        return 3, "credentials"
    act = None
    if isinstance(action, Tap):
        act = act_of(element)
    elif isinstance(action, Submit):
        act = _submitted(element, screen)
    if act == "delete" and _empties_search(element, screen):
        return 1, ""
    if act is None or (act == "grant" and isinstance(action, Tap) and not _agrees_to_terms(element, screen)):
        return 1, ""
    return _ACTS[act][0], act
