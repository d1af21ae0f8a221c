"""`edgelam screen`: the numbered elements a Caller reads, of a phone or of a file."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edgelam.core.errors import HierarchyError, InputFileError, StorageError, UsageError

from .options import Device, Driver, Json

if TYPE_CHECKING:
    from edgelam.core.screen import Screen

_LARGEST = 32 * 1024 * 1024  # bytes of a hierarchy; real ones have well under one million


def screen(
    xml: Annotated[
        Path | None,
        typer.Option(help="Read a `uiautomator dump`, `-` for stdin, or every .xml below a folder."),
    ] = None,
    png: Annotated[Path | None, typer.Option(help="Save a picture of the phone's screen there.")] = None,
    device: Device = "auto",
    driver: Driver = "u2",
    as_json: Json = False,
) -> int:
    """Show the numbered elements of the phone's screen, or of an XML file."""
    if xml is not None and png is not None:
        raise UsageError("a file has no picture", hint="Use --png with a phone, without --xml.")
    if xml is not None and xml.is_dir():
        return _folder(xml, as_json)
    _print(_from_file(xml) if xml is not None else _from_phone(device, driver, png), as_json)
    return 0


def _print(seen: Screen, as_json: bool) -> None:
    from .output import say
    from .show import screen_lines

    for line in [seen.model_dump_json()] if as_json else screen_lines(seen):
        say(line)


def _from_phone(device: str, driver: str, png: Path | None) -> Screen:
    from edgelam.run.device import open_phone

    with open_phone(device, driver) as phone:
        seen = phone.observe()
        if png is not None:
            try:
                png.write_bytes(phone.screenshot())
            except OSError as error:
                raise StorageError(
                    f"cannot write {png}: {error.strerror}", hint="Choose another path."
                ) from error
        return seen


def _from_file(path: Path) -> Screen:
    """Raises InputFileError."""
    from edgelam.core.hierarchy import parse_hierarchy

    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            with path.open("rb") as file:
                data = file.read(_LARGEST + 1)
    except OSError as error:
        raise InputFileError(f"cannot read {path}: {error.strerror}") from error
    if len(data) > _LARGEST:
        raise InputFileError(f"{path} is too big for a screen")
    try:
        return parse_hierarchy(data)
    except HierarchyError as error:
        raise InputFileError(f"{path}: {error}", hint=error.hint) from error


def _folder(folder: Path, as_json: bool) -> int:
    """Every file's number of elements, and how long parsing takes; 1 when a file is not a screen."""
    from statistics import median

    from .output import document, say

    spent, broken = [], {}
    for path in sorted(folder.rglob("*.xml")):
        start = time.perf_counter()
        try:
            seen = _from_file(path)
        except InputFileError as error:
            broken[str(path)] = str(error)
            continue
        spent.append((time.perf_counter() - start) * 1000)
        if not as_json:
            say(f"{spent[-1]:7.2f} ms {len(seen.elements):>4} elements  {path.relative_to(folder)}")
    p50 = round(median(spent), 3) if spent else None
    slowest = round(max(spent), 3) if spent else None
    if as_json:
        document({"files": len(spent), "broken": broken, "p50_ms": p50, "max_ms": slowest})
    else:
        for name, reason in broken.items():
            say(f"not a screen: {name}: {reason}")
        say(f"{len(spent)} screens, p50 {p50} ms, slowest {slowest} ms, {len(broken)} not screens")
    return 1 if broken else 0
