"""`edgelam explore`: which screens an app has, and what lies behind their elements."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edgelam.core.errors import UsageError

from .options import Device, Driver, Json

if TYPE_CHECKING:
    from edgelam.core.screen import Screen
    from edgelam.memory.sketch import Sketch
    from edgelam.run.explore import Seen


_KEPT_EVERY = 25  # acts


def explore(
    app: Annotated[str, typer.Argument(help="An app's name, or its package.")] = "",
    acts: Annotated[int, typer.Option(help="Taps, scrolls and steps back at most.", min=1)] = 150,
    seconds: Annotated[float, typer.Option(help="Time at most.", min=1)] = 300,
    screens: Annotated[
        Path | None, typer.Option(help="Learn from a file of screens instead (JSON lines with `app`).")
    ] = None,
    trace: Annotated[Path | None, typer.Option(help="Learn from the record of a run instead.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Forget what is known of the app first.")] = False,
    device: Device = "auto",
    driver: Driver = "u2",
    as_json: Json = False,
) -> int:
    """Look around in APP on a phone and keep a map of it; what is known already is gone on from.

    Only what leads somewhere is touched: nothing that sends, calls, deletes, pays, grants, types or saves.
    Ctrl-C keeps what was learnt.
    """
    if sum((bool(app), screens is not None, trace is not None)) != 1:
        raise UsageError("one of APP, --screens and --trace", hint="E.g. edgelam explore Clock.")
    if app:
        return _on_phone(app, acts, seconds, again, device, driver, as_json)
    from edgelam.memory.sketch import Sketch
    from edgelam.run.maps import keep, load

    looks = _looks(screens, trace)
    for package, seen in looks.items():
        sketch = (None if again else load(package, "")) or Sketch()
        sketch.follow(seen)
        _tell(sketch, package, keep(sketch, package, ""), as_json)
    return 0


def _on_phone(
    app: str, acts: int, seconds: float, again: bool, device: str, driver: str, as_json: bool
) -> int:
    from edgelam.memory.sketch import Sketch
    from edgelam.run.device import open_phone
    from edgelam.run.explore import Explorer
    from edgelam.run.maps import keep, load, versions_of

    from .act import package_of

    def tell(seen: Seen) -> None:
        if seen.acts % _KEPT_EVERY == 0:
            keep(explorer.sketch, package, version)
        sys.stderr.write(f"{seen.acts:4} {seen.places:3} screens {seen.ways:3} ways  {seen.words}\n")

    with open_phone(device, driver) as phone:
        package = package_of(app, phone)
        version = versions_of(phone).get(package, "")
        sketch = None if again else load(package, version)
        explorer = Explorer(phone, package, sketch or Sketch(), acts, seconds)
        try:
            for seen in explorer.events():
                tell(seen)
        finally:
            path = keep(explorer.sketch, package, version)
        _tell(explorer.sketch, package, path, as_json)
    return 0


def _looks(screens: Path | None, trace: Path | None) -> dict[str, list[tuple[Screen, str | None]]]:
    """What was seen of each app, in order, and what was tapped there where that is known."""
    if screens is not None:
        from edgelam.core.screen import Screen
        from edgelam.train.maps import screens_of

        return {
            app: [(Screen(elements=elements, package=app), None) for elements in shown]
            for app, shown in screens_of(screens).items()
        }
    assert trace is not None
    from edgelam.run.maps import looks_of
    from edgelam.run.trace import read_trace

    return looks_of(read_trace(trace))


def _tell(sketch: Sketch, package: str, path: Path, as_json: bool) -> None:
    from .output import document, say

    screens, ways, left = len(sketch.places), len(sketch.ways), sum(map(len, sketch.left.values()))
    if as_json:
        document({"package": package, "screens": screens, "ways": ways, "left": left, "file": str(path)})
    else:
        say(f"{package}: {screens} screens, {ways} ways, {left} elements left to try")
