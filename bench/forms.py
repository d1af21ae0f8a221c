"""The forms that a model's weights are compared in, and the faster one, kept for the runs to come."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from edgelam.core.contracts import Encoder
from edgelam.models.home import storing
from edgelam.models.manifest import EngineName, write_manifest
from edgelam.models.registry import Model
from edgelam.reader.wordpiece import WordPiece
from edgelam.run.measured import MADE_OF, MEASURED_ON, form_folder, this_machine

ENGINES: tuple[EngineName, ...] = ("onnx", "llama")
_SHORT = {"onnx": "int8", "llama": "q8_0"}


@dataclass(frozen=True)
class Form:
    """The weights in one file."""

    engine: EngineName
    path: Path


def float_form(engine: EngineName) -> str:
    """The name of the form in 32 bits."""
    return f"{engine} float"


def short_form(engine: EngineName) -> str:
    """The name of the form in eight bits; a shipped model is one."""
    return f"{engine} {_SHORT[engine]}"


def write_forms(model: Model, folder: Path) -> dict[str, Form]:
    """The weights of a shipped encoder in float and in eight bits for either engine, by the forms' names.

    The model's own file is one of them. Raises ModelError.
    """
    from gguf import GGMLQuantizationType

    from edgelam.train.export_gguf import write_gguf
    from quant.checkpoints import read_checkpoint, read_shape
    from quant.onnx_encoder import write

    weights, shape = read_checkpoint(model.path), read_shape(model.path)
    forms = {}
    for engine in ENGINES:
        for name in (float_form(engine), short_form(engine)):
            path = folder / name.replace(" ", ".") / ("model.gguf" if engine == "llama" else "model.onnx")
            forms[name] = Form(engine, path)
            path.parent.mkdir(parents=True)
    for name, kind in ((float_form("llama"), "F32"), (short_form("llama"), "Q8_0")):
        type_ = getattr(GGMLQuantizationType, kind)
        words = WordPiece.shipped().tokens
        write_gguf(weights, words, forms[name].path, name=model.name, kind=type_, shape=shape)
    write(weights, forms[float_form("onnx")].path, "fp32", heads=shape.heads, epsilon=shape.epsilon)
    write(weights, forms[short_form("onnx")].path, "int8", heads=shape.heads, epsilon=shape.epsilon)
    forms[short_form(model.engine)] = Form(model.engine, model.path)
    return forms


@contextmanager
def opened(forms: Mapping[str, Form]) -> Iterator[dict[str, Encoder]]:
    """All of them, with the options that a run opens them with."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(closing(_open(form))) for name, form in forms.items()}


def _open(form: Form) -> Encoder:
    if form.engine == "onnx":
        from edgelam.engines.onnx import OnnxEncoder

        return OnnxEncoder(form.path)
    from edgelam.engines.llama import LlamaEncoder

    return LlamaEncoder(form.path)


def keep(model: Model, form: Form, facts: Mapping[str, object]) -> Path:
    """Let runs on this machine use that form of the model. Raises StorageError.

    facts: how it was measured, for whoever reads the manifest.
    """
    folder = form_folder(model)
    part = folder.with_name(folder.name + ".part")
    with storing(folder):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        shutil.copyfile(form.path, part / form.path.name)
        write_manifest(
            part,
            name=model.name,
            role=model.role,
            engine=form.engine,
            kind=model.kind,
            model=form.path.name,
            licence=model.licence,
            settings={MADE_OF: model.identity, MEASURED_ON: this_machine(), **facts},
        )
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    return folder


def forget(model: Model) -> None:
    """Let runs use the model's own file again."""
    shutil.rmtree(form_folder(model), ignore_errors=True)
