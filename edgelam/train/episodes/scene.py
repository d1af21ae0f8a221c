"""What is on the phone when a task begins: a random everyday phone, and where its apps were left."""

from __future__ import annotations

import random

from device_drivers.virtual.fixture import Alarm, Fixture, Message, Note, Person
from device_drivers.virtual.window.view import View

from . import values
from .stage import Stage

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_SETS = ((), (), (0, 1, 2, 3, 4), (5, 6), (1, 3), (0,), (4,), (0, 1, 2, 3, 4, 5, 6))


def draw_fixture(rng: random.Random) -> Fixture:
    """People, messages, notes and alarms of somebody; few on some phones, many on others."""
    names = values.people(rng, rng.choice((3, 6, 9, 14, 22)))
    people = [_person(rng, name) for name in names]
    numbers = [person.phone for person in people if person.phone]
    senders = rng.sample(numbers, min(len(numbers), rng.randint(1, 9)))
    senders += [values.number(rng) for _ in range(rng.randint(0, 2))]
    messages = [_message(rng, sender) for sender in senders for _ in range(rng.choice((1, 1, 2, 3, 5)))]
    titles = values.distinct(rng, values.title, rng.choice((1, 3, 5, 8, 13)))
    notes = [Note(title=title, body=_body(rng), pinned=rng.random() < 0.08) for title in titles]
    times = {
        (rng.randrange(24), rng.choice((0, 15, 30, 45, rng.randrange(60))))
        for _ in range(rng.choice((1, 2, 3, 4, 7)))
    }
    alarms = [_alarm(rng, *time) for time in sorted(times)]
    return Fixture(contacts=tuple(people), messages=tuple(messages), notes=tuple(notes), alarms=tuple(alarms))


def _person(rng: random.Random, name: str) -> Person:
    mail = values.mail(rng, name) if rng.random() < 0.35 else ""
    phone = values.number(rng) if rng.random() < 0.93 else ""
    return Person(name=name, phone=phone, email=mail, starred=rng.random() < 0.15)


def _message(rng: random.Random, sender: str) -> Message:
    sent = rng.random() < 0.4
    return Message(
        address=sender,
        body=values.message(rng),
        type="sent" if sent else "inbox",
        read=sent or rng.random() < 0.8,
    )


def _body(rng: random.Random) -> str:
    return "\n".join(values.body(rng) for _ in range(rng.choice((0, 1, 1, 1, 2, 4))))


def _alarm(rng: random.Random, hour: int, minute: int) -> Alarm:
    days = tuple(_DAYS[day] for day in rng.choice(_DAY_SETS))
    label = values.label(rng) if rng.random() < 0.55 else ""
    return Alarm(time=f"{hour:02}:{minute:02}", days=days, label=label, enabled=rng.random() < 0.6)  # type: ignore[arg-type]


def wander(stage: Stage, rng: random.Random, package: str) -> None:
    """Leave an app elsewhere than on its first screen: touch a few things that only open pages."""
    stage.launch(package)
    for _ in range(rng.randint(1, 2)):
        depth = len(stage.phone.task.pages)
        rows = [view for view in stage.views() if _opens(view)]
        if not rows:
            return
        view = rng.choice(rows)
        left, top, right, bottom = view.bounds
        stage.phone.tap((left + right) // 2, (top + bottom) // 2)
        if len(stage.phone.task.pages) <= depth:
            return


def _opens(view: View) -> bool:
    """Whether touching it most likely opens a page and changes nothing."""
    entry = len(view.children) > 1 or view.on_long is not None
    return view.clickable and view.on_click is not None and not view.checkable and entry
