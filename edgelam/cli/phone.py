"""`edgelam phone`: the virtual phone, which any ADB tool takes for an Android device."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import Json

group = typer.Typer(help="A virtual phone that any ADB tool can use.", rich_markup_mode=None)


@group.callback()
def _phone() -> None:
    """A virtual phone that any ADB tool can use."""


@group.command()
def serve(
    port: Annotated[
        int, typer.Option(help="TCP port on this machine; 0 for any free one.", min=0, max=65535)
    ] = 5555,
    seed: Annotated[int, typer.Option(help="Same seed, same phone.")] = 0,
    skin: Annotated[str, typer.Option(help="How it looks and what things are called.")] = "plain",
    fault: Annotated[str, typer.Option(help="What goes wrong.")] = "none",
    fixture: Annotated[
        Path | None, typer.Option(help="Contacts, messages, notes and alarms, as JSON.")
    ] = None,
    locale: Annotated[str, typer.Option(help="Its language and country.")] = "en-US",
    auth: Annotated[
        bool, typer.Option("--auth", help="Ask for the computer's key, as a real phone does.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Serve a virtual phone until Ctrl-C."""
    raise NotImplementedError


__all__ = ["group", "serve"]
