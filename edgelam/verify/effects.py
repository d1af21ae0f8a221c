"""What an act on the screen changed, told from two looks; pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from edgelam.core.action import Choice
from edgelam.core.plan import Slot
from edgelam.core.screen import Element, Screen
from edgelam.core.text import mentions, words

_SEARCH = frozenset(("search", "find", "look", "query", "filter", "url", "omnibox"))
_LETTER = frozenset(("compose", "write", "body", "subject", "message", "text"))  # of mail, not its address
_VIEW = frozenset(("expand", "collapse", "show", "hide", "more", "less", "details"))
# How a message says that something happened.
_DONE = re.compile(r"\w{2,}ed\b|\bsent\b|\bdone\b", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d[\d ()/.-]{3,}")  # as phones write one
_TOLD = 6  # words of a passing message: "Note deleted"


@dataclass(frozen=True)
class Act:
    """One thing done to an element. text: what was typed. grave: the act of tier 2 or 3 it was, if any."""

    kind: str
    element: Element
    before: Screen
    text: str = ""
    grave: str = ""


def act_of(
    choice: Choice, element: Element | None, screen: Screen, slots: Mapping[str, Slot], grave: str = ""
) -> Act | None:
    """What a choice comes to; None where it is about no element. A secret's text is not told."""
    slot = slots.get(getattr(choice.action, "slot", ""))
    text = slot.value if slot is not None and slot.origin != "secret" else ""
    return Act(choice.action.kind, element, screen, text, grave) if element is not None else None


@dataclass(frozen=True)
class Effect:
    """Something that is otherwise than before. labels: what it was called then and now."""

    text: str  # for the person
    labels: tuple[str, ...]
    state: bool | None = None  # what a switch is now
    typed: str = ""  # the text that was kept
    device: bool = False  # whether the phone itself told of it, and not its screen
    chosen: bool = False  # whether it was only picked from what there was, and shows
    sole: bool = False  # whether there is but one of it, whatever it is called: what is playing now


def readable(element: Element) -> str:
    """All that the element shows."""
    return " ".join(f"{element.text} {element.desc}".split())


def open_inputs(screen: Screen) -> list[Element]:
    """Inputs that hold something, other than those to search with."""
    return [
        e
        for e in screen.elements
        if e.role == "input" and e.text.strip() and e.text != e.hint and not searches(e)
    ]


def alike(one: Screen, other: Screen) -> bool:
    """Whether two looks are at the same place, whatever its rows hold: half of ids and labels are shared."""
    left, right = ({e.rid or e.label for e in screen.elements} for screen in (one, other))
    return one.package == other.package and len(left & right) * 2 >= len(left | right)


def switches(before: Screen, after: Screen) -> list[Effect]:
    """Every switch, box or choice that changed between two looks."""
    old = {(e.path, e.label): e.state.checked for e in before.elements if e.state.checked is not None}
    found = []
    for e in after.elements:
        was, now = old.get((e.path, e.label)), e.state.checked
        if was is not None and now is not None and was != now:
            found.append(Effect(f"switched {on_off(now)}: {e.label}", (readable(e),), now))
    return found


def turned(act: Act, after: Screen) -> list[Effect]:
    """The control that was acted on says something else now: `Add to favorites`, `Remove from favorites`.

    There are fewer of its old label and more of the new one: rows that only changed places are no change.
    """
    acted = act.element
    if acted.role == "input" or not alike(act.before, after):
        return []
    if acted.state.checked is not None and (flipped := _flipped(act, after)) is not None:
        on = bool(flipped.state.checked)
        return [Effect(f"switched {on_off(on)}: {flipped.label}", (readable(flipped),), on)]
    now = next((e for e in after.elements if (e.path, e.role) == (acted.path, acted.role)), None)
    if now is None or not now.label or now.label == acted.label or _only_viewed(acted.label, now.label):
        return []
    shown, still = (Counter(e.label for e in screen.elements) for screen in (act.before, after))
    if still[acted.label] >= shown[acted.label] or still[now.label] <= shown[now.label]:
        return []
    return [Effect(f'"{acted.label}" became "{now.label}"', (readable(acted), readable(now)))]


def _flipped(act: Act, after: Screen) -> Element | None:
    """The switch of a row that says how it is, wherever the row is now: `Alarm on`, `Alarm off`."""
    acted, shown = act.element, {e.label for e in act.before.elements}
    said = set(words(acted.label))
    for e in after.elements:
        own = set(words(e.label))
        like = e.role == acted.role and len(said & own) * 2 >= max(len(said), len(own))
        if like and e.state.checked is (not acted.state.checked) and e.label not in shown:
            return e
    return None


def opposite(effect: Effect) -> bool:
    """Whether a control now offers to take back what it did: `Star` and `Unstar`, not one row for another."""
    if len(effect.labels) != 2:
        return False
    was, now = (words(label) for label in effect.labels)
    if not was or not now or was[0] == now[0]:
        return False
    shared = {word for word in was if len(word) > 2} & set(now)
    return bool(shared) or was[0].endswith(now[0]) or now[0].endswith(was[0])


