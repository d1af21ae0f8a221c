"""Opening the two models: a verified file, the engine it names, the role it plays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from edgelam.core.contracts import Caller, Encoder, Planner
from edgelam.models.home import home, own_models
from edgelam.models.registry import Model, open_model

if TYPE_CHECKING:
    from edgelam.engines.llama import LlamaDecoder


@contextmanager
def open_caller(name: str = "") -> Iterator[Caller]:
    """The Caller of that name or path; the one that ships when empty. Raises ModelError."""
    model = open_model("caller", name or "caller", own_models())
    if model.kind == "generative":
        from edgelam.caller.generative import GenerativeCaller

        with closing(open_decoder(model)) as decoder:
            yield GenerativeCaller(decoder, _warm(model, decoder))
        return
    from edgelam.caller.pointing import PointingCaller

    with closing(open_encoder(model)) as encoder:
        yield PointingCaller.load(model.folder, encoder)


@contextmanager
def open_planner(name: str = "") -> Iterator[Planner]:
    """The Planner of that name or path; the one that ships when empty. Raises ModelError."""
    model = open_model("planner", name or "planner", own_models())
    if model.kind == "generative":
        from edgelam.planner.generative import GenerativePlanner

        with closing(open_decoder(model)) as decoder:
            yield GenerativePlanner(decoder, _warm(model, decoder))
        return
    from edgelam.planner.pointing import PointingPlanner

    with closing(open_encoder(model)) as encoder:
        yield PointingPlanner.load(model.folder, encoder)


def open_encoder(model: Model) -> Encoder:
    """The engine that the model's manifest names."""
    if model.engine == "onnx":
        from edgelam.engines.onnx import OnnxEncoder

        return OnnxEncoder(model.path)
    from edgelam.engines.llama import LlamaEncoder

    return LlamaEncoder(model.path)


def open_decoder(model: Model) -> LlamaDecoder:
    """A causal GGUF in llama.cpp."""
    from edgelam.engines.llama import LlamaDecoder

    return LlamaDecoder(model.path)


def _warm(model: Model, decoder: LlamaDecoder) -> Callable[[Sequence[int]], None]:
    """Spares a chat model reading its instructions again in every run."""
    from edgelam.engines.library import PINNED
    from edgelam.engines.prefix import PrefixStore

    store = PrefixStore(f"{model.identity} {PINNED} {decoder.longest}", home() / "states")
    return partial(store.warm, decoder)
