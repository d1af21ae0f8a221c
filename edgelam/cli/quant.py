"""`edgelam quant`: models made smaller, and what that does to their decisions."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edgelam.core.errors import UsageError

from .options import Json

if TYPE_CHECKING:
    from edgelam.models.registry import Model
    from quant.samples import Role
    from quant.search import Tried
    from quant.workshop import Workshop

group = typer.Typer(help="Make models smaller, judged by their decisions.", rich_markup_mode=None)

ModelName = Annotated[str, typer.Argument(help="A model's name, or a path.", show_default=False)]
RoleName = Annotated[str, typer.Option("--role", help="caller or planner; for models that can be both.")]
Out = Annotated[Path | None, typer.Option("--out", help="The folder that is written.")]
Steps = Annotated[int, typer.Option("--steps", help="Decisions that are compared.", min=1)]
Given = Annotated[Path | None, typer.Option("--file", help="Caller steps, or goals, to judge on.")]
Calibration = Annotated[
    int, typer.Option("--calibration", help="Inputs that importances are gathered over; 0: none.", min=0)
]
Threads = Annotated[int, typer.Option("--threads", help="0: all cores.", min=0)]
MaxFlips = Annotated[str, typer.Option("--max-flips", help="Decisions that may change: 1%, or 0.01.")]


@group.command()
def convert(
    folder: Annotated[Path, typer.Argument(help="A checkpoint: config.json, *.safetensors, tokenizer.json.")],
    out: Out = None,
    kind: Annotated[str, typer.Option("--type", help="f32, f16 or bf16.")] = "f16",
    as_json: Json = False,
) -> int:
    """Make a GGUF of a Hugging Face checkpoint."""
    from quant.convert import convert as carry_out

    place = out or Path(f"{folder.resolve().name}-{kind.lower()}.gguf")
    with _Progress() as said:
        made = carry_out(folder, place, kind, progress=lambda done, of, _: said("tensors", done, of))
    _tell({"path": str(made.path), "size": made.size, "types": made.written.types}, as_json)
    return 0


@group.command()
def imatrix(
    model: ModelName,
    out: Out = None,
    role: RoleName = "",
    calibration: Calibration = 64,
    threads: Threads = 0,
    as_json: Json = False,
) -> int:
    """Gather importances over what edgelam gives the model to read."""
    from quant.imatrix import save

    if not calibration:
        raise UsageError("importances over nothing are none", hint="Give --calibration 1 or more.")
    with _Progress() as said, _scratch() as folder:
        shop = _workshop(model, role, folder, said, calibration=calibration, threads=threads)
        found = shop.importances
        assert found is not None
        path = out or Path(f"{shop.model.name}-{shop.role}.imatrix.gguf")
        save(found, path)
    facts = {"path": str(path), "tensors": len(found.squares), "texts": found.texts, "data": found.data}
    _tell({**facts, "digest": found.digest}, as_json)
    return 0


@group.command()
def run(
    model: ModelName,
    kind: Annotated[str, typer.Option("--type", help="Q4_K_M, IQ4_NL, onnx-int8 ...")],
    override: Annotated[
        list[str] | None, typer.Option("--override", help="PATTERN=TYPE of some tensors; may be repeated.")
    ] = None,
    importances: Annotated[
        Path | None, typer.Option("--imatrix", help="A file of importances; without it they are gathered.")
    ] = None,
    out: Out = None,
    role: RoleName = "",
    calibration: Calibration = 64,
    threads: Threads = 0,
    as_json: Json = False,
) -> int:
    """Write a model of another type, ready for --caller or --planner."""
    from edgelam.models.home import own_models
    from quant.gguf_types import parse_override
    from quant.imatrix import load
    from quant.produce import produce, really
    from quant.recipe import Recipe, usual

    overrides = tuple(parse_override(text) for text in override or ())
    asked = Recipe(usual(kind), overrides)
    given = load(importances) if importances else None
    if asked.type != "onnx-static" and (given or asked.exact or asked.onnx):
        calibration = 0  # nothing is gathered that is not used
    with _Progress() as said, _scratch() as folder:
        shop = _workshop(model, role, folder, said, calibration=calibration, threads=threads)
        shop.given = given
        recipe = shop.recipe(kind, overrides)
        place = out or own_models() / f"{shop.model.name}-{recipe.name}"
        made = produce(
            shop.reference,
            recipe,
            place,
            importances=shop.importances if recipe.importance else None,
            calibration=shop.calibration if recipe.type == "onnx-static" else None,
            threads=threads,
            progress=lambda done, of, _: said(recipe.type, done, of),
        )
    facts = {"path": str(made.folder), "name": made.name, "size": made.size, "recipe": recipe.words()}
    _tell({**facts, **{k: v for k, v in really(made).items() if k != "tensors"}}, as_json)
    return 0


@group.command()
def compare(
    one: ModelName,
    other: ModelName,
    role: RoleName = "",
    steps: Steps = 200,
    file: Given = None,
    tasks: Annotated[int, typer.Option(help="Also tasks on the virtual phone, with the second.", min=0)] = 0,
    as_json: Json = False,
) -> int:
    """Two models on the same inputs, taking turns: what the second decides otherwise, and its cost."""
    from dataclasses import replace

    from bench.machine import machine
    from quant.measure import figures_of, measure
    from quant.samples import samples
    from quant.tasks import task_success

    from .figures import show

    first, second = _find(one), _find(other)
    place: Role = _role(second if first.role == "any" else first, role)
    for model in (first, second):
        _role(model, place)
    with _Progress() as said, _scratch() as folder:
        inputs = samples(place, folder, steps, given=file)
        (found,) = measure(first, [second], inputs, told=lambda done, of: said("decisions", done, of))
        if tasks:
            success, n = task_success(second, place, tasks, told=lambda done, of: said("tasks", done, of))
            found = replace(found, success=success, tasks=n)
    document = {
        "quant": "compare",
        "role": place,
        "reference": first.name,
        "candidate": second.name,
        "inputs": {"n": inputs.n, "from": inputs.words, "digest": inputs.digest},
        "measured": found.plain(),
        "figures": figures_of(found),
        "machine": machine([first, second]),
    }
    show(document, as_json=as_json)
    return 0


@group.command()
def search(
    model: ModelName,
    budget: Annotated[
        str, typer.Option(help="What the model may weigh, e.g. 30MB; without it anything.")
    ] = "",
    max_flips: MaxFlips = "1%",
    role: RoleName = "",
    minutes: Annotated[float, typer.Option(help="After so many the best found is taken.", min=0.1)] = 60,
    steps: Steps = 200,
    file: Given = None,
    calibration: Calibration = 64,
    out: Out = None,
    threads: Threads = 0,
    as_json: Json = False,
) -> int:
    """Find the smallest recipe whose decisions hold; a second run goes on where the first ended."""
    from quant.search import Search, document, finish, nothing_holds

    from .figures import show
    from .output import say

    bytes_, share = _bytes(budget), _share(max_flips)
    with _Progress() as said:
        place = out or Path("quant-search")
        options = {"calibration": calibration, "threads": threads, "steps": steps, "given": file}
        shop = _workshop(model, role, place, said, **options)
        hunt = Search(shop, most_bytes=bytes_, most_flips=share, seconds=minutes * 60, saw=said.tried)
        outcome = finish(shop, hunt.run())
    show(document(shop, outcome, share, bytes_), as_json=as_json)
    if not as_json:
        best = outcome.best
        say(f"best: {best.words} in {best.model.folder}" if best else nothing_holds(outcome, share, bytes_))
    return 0 if outcome.best else 1


@group.command("map")
def map_(
    models: Annotated[
        list[str] | None, typer.Argument(help="Models; without one those that ship.", show_default=False)
    ] = None,
    role: RoleName = "",
    types: Annotated[str, typer.Option(help="Of candidates, with commas between; without it all.")] = "",
    max_flips: MaxFlips = "1%",
    steps: Steps = 200,
    file: Given = None,
    tasks: Annotated[int, typer.Option(help="Tasks on the virtual phone a candidate; 0: none.", min=0)] = 0,
    calibration: Calibration = 64,
    out: Out = None,
    threads: Threads = 0,
    as_json: Json = False,
) -> int:
    """Role x quantisation x decisions x latency x memory: as table, JSON and a page with plots."""
    from quant.map import draw_map
    from quant.report import table as rows_of
    from quant.report import write

    from .output import document, say, table

    place = out or Path("quant-map")
    names = models or (["caller", "planner"] if not role else [role])
    options = {"calibration": calibration, "threads": threads, "steps": steps, "given": file, "tasks": tasks}
    with _Progress() as said:
        shops = [_workshop(name, role, place / _find(name).name, said, **options) for name in names]
        kinds = [kind.strip() for kind in types.split(",") if kind.strip()]
        found = draw_map(shops, kinds, _share(max_flips))
        paths = write(found, place)
    if as_json:
        document(found)
        return 0
    for each in found["roles"]:
        say(f"{each['role']}: {each['model']}, judged on {each['inputs']['n']} {each['inputs']['from']}")
        table(rows_of(each))
        say()
    say("written: " + ", ".join(map(str, paths)))
    return 0


class _Progress:
    """Lines on stderr: in place on a terminal, else one a task and now and then one more."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._what = ""
        self._last = 0.0

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._live and self._what:
            sys.stderr.write("\n")

    def __call__(self, what: str, done: int, of: int) -> None:
        """what: is being done; `done` of `of` are."""
        now = time.monotonic()
        new = what != self._what
        if not new and now - self._last < (0.2 if self._live else 20) and done < of:
            return
        if self._live:
            sys.stderr.write(("\n" if new and self._what else "\r") + f"{what}: {done}/{of}   ")
        elif new or done < of:
            sys.stderr.write(f"{what}: {done}/{of}\n")
        sys.stderr.flush()
        self._what, self._last = what, now

    def tried(self, tried: Tried) -> None:
        """A measured candidate."""
        a = tried.measured.agreement
        again = "" if tried.new else " (known)"
        line = f"{tried.words}: {tried.size / 1e6:.1f} MB, {a.flips} of {a.n} flips{again}"
        sys.stderr.write(("\n" if self._live and self._what else "") + line + "\n")
        self._what = ""


