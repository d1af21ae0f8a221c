"""`edgelam phone`: the virtual phone, which any ADB tool takes for an Android device."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from edgelam.core.errors import UsageError

from .options import Json

group = typer.Typer(help="A virtual phone that any ADB tool can use.", rich_markup_mode=None)


class Auth(str, Enum):
    """What the phone does with a computer's key."""

    none = "none"
    accept = "accept"
    reject = "reject"
    silent = "silent"


Port = Annotated[int, typer.Option(help="TCP port on this machine; 0 for any free one.", min=0, max=65535)]
Fixture = Annotated[Path | None, typer.Option(help="Contacts, messages, notes and alarms, as JSON.")]
KeyPolicy = Annotated[
    Auth, typer.Option(help="How it answers a computer's key: accept, reject, or not at all.")
]


_FAULT = (
    "What goes wrong, at inputs drawn by the seed: NAME; before one input: popup@3,lost_tap@5; any of them:"
    " random:SEED. Names: slow_tree, stale_tree, never_idle, null_root, dump_crash, popup, heads_up,"
    " permission_dialog, anr, crash, keyboard, reorder, rotation, lost_tap, double_tap, screen_off, lock,"
    " latency, disconnect, unauthorized, low_memory."
)


@group.callback()
def _phone() -> None:
    """A virtual phone that any ADB tool can use."""


@group.command()
def serve(
    port: Port = 5555,
    seed: Annotated[int, typer.Option(help="Same seed, same phone.")] = 0,
    skin: Annotated[str, typer.Option(help="How it looks and what things are called.")] = "plain",
    fault: Annotated[str, typer.Option(help=_FAULT)] = "none",
    fixture: Fixture = None,
    locale: Annotated[str, typer.Option(help="Its language and country; the skin's own if empty.")] = "",
    auth: KeyPolicy = Auth.none,
    as_json: Json = False,
) -> None:
    """Serve a virtual phone until Ctrl-C."""
    from device_drivers.virtual import faults, skins
    from device_drivers.virtual.fixture import load_fixture
    from device_drivers.virtual.phone import Phone
    from device_drivers.virtual.server import Server

    from .output import document, say

    _known("skin", skin, skins.NAMED)
    try:
        faults.Faults(fault, seed)
    except ValueError as error:
        raise UsageError(str(error), hint=f"{faults.FORMS} Faults: {', '.join(faults.FAULTS)}.") from error
    if locale and not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", locale):
        raise UsageError(f"not a locale: {locale!r}", hint="Say language and country, e.g. --locale de-DE.")
    content = load_fixture(fixture) if fixture is not None else None
    phone = Phone(seed=seed, skin=skin, fault=fault, fixture=content, locale=locale or None)
    with Server(phone, port=port, auth=auth.value) as server:
        if as_json:
            document({"serial": server.serial, "port": server.port, "seed": seed, "skin": skin})
        else:
            say(f"A virtual phone listens on {server.serial}. Ctrl-C ends it.")
            say(f"  adb connect {server.serial}")
            say(f'  edgelam run "Set an alarm for 7:30" --device {server.serial}')
        threading.Event().wait()


def _known(what: str, name: str, names: Iterable[str]) -> None:
    if name not in names:
        raise UsageError(f"there is no {what} {name!r}", hint=f"Choose one of: {', '.join(names)}.")
