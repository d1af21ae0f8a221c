"""Opening the two models: a verified file, the engine it names, the role it plays."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edgelam.core.contracts import Caller, ChatDecoder, Encoder, Hints, Planner
from edgelam.core.errors import ModelMissing, ModelRole
from edgelam.models.home import home, own_models
from edgelam.models.registry import Model, is_shipped, open_model

from .measured import measured_form

if TYPE_CHECKING:
    from edgelam.caller.generative import GenerativeCaller
    from edgelam.engines.gpu import GpuLayers
    from edgelam.engines.onnx_decoder import OnnxDecoder
    from edgelam.engines.worker import WorkerDecoder


@contextmanager
def open_caller(
    name: str = "",
    *,
    gpu_layers: GpuLayers = "auto",
    adapter: Path | None = None,
    hints: Hints | None = None,
) -> Iterator[Caller]:
    """The Caller of that name or path; the one that ships when empty; see `open_decoder`.

    hints: what is known of apps beforehand; of the generating ones, only their small reader hears it.

    Raises ModelError.
    """
    model = open_model("caller", name or "caller", own_models())
    if model.kind == "generative":
        with ExitStack() as stack:
            decoder = open_decoder(model, gpu_layers=gpu_layers, adapter=adapter)
            stack.enter_context(closing(decoder))
            kept, warm = _kept(model, decoder, adapter)
            yield generative_caller(kept, words_of(model), stack, warm, hints)
        return
    from edgelam.caller.pointing import PointingCaller

    with closing(open_encoder(model, gpu_layers=gpu_layers)) as encoder:
        yield PointingCaller.load(model.folder, encoder, hints)


def generative_caller(
    decoder: ChatDecoder,
    path: Path,
    stack: ExitStack,
    warm: Callable[[Sequence[int]], None] = lambda tokens: None,
    hints: Hints | None = None,
) -> GenerativeCaller:
    """A Caller in the model's own dialect, with the one that ships as its reader of long screens.

    path: of the GGUF that tells what model it is, see `words_of`. stack: closes that reader.
    Raises ModelError.
    """
    from edgelam.caller.dialects import dialect_for
    from edgelam.caller.generative import GenerativeCaller
    from edgelam.caller.pointing import PointingCaller
    from edgelam.engines.formats import check_gguf

    shipped = open_model("caller", "caller", own_models())
    encoder = stack.enter_context(closing(open_encoder(shipped)))
    facts = check_gguf(path)
    dialect = dialect_for(
        decoder.template,
        facts.architecture,
        facts.metadata,
        lambda text: len(decoder.tokenize(text, special=True)) == 1,
    )
    reader = PointingCaller.load(shipped.folder, encoder, hints)
    return GenerativeCaller(decoder, warm, dialect, reader.likely)


def words_of(model: Model) -> Path:
    """The GGUF with the vocabulary and the facts of a generating model."""
    if model.engine == "llama":
        return model.path
    from edgelam.engines.onnx_decoder import VOCABULARY

    return model.path.with_name(VOCABULARY)


@contextmanager
def open_planner(
    name: str = "", *, gpu_layers: GpuLayers = "auto", adapter: Path | None = None
) -> Iterator[Planner]:
    """The Planner of that name or path; the one that ships when empty; see `open_decoder`.

    Raises ModelError.
    """
    model = open_model("planner", name or "planner", own_models())
    if model.kind == "generative":
        from edgelam.planner.generative import GenerativePlanner

        with closing(open_decoder(model, gpu_layers=gpu_layers, adapter=adapter)) as decoder:
            yield GenerativePlanner(*_kept(model, decoder, adapter))
        return
    from edgelam.planner.pointing import PointingPlanner

    with closing(open_encoder(model, gpu_layers=gpu_layers)) as encoder:
        planner = PointingPlanner.load(model.folder, encoder)
        key = f"{model.identity} {type(encoder).__name__} {gpu_layers}"
        planner.finder.remember(
            home() / "embeddings" / f"{hashlib.sha256(key.encode()).hexdigest()[:16]}.npz"
        )
        yield planner


def open_encoder(model: Model, *, gpu_layers: GpuLayers = "auto") -> Encoder:
    """The engine that the model's manifest names; for one that ships, the one measured to be faster here.

    In this process: the file is verified, and small. On a GPU only when a number of layers is given: a
    processor takes no longer for such a model than it takes to reach the GPU.
    """
    if is_shipped(model) and gpu_layers == "auto":
        model = measured_form(model)
    if model.engine == "onnx":
        from edgelam.engines.onnx import OnnxEncoder

        return OnnxEncoder(model.path)
    from edgelam.engines.llama import LlamaEncoder

    return LlamaEncoder(model.path, gpu_layers=0 if gpu_layers == "auto" else gpu_layers)


def open_decoder(
    model: Model, *, gpu_layers: GpuLayers = "auto", adapter: Path | None = None
) -> WorkerDecoder | OnnxDecoder:
    """A generating model in the engine that its manifest names: llama.cpp in a process of its own, tuned as
    `edgelam bench backends` found best; ONNX Runtime in this one, on a GPU only when layers are given.

    gpu_layers: `auto` uses a GPU that has been shown to answer right, see engines.gpu. adapter: a LoRA
    adapter (GGUF).
    Raises ModelError.
    """
    if model.engine == "onnx":
        from edgelam.engines.onnx_decoder import OnnxDecoder

        if adapter:
            raise ModelRole(f"{model.name}: adapters are for GGUF models", hint="Take the GGUF of it.")
        return OnnxDecoder(model.path, providers="cpu" if gpu_layers in ("auto", 0) else "auto")
    from edgelam.engines.autotune import tuning_for
    from edgelam.engines.gpu import devices_of, layers_for
    from edgelam.engines.worker import WorkerDecoder, process_of

    tuning = tuning_for(model.identity, home())
    with process_of(model.path) as process:
        devices = devices_of(process) if gpu_layers == "auto" else []
        layers = layers_for(model.path, gpu_layers, devices, identity=model.identity, folder=home())
        return WorkerDecoder(model.path, gpu_layers=layers, adapter=adapter or "", **asdict(tuning))


def _kept(
    model: Model, decoder: WorkerDecoder | OnnxDecoder, adapter: Path | None
) -> tuple[WorkerDecoder | OnnxDecoder, Callable[[Sequence[int]], None]]:
    """The decoder with its kept states, and what spares it reading its instructions again in every run.

    A state fits one file, one adapter, one build, one size of context and one kind of attention. States of
    screens live in memory.
    """
    from edgelam.engines.autotune import tuning_for
    from edgelam.engines.keeping import keeping
    from edgelam.engines.library import PINNED
    from edgelam.engines.prefix import PrefixStore

    flash = tuning_for(model.identity, home()).flash
    key = f"{model.identity} {_hash(adapter)} {PINNED} {decoder.longest} {flash}"
    kept = keeping(decoder, PrefixStore(key))
    return kept, partial(PrefixStore(key, home() / "states").warm, kept)


def _hash(adapter: Path | None) -> str:
    if adapter is None:
        return ""
    try:
        return hashlib.sha256(adapter.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelMissing(f"{adapter}: cannot be read ({error.strerror})") from error