def _scratch() -> Any:
    from tempfile import TemporaryDirectory

    class Folder(TemporaryDirectory[str]):
        def __enter__(self) -> Path:  # type: ignore[override]
            return Path(super().__enter__())

    return Folder(prefix="edgelam-quant-")


def _find(name: str) -> Model:
    """Found and verified: nothing else reaches a native parser."""
    from edgelam.models.home import own_models
    from edgelam.models.registry import verify

    return verify(name, own_models())


def _role(model: Model, role: str) -> Role:
    from edgelam.core.errors import ModelRole

    if role not in ("", "caller", "planner"):
        raise UsageError(f"there is no role {role!r}", hint="Give --role caller or --role planner.")
    if role and not model.fits("planner" if role == "planner" else "caller"):
        raise ModelRole(f"{model.name} is a {model.role}, not a {role}")
    return "planner" if "planner" in (role, model.role) else "caller"


def _workshop(name: str, role: str, folder: Path, say: Any, **settings: Any) -> Workshop:
    from quant.workshop import Settings, Workshop

    model = _find(name)
    return Workshop(model, _role(model, role), folder, Settings(**settings), say)


def _bytes(text: str) -> int:
    """`30MB` as bytes; 0 for nothing. Raises UsageError."""
    units = {"": 1, "B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}
    number = text.strip().upper().rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    unit = text.strip().upper()[len(number) :]
    if not text.strip():
        return 0
    try:
        size = int(float(number) * units[unit])
    except (ValueError, KeyError, OverflowError):
        size = 0
    if size < 1:
        raise UsageError(f"{text!r} is no size", hint="For example --budget 30MB.")
    return size


def _share(text: str) -> float:
    """`1%` or `0.01`, as 0..1. Raises UsageError."""
    plain = text.strip()
    try:
        share = float(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise UsageError(f"{text!r} is no share of decisions", hint="For example --max-flips 1%.")
    return share


def _tell(facts: dict[str, Any], as_json: bool) -> None:
    from .output import document, table

    if as_json:
        document(facts)
    else:
        table([(key, str(value)) for key, value in facts.items()])
