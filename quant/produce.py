"""A recipe carried out: a model's folder with weights, card and manifest, whole or not there at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from edgelam import __version__
from edgelam.core.errors import InputFileError, ModelRole, StorageError, UsageError
from edgelam.engines.formats import check_gguf
from edgelam.models.manifest import MANIFEST, read_manifest, write_manifest
from edgelam.models.registry import Model, find

from .calibrate import Calibration
from .card import card
from .gguf_types import written
from .imatrix import Importances
from .quantise import Progress, quantise
from .recipe import Recipe
from .reference import Reference

FACTS, CARD = "quantisation.json", "card.md"
_KINDS = {"onnx-fp32": "fp32", "onnx-int8": "int8", "onnx-static": "int8-static", "onnx-int4": "int4"}


def produce(
    reference: Reference,
    recipe: Recipe,
    folder: Path,
    *,
    importances: Importances | None = None,
    calibration: Calibration | None = None,
    threads: int = 0,
    progress: Progress = lambda done, of, tensor: None,
) -> Model:
    """The quantised model in `folder`; one that this recipe has already made there is left as it is.

    importances: weigh the errors of GGUF types. calibration: gives ONNX's static ranges. Raises ModelError,
    UsageError, StorageError.
    """
    facts = _facts(reference, recipe, importances, calibration)
    if folder.exists():
        if same(folder, facts):
            return find(str(folder))
        raise StorageError(f"{folder} is there already", hint="Give another --out, or remove it.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as temporary:
            room = Path(temporary, "model")
            room.mkdir()
            _beside(reference.source, room)
            if recipe.onnx:
                model = _onnx(reference, recipe, room, calibration)
            else:
                model = "model.gguf"
                done = quantise(
                    reference.path,
                    room / model,
                    recipe,
                    importances=importances,
                    threads=threads,
                    progress=progress,
                )
                facts["written"] = asdict(done.written)
            describe(room, model, reference.source, facts, folder.name)
            room.replace(folder)
    except OSError as error:
        raise StorageError(f"{folder} cannot be written ({error.strerror})") from error
    return find(str(folder))


def describe(folder: Path, model: str, source: Model, facts: Mapping[str, Any], name: str) -> None:
    """Facts, card and manifest of the files in `folder`."""
    (folder / FACTS).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    (folder / CARD).write_text(card(name, facts, source.card), encoding="utf-8")
    write_manifest(
        folder,
        name=name,
        role=source.role,
        engine="onnx" if model.endswith(".onnx") else "llama",
        kind=source.kind,
        model=model,
        card=CARD,
        licence=source.manifest.licence if source.manifest else _licence(source),
        settings=source.manifest.settings if source.manifest else {},
    )


def note(model: Model, measured: Mapping[str, Any], source: Model) -> None:
    """Write what was measured of a produced model into its facts and its card. Raises InputFileError."""
    facts = {**read_facts(model.folder), "measured": dict(measured)}
    describe(model.folder, model.path.name, source, facts, model.name)


def read_facts(folder: Path) -> dict[str, Any]:
    """What is known of a produced model. Raises InputFileError."""
    try:
        facts: dict[str, Any] = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputFileError(f"{folder} holds no model that was quantised here: {error}") from None
    return facts


def same(folder: Path, facts: Mapping[str, Any]) -> bool:
    """Whether a folder holds what these facts would make."""
    if not (folder / MANIFEST).is_file() or not (folder / FACTS).is_file():
        return False
    read_manifest(folder)
    known = read_facts(folder)
    return all(known.get(key) == facts[key] for key in ("source", "recipe"))


def _facts(
    reference: Reference, recipe: Recipe, importances: Importances | None, calibration: Calibration | None
) -> dict[str, Any]:
    data = importances.data if importances and not recipe.onnx else ""
    if recipe.type == "onnx-static" and calibration:
        data = calibration.words
    return {
        "source": {"name": reference.source.name, "sha256": reference.sha256},
        "reference": reference.words,
        "recipe": {
            "type": recipe.type,
            "overrides": [list(pair) for pair in recipe.overrides],
            "importance": recipe.importance,
            "pure": recipe.pure,
            "digest": recipe.digest,
            "words": recipe.words(),
        },
        "calibration": data,
        "made_with": f"edgelam {__version__}, {_engine(recipe)}",
        "random": "random weights" in str(_metadata(reference.path).get("general.name", "")),
    }


def _engine(recipe: Recipe) -> str:
    name = "onnxruntime" if recipe.onnx else "llama-cpp-python"
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _metadata(path: Path) -> dict[str, Any]:
    return dict(check_gguf(path).metadata)


def _licence(source: Model) -> str:
    return str(_metadata(source.path).get("general.license", ""))


def _beside(source: Model, folder: Path) -> None:
    """The files that the source's weights do not work without: its heads, kept embeddings."""
    manifest = source.manifest
    for entry in manifest.files if manifest else ():
        if entry.name.endswith(".npz"):
            shutil.copyfile(source.folder / entry.name, folder / entry.name)


def _onnx(reference: Reference, recipe: Recipe, folder: Path, calibration: Calibration | None) -> str:
    kind = _KINDS[recipe.type]
    if reference.source.kind == "generative":
        from .onnx_decoder import MODEL, convert

        if kind == "int8-static":
            raise ModelRole("generating models have no static int8", hint="Take onnx-int8 or onnx-int4.")
        convert(reference.path, folder, kind, name=folder.name)  # type: ignore[arg-type, unused-ignore]
        return str(MODEL)
    from .checkpoints import read_checkpoint, read_shape
    from .onnx_encoder import write

    if kind == "int8-static" and not calibration:
        raise UsageError("static int8 needs calibration", hint="Give --calibration 1 or more.")
    shape = read_shape(reference.path)
    write(
        read_checkpoint(reference.path),
        folder / "model.onnx",
        kind,  # type: ignore[arg-type, unused-ignore]
        calibration.rows if calibration else None,
        heads=shape.heads,
        epsilon=shape.epsilon,
    )
    return "model.onnx"


def really(model: Model) -> dict[str, Any]:
    """The types of a GGUF's matrices, as JSON; empty for ONNX."""
    return asdict(written(check_gguf(model.path))) if model.engine == "llama" else {}
