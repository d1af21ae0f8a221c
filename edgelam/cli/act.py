"""`edgelam act`: one action by hand, in the words the models use; for looking around and for scripts."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from edgelam.core.errors import CommandFailed, UsageError

from .options import Device, Driver, Json

if TYPE_CHECKING:
    from edgelam.core.action import Action
    from edgelam.core.command import Command
    from edgelam.core.contracts import Driver as Phone
    from edgelam.core.screen import Screen

GRAMMAR = (
    'tap N | long_press N | clear N | type N "text" | submit N | scroll up|down|left|right [N] | back | home'
    " | open APP"
)
_SLOT = "text"


def act(
    action: Annotated[list[str], typer.Argument(help=GRAMMAR, metavar="ACTION", show_default=False)],
    device: Device = "auto",
    driver: Driver = "u2",
    as_json: Json = False,
) -> int:
    """Do one ACTION; N is an element's number in `edgelam screen`.

    The numbers are those of the screen as it is now: look again after every action.
    """
    words = split(action)
    from edgelam.run.device import open_phone

    from .output import document, say

    with open_phone(device, driver) as phone:
        done = []
        for command in commands(words, phone):
            phone.perform(command)
            done.append(command)
    for command in done:
        if as_json:
            document(command.model_dump())
        else:
            say(f"done: {command.kind}")
    return 0


def split(action: list[str]) -> list[str]:
    """The words of an action, given as several arguments or as one. Raises UsageError."""
    try:
        words = shlex.split(action[0]) if len(action) == 1 else list(action)
    except ValueError as error:
        raise UsageError(f"not an action: {action[0]}: {error}", hint=f"Say {GRAMMAR}.") from None
    if not words:
        raise UsageError("the action is empty", hint=f"Say {GRAMMAR}.")
    return words


def commands(words: list[str], phone: Phone) -> tuple[Command, ...]:
    """What a phone must do for an action. Raises UsageError, CommandFailed, Misstep's words as UsageError."""
    from edgelam.core.command import LaunchApp

    if words[0] == "open" and len(words) > 1:
        return (LaunchApp(package=package_of(" ".join(words[1:]), phone)),)
    action, text = parse(words)
    return _grounded(action, text, phone.observe())


def parse(words: list[str]) -> tuple[Action, str]:
    """The action and the text it types. Raises UsageError."""
    from edgelam.core import action as actions

    match words:
        case ["tap", number] if number.isdecimal():
            return actions.Tap(target=int(number)), ""
        case ["long_press", number] if number.isdecimal():
            return actions.LongPress(target=int(number)), ""
        case ["clear", number] if number.isdecimal():
            return actions.Clear(target=int(number)), ""
        case ["submit", number] if number.isdecimal():
            return actions.Submit(target=int(number)), ""
        case ["type", number, text] if number.isdecimal():
            return actions.Type(target=int(number), slot=_SLOT), text
        case ["scroll", "up" | "down" | "left" | "right" as direction]:
            return actions.Scroll(direction=direction), ""
        case ["scroll", "up" | "down" | "left" | "right" as direction, number] if number.isdecimal():
            return actions.Scroll(direction=direction, target=int(number)), ""
        case ["back"]:
            return actions.Back(), ""
        case ["home"]:
            return actions.Home(), ""
        case _:
            raise UsageError(f"not an action: {' '.join(words)}", hint=f"Say {GRAMMAR}.")


def package_of(name: str, phone: Phone) -> str:
    """The package of an app said by label or package. Raises CommandFailed."""
    from edgelam.core.fact import Apps, AskApps
    from edgelam.planner.catalogue import app_spec

    fact = phone.query(AskApps())
    apps = [app_spec(app) for app in fact.apps] if isinstance(fact, Apps) else []
    wanted = name.casefold()
    for app in apps:
        if wanted in (app.package.casefold(), app.label.casefold()):
            return app.package
    known = ", ".join(sorted({app.label for app in apps}))
    raise CommandFailed(f"no app is called {name!r}", hint=f"On this phone: {known}.")


def _grounded(action: Action, text: str, screen: Screen) -> tuple[Command, ...]:
    """Raises UsageError with what the model would have heard."""
    from edgelam.core.errors import Misstep
    from edgelam.core.ground import ground
    from edgelam.core.plan import Slot

    try:
        return ground(action, screen, {_SLOT: Slot(name=_SLOT, value=text)})
    except Misstep as misstep:
        hint = "Look with `edgelam screen`: the numbers change with every screen."
        raise UsageError(str(misstep), hint=hint) from None