def counted(effect: Effect) -> bool:
    """Whether only figures changed: a clock, a slider, a count."""
    was, now = (words(label) for label in (effect.labels[0], effect.labels[-1]))
    return was != now and [w for w in was if not w.isdigit()] == [w for w in now if not w.isdigit()]


def rows(before: Screen, after: Screen) -> list[Effect]:
    """What says more, less or something else at the same place than it did before: `Ada`, `Ada Pinned`.

    A row is known again by its first line, a control by its place in the tree; what only came or went is not
    told of: scrolling does that, too.
    """
    if not alike(before, after):
        return []
    shown, still = ({readable(e) for e in screen.elements} for screen in (before, after))
    calm = len(shown & still) * 3 >= len(shown | still) * 2
    found = []
    for now in after.elements:
        label = readable(now)
        if not label or label in shown or now.role == "input":
            continue
        was = next(
            (
                e
                for e in before.elements
                if readable(e) not in still
                and (_same_row(e, now) or (calm and (_same_control(e, now) or _same_figure(e, now))))
            ),
            None,
        )
        same = was is not None and words(readable(was)) == words(label)
        if was is not None and not same and not _only_viewed(was.label, now.label):
            found.append(Effect(f'"{was.label}" became "{now.label}"', (readable(was), label)))
    return found


def _same_row(one: Element, other: Element) -> bool:
    if (one.role, one.rid) != (other.role, other.rid) or not readable(one):
        return False
    was, now = set(words(readable(one))), set(words(readable(other)))
    return _lines(one)[0] == _lines(other)[0] or (len(was & now) > 1 and (was < now or now < was))


def _same_control(one: Element, other: Element) -> bool:
    """By its place alone, where all around it is as it was."""
    return (
        (one.role, one.rid, one.path) == (other.role, other.rid, other.path)
        and one.state.clickable
        and bool(one.label)
    )


def _same_figure(one: Element, other: Element) -> bool:
    """A number that is counted up and down, at its place."""
    return one.path == other.path and one.label.isdecimal() and other.label.isdecimal()


def _lines(element: Element) -> list[str]:
    return (element.text or element.desc).split("\n")


def _only_viewed(was: str, now: str) -> bool:
    """Whether something was only unfolded or hidden."""
    return bool((set(words(was)) ^ set(words(now))) & _VIEW)


def gone(before: Screen, after: Screen, text: str) -> bool:
    """Whether a text that stood at the same place before stands there no more."""
    return (
        alike(before, after)
        and any(mentions(readable(e), text) for e in before.elements if e.role != "input")
        and not any(mentions(readable(e), text) for e in after.elements)
    )


def told(before: Screen, after: Screen) -> list[Effect]:
    """A short message that came up at the same place: `Note deleted`."""
    if not alike(before, after):
        return []
    shown = {readable(e) for e in before.elements}
    return [
        Effect(f"the phone says: {e.label}", (readable(e),))
        for e in after.elements
        if e.role == "text" and not e.state.clickable and _DONE.search(e.label) and readable(e) not in shown
        and len(e.label.split()) <= _TOLD
    ]  # fmt: skip


def searches(element: Element) -> bool:
    """Whether an input is there to look for something: what stands in it is no data."""
    return bool(_SEARCH & set(words(element.purpose)))


def all_switched(screen: Screen, found: list[Effect]) -> bool:
    """Whether every switch of the list, shown whole, is as those are that were switched.

    One of them alone does not tell that it was meant to be a list.
    """
    mine = {e.labels[0]: e.state for e in found if e.state is not None}
    done = [e for e in screen.elements if readable(e) in mine]
    ids, states = {(e.role, e.rid) for e in done}, set(mine.values())
    if len(ids) != 1 or len(states) != 1 or any(e.state.scrollable for e in screen.elements):
        return False
    row = [e for e in screen.elements if (e.role, e.rid) in ids]
    return len(row) > 1 and all(e.state.checked in states for e in row)


def none_left(acts: list[Act], screen: Screen) -> bool:
    """Whether what was touched to delete one after the other is here no more, of a list shown whole."""
    deleted = [act for act in acts if act.grave == "delete"]
    labels = Counter(act.element.label for act in deleted if alike(act.before, deleted[0].before))
    each = {label for label, times in labels.items() if times > 1}
    whole = not any(e.state.scrollable for e in screen.elements)
    return bool(each) and whole and not any(e.label in each for e in screen.elements)


def unfit(act: Act) -> bool:
    """Whether words are typed over a number alone, or into an address of mail without its sign."""
    old, letters = act.element.text.strip(), any(c.isalpha() for c in act.text)
    if letters and not any(c.isdigit() for c in act.text) and _NUMBER.fullmatch(old):
        return True
    kind = set(words(act.element.purpose))
    return letters and "email" in kind and not kind & _LETTER and "@" not in act.text


def on_off(state: bool) -> str:
    """As people say it."""
    return "on" if state else "off"
