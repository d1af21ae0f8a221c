"""Judges: small functions over the phone's state before and after."""

from __future__ import annotations

from collections.abc import Callable

from .state import State, digits
from .task import Before, Judge

Text = Callable[[Before], str]


def _text(template: str) -> Text:
    return lambda before: template.format(**before.params)


def _squeeze(text: str) -> str:
    """Without case, outer space and the last full stop: what a person would not mind."""
    return " ".join(text.split()).casefold().rstrip(".!")


def every(*judges: Judge) -> Judge:
    """All of them."""
    return lambda after, before: all(judge(after, before) for judge in judges)


def alarm(time: str, days: str | None = None, label: str | None = None, enabled: bool = True) -> Judge:
    """An alarm at that time (and with those days and that label, where given) that is on (or off)."""
    wanted, named = _text(time), _text(label) if label is not None else None

    def judge(after: State, before: Before) -> bool:
        return any(
            at == wanted(before)
            and on == enabled
            and (days is None or on_days == days)
            and (named is None or _squeeze(named(before)) in _squeeze(called))
            for at, on_days, called, on in after.alarms
        )

    return judge


def no_alarm(time: str) -> Judge:
    """None at that time any more, and the others are as they were."""
    wanted = _text(time)

    def judge(after: State, before: Before) -> bool:
        others = [a for a in before.state.alarms if a[0] != wanted(before)]
        return sorted(after.alarms) == sorted(others)

    return judge


def timer(seconds: str, *, running: bool = True) -> Judge:
    """A timer of that length; running timers have state 1."""
    wanted = _text(seconds)

    def judge(after: State, before: Before) -> bool:
        return any(length == int(wanted(before)) and (s == "1") == running for length, s in after.timers)

    return judge


def setting(key: str, *values: str) -> Judge:
    """A system setting has one of the values; key: namespace.name."""
    return lambda after, before: dict(after.settings)[key] in values


def sent(number: str, body: str) -> Judge:
    """Exactly one new message, to that number, with that text."""
    to, text = _text(number), _text(body)

    def judge(after: State, before: Before) -> bool:
        new = list(after.messages)
        for message in before.state.messages:
            if message in new:
                new.remove(message)
        new = [m for m in new if m[0] == "2"]
        return (
            len(new) == 1
            and new[0][1] == digits(to(before))
            and _squeeze(text(before)) == _squeeze(new[0][2])
        )

    return judge


def no_thread(number: str) -> Judge:
    """No message of that number is left, and those of the others are."""
    wanted = _text(number)

    def judge(after: State, before: Before) -> bool:
        kept = [m for m in before.state.messages if m[1] != digits(wanted(before))]
        return sorted(after.messages) == sorted(kept)

    return judge


def contact(name: str, number: str | None = None) -> Judge:
    """A contact of that name (and number)."""
    called, at = _text(name), _text(number) if number is not None else None

    def judge(after: State, before: Before) -> bool:
        return any(
            _squeeze(n) == _squeeze(called(before)) and (at is None or number_ == digits(at(before)))
            for n, number_ in after.contacts
        )

    return judge


def no_contact(name: str) -> Judge:
    """That contact is gone and the others are not."""
    called = _text(name)

    def judge(after: State, before: Before) -> bool:
        return after.contacts == tuple(c for c in before.state.contacts if c[0] != called(before))

    return judge


def starred(name: str) -> Judge:
    """A favourite."""
    called = _text(name)
    return lambda after, before: called(before) in after.starred


def note(*texts: str) -> Judge:
    """One note that holds all the texts, in title or body."""
    wanted = [_text(t) for t in texts]

    def judge(after: State, before: Before) -> bool:
        return any(
            all(_squeeze(w(before)) in _squeeze(f"{title} {body}") for w in wanted)
            for title, body in after.notes
        )

    return judge


def no_note(title: str) -> Judge:
    """That note is gone and the others are not."""
    called = _text(title)

    def judge(after: State, before: Before) -> bool:
        return sorted(after.notes) == sorted(n for n in before.state.notes if n[0] != called(before))

    return judge


def front(part: str, *texts: str) -> Judge:
    """The window in front has this in its name, and these texts (or numbers) can be read on it."""
    wanted = [_text(t) for t in texts]

    def judge(after: State, before: Before) -> bool:
        shown = _squeeze(" | ".join(after.shown))
        return part.casefold() in after.front.casefold() and all(
            _squeeze(w(before)) in shown or (digits(w(before)) or "none") in digits(shown) for w in wanted
        )

    return judge


def unchanged(after: State, before: Before) -> bool:
    """Nothing but the place on the screen is different."""
    left, right = vars(after), vars(before.state)
    return all(left[name] == right[name] for name in left if name not in ("front", "shown"))
