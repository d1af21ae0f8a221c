"""`edgelam models`: what is installed, whether it is whole, where more comes from."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from edgelam.core.errors import ModelError, ModelMissing, Refused, UsageError
from edgelam.models.home import own_models

from .options import Json, person_is_there

if TYPE_CHECKING:
    from edgelam.models.manifest import Role
    from edgelam.models.pull import Offer
    from edgelam.models.registry import Model

group = typer.Typer(help="The models on this machine.", rich_markup_mode=None)


class RoleName(str, Enum):
    """What a model is for."""

    caller = "caller"
    planner = "planner"
    any = "any"


Name = Annotated[str, typer.Argument(help="A model's name, or the path of a GGUF or a model's folder.")]
NewName = Annotated[str, typer.Option("--name", help="What it is called here.", show_default=False)]
RoleOption = Annotated[
    RoleName | None, typer.Option("--role", help="What it may be used for.", show_default=False)
]
Replace = Annotated[bool, typer.Option("--replace", help="Instead of a model of that name.")]


@group.command("list")
def list_(as_json: Json = False) -> int:
    """List the models on this machine."""
    from edgelam.models.registry import list_models

    from .output import document, say, table

    found = [_row(model) for model in list_models(own_models())]
    if as_json:
        document(found)
    elif found:
        head = ("NAME", "ROLE", "ENGINE", "KIND", "MB", "LICENCE", "SOURCE")
        rows = [
            (
                *(str(row[key]) for key in ("name", "role", "engine", "kind")),
                f"{int(row['size']) / 1e6:.1f}",
                str(row["licence"]) or "unknown",
                str(row["source"]) or "-",
            )
            for row in found
        ]
        table([head, *rows])
    else:
        say("No model is installed; those that ship are missing. Install the package again.")
    return 0


@group.command()
def show(name: Name, as_json: Json = False) -> int:
    """Show a model's card: what it is for, what it learned from, what it scored, where it came from."""
    from edgelam.models.registry import find

    from .output import document, say, table

    model = find(name, own_models())
    source = model.manifest.source if model.manifest else None
    row = _row(model) | (source.model_dump(exclude={"reference"}) if source else {})
    if as_json:
        document(row | {"card": model.card})
    else:
        table([(key, str(value)) for key, value in row.items() if value not in ("", False)])
        say()
        # A card that was fetched is a stranger's: nothing in it may steer the terminal.
        say("".join(c for c in model.card if c.isprintable() or c in "\n\t") or "It has no card.")
    return 0


