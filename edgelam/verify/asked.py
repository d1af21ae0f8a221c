"""What the words of a step ask for, as far as evidence has to answer to them; pure.

Nothing here chooses what is done: it only finds what would be claimed too early.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from edgelam.core.plan import Step
from edgelam.core.text import mentions, words

from .cut import CONDITIONS, GOES_ON


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ON, _OFF = (
    _set("on enable enabled activate activated"),
    _set("off disable disabled deactivate deactivated end stop"),
)
_SEE = _set("open show shows view see look find search go read display launch")
_ASK = _set("what whats which who whos whose when whens where wheres how is are does did")
_NOT = _set("never not no dont without nothing nobody minus")
_BACK = _set("remove delete rid off away out stop end clear leave take")  # ask for less, not for more
_NAME = re.compile(r"(?<=[a-z0-9,;] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")  # not where a sentence begins
_QUOTED = re.compile(r'"([^"]*\w[^"]*)"|“([^”]*\w[^”]*)”|„([^“]*\w[^“]*)“|«([^»]*\w[^»]*)»')
_TICK_OFF = re.compile(r"\b(?:(?:tick|cross|strike)\b.*|(?:check|mark) )off\b", re.IGNORECASE | re.DOTALL)
_FIGURE = re.compile(r"(?<![\w.,:-])(?:\d+[.,]\d\d|\d{3,})(?![\w:-]|[.,]\d)")
_WIFI = re.compile(r"\bwi-?fi\b", re.IGNORECASE)
_TELL = re.compile(
    r"\b(?:(?:like|want|need|love) to (?:know|see)|(?:tell|show|remind) me|let me (?:see|know))\b"
)
_SEES_TO = re.compile(r"^(?:please )?see (?:to it|that)\b")
_LOOK = re.compile(
    r"\b(?:have|take) a look\b|\bbring up\b|^(?:please )?check (?!that\b|off\b|in\b|out\b|if\b|whether\b)"
)
# A question may come after what it is about: "Kiosk, how much did I spend there".
_LATE = re.compile(
    r"[,;:.!] (?:(?:and|so) )?(?:what|how|(?:which|who|whose) of|(?:when|where|who) (?:is|are|was|were|do"
    r"|does|did|can))\b",
    re.IGNORECASE,
)  # and "a mail, which says" is none
_AMOUNT = re.compile(r"\bhow (many|much|long|old|high|far|big|late|early|often)\b(?: ([a-z]+))?|\b(when)\b")
_CHANGE = _set(
    "change changes changed edit set correct replace rename update fix alter modify adjust instead should"
    " reschedule move postpone reword rewrite called name named title retitle titled entitled"
)
_EMPTIES = _set("clear empty wipe overwrite")
_WRITE = _set("write type enter put add append insert fill save send reply answer create make")
# What one change alone cannot prove, unless something on the screen says it, too.
_BETWEEN = re.compile(r"[,;]| and | & ", re.IGNORECASE)  # of a list
_MANY = _set("all every each everything everyone everybody whole entire both neither none")
_FEW = _set("both neither none")
_ANY = _set("whichever whoever whatever wherever")
_COUNTS = {"twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_TURNS = _set(
    "mark unmark star unstar pin unpin mute unmute archive unarchive complete uncomplete check uncheck tick"
    " delete remove favorite unfavorite install uninstall block unblock freeze unfreeze"
)  # by what a control is called that does more than show
# Words that say nothing of what is meant.
_EMPTY = _set(
    "a an the my me i you your we our us it its he she they them his her their this that these those there"
    " here is are was were be been am do does did done have has had having will would shall should can could"
    " may might must to in on of for from at by with into onto within out off up down over under about as and"
    " or but then so than please now just also too again want need like let lets get got give make take put"
    " keep set use using thing things what which who when where how why named called turn switch app"
    " phone mode something new one"
)
_FILLS = _set("any more can not no only exactly called titled new old first")
_GENERIC = _set("mark as add to set make move first")  # of a command's name, what it does to anything
_SEARCHES = _set("search searches find look google web internet online browser browse")
_WONDERS = _set("what whats which who whos whose when where wheres how hows")
_ALSO = (
    ("favo", "star"), ("star", "favorite"), ("mute", "silence"), ("unmu", "unsilence"), ("love", "favorite"),
    ("unst", "favorite"), ("mute", "quiet"), ("pin", "top"), ("unpi", "top"), ("dupl", "copy"),
    ("clea", "blank"), ("clea", "empty"), ("comp", "tick"),
)  # fmt: skip
_SHORT = re.compile(r"([a-z]{2}([a-z]))\2?(?:ed|ing|s)?")
_STEM = 4  # letters by which two forms of a word are held to be the same: favorite, favorites


def wanted_state(do: str) -> bool | None:
    """Whether the words ask for something to be on or off; None when they do not say, or say both.

    What is to be ticked off is to be on.
    """
    if _TICK_OFF.search(do):
        return True
    said = set(words(do))
    on, off = bool(said & _ON), bool(said & _OFF)
    return on if on != off else None


def denied(do: str) -> list[str]:
    """The words by which something is not to be; who is not to forget is to do it."""
    said = words(do.replace("'", ""))
    return [] if "forget" in said else [word for word in said if word in _NOT]


def several(do: str) -> bool:
    """Whether the words may ask for more than one thing."""
    return bool(_BETWEEN.search(do))


def both_states(do: str) -> bool:
    """Whether the words ask for something to be on and for something else to be off."""
    said = set(words(do))
    return bool(said & _ON and said & _OFF)


def only_looks(do: str) -> bool:
    """Whether the words ask to be shown or told something, by what they begin with or by a question mark."""
    said = words(do.replace("'", ""))
    if set(said) & _NOT or _SEES_TO.search(" ".join(said)):
        return False
    return bool(set(said[:4]) & _SEE or _LOOK.search(" ".join(said))) or asks(do)


def asks(do: str) -> bool:
    """Whether the words ask for an answer, which may stand in a row that was not opened."""
    said = words(do.replace("'", ""))
    told = set(said[:1]) & _ASK or _TELL.search(" ".join(said)) or _LATE.search(do)
    return bool(told) or do.rstrip().endswith("?")


def wonders(do: str) -> bool:
    """Whether the words are a question by their first one, for which nothing needs to be done but to look."""
    first, second = ([*words(do.replace("'", "")), "", ""])[:2]
    return first in _WONDERS - {"when"} and second != "about"


def looks_up(do: str) -> bool:
    """Whether the words ask to search, so that to have searched is enough."""
    return bool(set(words(do)) & _SEARCHES)


def amount(do: str) -> str | None:
    """What a question wants counted, as `strokes` in "how many strokes"; empty for a figure of any kind, None
    where no figure is asked for."""
    found = _AMOUNT.search(" ".join(words(do))) if asks(do) else None
    return None if found is None else (found[2] or "") if found[1] == "many" else ""


def empty(text: str) -> bool:
    """Whether a text holds nothing but words that say nothing of what is meant."""
    said = words(text)
    return bool(said) and all(word in _EMPTY | _ASK | _MANY for word in said)


def says_nothing(word: str) -> bool:
    """Whether a word of a text only joins others, or leads to what is meant."""
    return word in _EMPTY | _ASK | _MANY | GOES_ON | _FILLS


def bare(text: str) -> str:
    """A text without the words that lead to it: `the Tomato seeds`."""
    said = text.split()
    while len(said) > 1 and said[0].lower() in _EMPTY:
        said = said[1:]
    return " ".join(said)


def is_question(step: Step, text: str) -> bool:
    """Whether a text is the question itself, and no name in it: to see it again is no answer."""
    return asks(step.do) and bool(set(words(text)[:3]) & _WONDERS)


def also(label: str) -> str:
    """A label with the other word for what it names: apps star their favorites and mute what is silenced."""
    said = {stem(word) for word in words(label)}
    return " ".join([label, *(other for one, other in _ALSO if one in said)])


def answers(label: str, do: str, figure: str) -> bool:
    """Whether a label shows a figure that the words do not hold, of what they want counted."""
    said = _said(label)
    known = set(words(do))
    new = any(any(c.isdigit() for c in word) and word not in known for word in said)
    return new and (not figure or stem(figure) in {stem(word) for word in said})


def writes(do: str) -> bool:
    """Whether the words ask for something to be written, made or changed, besides what they ask to see."""
    return bool(set(words(do)) & (_CHANGE | _WRITE | _BACK))


def replaces(do: str, old: str = "", new: str = "") -> bool:
    """Whether the words ask for something to stand there instead of what does.

    old, new: what does, and what would; said in a row they are the old name and the new one: "call the
    group Altos Choir from now on".
    """
    said = set(words(do))
    renamed = bool(old and new) and mentions(do, f"{old} {new}")
    return bool(said & (_CHANGE | _EMPTIES)) or {"not", "but"} <= said or renamed


def quoted(do: str) -> list[str]:
    """What the words quote, to be taken as it stands."""
    return [next(filter(None, found)).strip() for found in _QUOTED.findall(do)]


def figures(do: str) -> list[str]:
    """Sums and long numbers in the words, none of which may be left out."""
    return _FIGURE.findall(do)


def proper(do: str) -> list[str]:
    """The names in the words, as far as capital letters tell them."""
    return _NAME.findall(do)


def commands(step: Step, label: str) -> bool:
    """Whether a control is called by nothing but words of the step, or others for them: `Mark as read`."""
    said = {stem(word) for word in words(step.do)}
    own = set(words(" ".join([*step.texts, *proper(step.do)])))
    named = [word for word in words(label) if word not in _GENERIC | _EMPTY]
    back = takes_back(step)
    heard = all(
        said & {stem(other) for other in words(also(word))} or (back and word in _BACK) for word in named
    )
    return bool(set(named) - own - _MANY) and heard


def takes_back(step: Step) -> bool:
    """Whether the step asks for something to be undone: to unpin, to take off a list."""
    return bool(set(words(step.do)) & (_NOT | _BACK)) or any(w.startswith("un") for w in subject(step))


def undoes(label: str) -> bool:
    """Whether a control takes back what another one of its kind does: `Unstar`, `Remove from favorites`."""
    first = next(iter(words(label)), "")
    return first in _BACK or (first.startswith("un") and len(first) > 4)


def would_change(step: Step, label: str) -> bool:
    """Whether a control would change something, by its first word, where the step only wants to see.

    Who looks for something may want more of it, and say so: "look who phoned last and block them".
    """
    first = set(words(label)[:1]) & _TURNS
    said = not asks(step.do) and {stem(w) for w in first} & {stem(w) for w in words(step.do)}
    return only_looks(step.do) and not writes(step.do) and bool(first) and not said


def taken_back(step: Step, label: str) -> bool:
    """Whether a control would undo what the step asks for: `Remove from favorites`, `Mark uncompleted`."""
    first, *rest = [word for word in words(label) if word not in ("mark", "as")] or [""]
    if takes_back(step):
        return False
    meant = {stem(word) for word in subject(step)}
    if first == "remove":
        named = content(" ".join(rest))
        return bool(named) and all({stem(other) for other in words(also(word))} & meant for word in named)
    undone = {stem(other) for other in words(also(first[2:]))}
    return first.startswith("un") and len(first) > 4 and bool(undone & meant)


def _said(text: str) -> list[str]:
    """The words of a text, `Wi-Fi` as one and no one's `'s`."""
    return words(_WIFI.sub("wifi", text.replace("'s", "")))


def content(text: str) -> list[str]:
    """The words of a text that say what is meant."""
    said = _said(text)
    known = _EMPTY | _SEE | _ASK | _ON | _OFF | _MANY
    return [w for w in said if len(w) > 2 and not w.isdigit() and w not in known]


def subject(step: Step) -> tuple[str, ...]:
    """The words that say what is meant, without the step's texts and its app's name."""
    texts = {word for slot in step.slots for word in words(f"{slot.value} {slot.said}")}
    app = {stem(word) for word in words(f"{step.app_label} {step.app.replace('.', ' ')}")}
    return tuple(word for word in content(step.do) if word not in texts and stem(word) not in app)


def stem(word: str) -> str:
    """What the forms of a word have in common: `pin` of pinned, `favo` of favorite and favourites."""
    short = _SHORT.fullmatch(word)
    return short[1] if short else word[:_STEM]


def names(step: Step, label: str) -> bool:
    """Whether a label shares a word, or a sign like a star, with what the step is about."""
    said = {stem(word) for word in subject(step)}
    signs = {char for char in step.do if unicodedata.category(char) in ("So", "Sm")}
    return any(stem(word) in said for word in _said(label)) or bool(signs & set(label))


def says_state(step: Step, label: str, state: bool | None) -> bool:
    """Whether the words name a switch whole and want it, and no other, so, whatever else they tell."""
    one = [word for word in words(step.do) if word in _ON | _OFF | {"and", "or"}]
    if len(one) != 1 or one[0] in ("and", "or") or "," in step.do.casefold().rpartition(one[0])[2]:
        return False
    named = content(label)
    said = {stem(word) for word in _said(step.do)}
    wanted = state is not None and state is wanted_state(step.do)
    return wanted and bool(named) and all(stem(word) in said for word in named)


def unnamed(step: Step, labels: Iterable[str]) -> list[str]:
    """The words of what is meant that none of the labels holds in any form."""
    said = {stem(word) for label in labels for word in _said(label)}
    undone = _BACK if takes_back(step) else frozenset()
    return [word for word in subject(step) if stem(word) not in said and word not in undone]


def beyond(step: Step, changes: int, labels: Iterable[str]) -> str:
    """A word by which the step asks for more than so many changes can prove; empty when there is none.

    Conditions are never proved by a change: only the run knows whether the right way was taken. labels: of
    what was acted on; `Select all` says that it meant all.
    """
    texts = {word for text in step.texts for word in words(text)}
    listed = len(_listed(step))
    each = _MANY - _FEW if 1 < listed <= changes else frozenset()
    heard = {word for label in labels for word in words(label)}
    if heard & {"all", "everything"}:
        heard |= _MANY - _FEW
    for word in words(step.do):
        if word in texts or word in heard or word in each:
            continue
        if word in CONDITIONS | _ANY | _MANY or _COUNTS.get(word, 0) > changes:
            return word
    return ""


def _listed(step: Step) -> set[str]:
    """The names and texts that the step lists: `each` of them is told, and no more is meant."""
    said = [*step.texts, *proper(step.do)]
    listed = {" ".join(words(piece)) for text in said for piece in _BETWEEN.split(text) if words(piece)}
    return {one for one in listed if not any(one != other and mentions(other, one) for other in listed)}


def is_all(word: str) -> bool:
    """Whether a word asks for all there are."""
    return word in _MANY - _FEW
