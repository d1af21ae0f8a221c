"""`edgelam models`: what is installed, and whether it is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edgelam.core.errors import ModelError, ModelMissing
from edgelam.models.home import own_models

from .options import Json

if TYPE_CHECKING:
    from edgelam.models.registry import Model

group = typer.Typer(help="The models on this machine.", rich_markup_mode=None)

Name = Annotated[str, typer.Argument(help="A model's name, or the path of a GGUF or a model's folder.")]


@group.command("list")
def list_(as_json: Json = False) -> int:
    """List the models on this machine."""
    from edgelam.models.registry import list_models

    from .output import document, say, table

    found = [_row(model) for model in list_models(own_models())]
    if as_json:
        document(found)
    elif found:
        head = ("NAME", "ROLE", "ENGINE", "KIND", "MB")
        rows = [(m["name"], m["role"], m["engine"], m["kind"], f"{int(m['size']) / 1e6:.1f}") for m in found]
        table([head, *([str(cell) for cell in row] for row in rows)])
    else:
        say("No model is installed; those that ship are missing. Install the package again.")
    return 0


@group.command()
def show(name: Name, as_json: Json = False) -> int:
    """Show a model's card: what it is for, what it learned from, what it scored."""
    from edgelam.models.registry import find

    from .output import document, say, table

    model = find(name, own_models())
    row = _row(model)
    if as_json:
        document(row | {"card": model.card})
    else:
        table([(key, str(value)) for key, value in row.items()])
        say()
        say(model.card or "It has no card.")
    return 0


@group.command()
def verify(
    name: Annotated[str, typer.Argument(help="A model's name or path; without it, all.")] = "",
    as_json: Json = False,
) -> int:
    """Check that models are what they were: sizes, hashes, structure."""
    from edgelam.models import registry

    from .output import document, say

    names = [name] if name else [str(place) for place in places()]
    if not names:
        raise ModelMissing("no model is installed", hint="Install the package again: models ship with it.")
    results = []
    for each in names:
        try:
            model = registry.verify(each, own_models())
        except ModelError as error:
            if name:
                raise
            results.append({"name": Path(each).name, "ok": False, "problem": str(error)})
        else:
            results.append({"name": model.name, "ok": True, "problem": ""})
    if as_json:
        document(results)
    else:
        for result in results:
            say(f"{'ok ' if result['ok'] else 'BAD'} {result['name']} {result['problem']}".rstrip())
    return 0 if all(result["ok"] for result in results) else ModelError.exit_code


def places() -> list[Path]:
    """Every model's place, whole or broken: the shipped ones, then the user's own."""
    from edgelam.models.registry import SHIPPED

    found = []
    for folder in (SHIPPED, own_models()):
        for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
            if (entry.is_dir() and not entry.name.startswith(("_", "."))) or entry.suffix == ".gguf":
                found.append(entry)
    return found


def _row(model: Model) -> dict[str, str | int]:
    return {
        "name": model.name,
        "role": model.role,
        "engine": model.engine,
        "kind": model.kind,
        "size": model.size,
        "path": str(model.path),
    }