@group.command()
def verify(
    name: Annotated[str, typer.Argument(help="A model's name or path; without it, all.")] = "",
    accept: Annotated[
        bool, typer.Option("--accept", help="Take a GGUF that has changed as it is now.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Check that models are what they were: sizes, hashes, structure."""
    from edgelam.models import registry

    from .output import document, say

    if accept and not name:
        raise UsageError("--accept needs the path of a GGUF", hint="Say: edgelam models verify PATH --accept")
    names = [name] if name else [str(place) for place in places()]
    if not names:
        raise ModelMissing("no model is installed", hint="Install the package again: models ship with it.")
    results = []
    for each in names:
        try:
            model = registry.verify(each, own_models(), accept=accept)
        except ModelError as error:
            if name:
                raise
            results.append({"name": Path(each).name, "ok": False, "sha256": "", "problem": str(error)})
        else:
            results.append({"name": model.name, "ok": True, "sha256": model.identity, "problem": ""})
    if as_json:
        document(results)
    else:
        for result in results:
            say(f"{'ok ' if result['ok'] else 'BAD'} {result['name']} {result['problem']}".rstrip())
    return 0 if all(result["ok"] for result in results) else ModelError.exit_code


@group.command()
def pull(
    what: Annotated[
        str,
        typer.Argument(
            help="hf://owner/repo/file.gguf[@revision], .../manifest.json, or a preset.", show_default=False
        ),
    ],
    name: NewName = "",
    role: RoleOption = None,
    accept_licence: Annotated[
        bool, typer.Option("--accept-licence", help="You have read its licence and accept it.")
    ] = False,
    replace: Replace = False,
    as_json: Json = False,
) -> int:
    """Fetch a model from the Hugging Face Hub; goes on where it was cut."""
    from edgelam.models import pull as pulling
    from edgelam.models.presets import preset
    from edgelam.models.references import hub_file

    known = preset(what)
    wanted = known.file if known else hub_file(what)
    chosen: Role | None = role.value if role else known.role if known else None
    offered = pulling.offer(wanted, name or (known.name if known else ""))
    _say_offer(offered)
    model = None
    try:
        model = pulling.installed(offered, own_models())
    except ModelError:
        if not replace:
            raise
    fetched = model is None
    if model is None:
        pulling.agree(offered, own_models(), accept=accept_licence)
        model = _fetch(offered, chosen, replace)
    _say_installed(model, "fetched" if fetched else "here already, and whole", as_json, fetched=fetched)
    return 0


def _say_offer(offered: Offer) -> None:
    size = f"{offered.size / 1e6:.1f} MB, " if offered.size else ""
    sys.stderr.write(f"{offered.wanted}: {size}licence {offered.licence} ({offered.licence.url})\n")
    sys.stderr.flush()


def _fetch(offered: Offer, role: Role | None, replace: bool) -> Model:
    from edgelam.models.pull import pull

    from .transfer import Meter

    try:
        with Meter(offered.name) as meter:
            return pull(offered, own_models(), told=meter, role=role, replace=replace)
    except KeyboardInterrupt:
        sys.stderr.write("What has come is kept: the same command goes on from there.\n")
        raise


@group.command("import")
def import_(
    path: Annotated[
        str, typer.Argument(help="A GGUF, a model's folder, or ollama://name:tag.", show_default=False)
    ],
    name: NewName = "",
    role: RoleOption = None,
    linked: Annotated[bool, typer.Option("--link", help="Do not copy it; it stays where it lies.")] = False,
    replace: Replace = False,
    as_json: Json = False,
) -> int:
    """Take a model that is on this machine among your own."""
    from edgelam.models.local import Import, import_model

    from .transfer import Meter

    with Meter(name or path) as meter:
        how = Import(
            own_models(),
            meter,
            name=name,
            role=role.value if role else None,
            linked=linked,
            replace=replace,
        )
        model = import_model(path, how)
    _say_installed(model, "linked" if linked else "copied", as_json)
    return 0


def _say_installed(model: Model, how: str, as_json: bool, **more: object) -> None:
    from .output import document, say

    if as_json:
        document(_row(model) | {"sha256": model.identity} | more)
        return
    say(f"{model.name}: {how}, {model.size / 1e6:.1f} MB, licence {model.licence or 'unknown'}")
    say(f"  sha256 {model.identity}, checked before every load")
    uses = [f"--{role} {model.name}" for role in ("planner", "caller") if model.role in (role, "any")]
    say(f'  edgelam run "..." {" or ".join(uses)}')


@group.command()
def remove(
    name: Annotated[str, typer.Argument(help="The name of one of your own models.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: Json = False,
) -> int:
    """Remove one of your own models from the disk."""
    from edgelam.models import install

    from .output import document, say

    place = install.own_place(name, own_models())
    if not yes and not _agreed(f"Remove {place}"):
        raise Refused(f"{name} was not removed", hint="Say --yes where nobody can be asked.")
    size = install.remove(name, own_models())
    if as_json:
        document({"removed": name, "freed": size})
    else:
        say(f"{name}: removed, {size / 1e6:.1f} MB are free again")
    return 0


def _agreed(question: str) -> bool:
    """Ask the person at the terminal, on stderr since stdout may be JSON; nobody there is a no."""
    if not person_is_there():
        return False
    sys.stderr.write(f"{question}? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


@group.command("presets")
def presets_(
    role: RoleOption = None,
    ram: Annotated[
        int | None, typer.Option(help="Only what runs in that many MB.", min=1, show_default=False)
    ] = None,
    as_json: Json = False,
) -> int:
    """Models worth trying, for `edgelam models pull NAME`."""
    from edgelam.models.licences import Licence
    from edgelam.models.presets import presets

    from .output import document, say, table

    found = presets(role.value if role else "any", ram)
    if as_json:
        document(
            [
                {
                    "name": each.name,
                    "role": each.role,
                    "file": str(each.file),
                    "size_mb_about": each.size_mb,
                    "ram_mb_about": each.ram_mb,
                    "licence": each.licence,
                    "accept_licence": bool(Licence(each.licence).objection),
                    "tools": each.tools,
                }
                for each in found
            ]
        )
        return 0
    head = ("NAME", "ROLE", "~MB", "~RAM", "LICENCE", "TOOL CALLS")
    rows = [
        (
            each.name,
            each.role,
            str(each.size_mb),
            str(each.ram_mb),
            each.licence + ("*" if Licence(each.licence).objection else ""),
            each.tools,
        )
        for each in found
    ]
    table([head, *rows])
    say()
    say("Sizes are approximate. * has terms to be read first: pull with --accept-licence.")
    return 0


def places() -> list[Path]:
    """Every model's place, whole or broken: the shipped ones, then the user's own."""
    from edgelam.models.registry import SHIPPED
    from edgelam.models.registry import places as places_in

    return [place for folder in (SHIPPED, own_models()) for place in places_in(folder)]


def _row(model: Model) -> dict[str, str | int]:
    return {
        "name": model.name,
        "role": model.role,
        "engine": model.engine,
        "kind": model.kind,
        "size": model.size,
        "path": str(model.path),
        "licence": model.licence,
        "source": model.source or ("ships with edgelam" if _ships(model) else ""),
    }


def _ships(model: Model) -> bool:
    from edgelam.models.registry import SHIPPED

    return SHIPPED in model.path.parents
