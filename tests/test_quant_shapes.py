"""Random models of real shapes: llama.cpp runs each, with words as tokens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from edgelam.engines.formats import check_gguf
from edgelam.engines.llama import LlamaDecoder
from edgelam.reader.wordpiece import WordPiece
from quant.shapes import SHAPES, make
from quant.words import build_vocabulary


def test_a_shape_is_a_model_that_reads_words_as_tokens(tmp_path: Path) -> None:
    path = make("tiny", tmp_path / "tiny.gguf")
    decoder = LlamaDecoder(path, threads=1)
    tokens = decoder.tokenize("the first of the people")
    assert [decoder.piece(token) for token in tokens[1:]] == [b" first", b" of", b" the", b" people"]
    assert b"".join(map(decoder.piece, decoder.tokenize("Émile 12 √"))).decode() == "Émile 12 √"
    assert decoder.vocabulary == SHAPES["tiny"].vocabulary
    assert np.isfinite(decoder.evaluate(tokens)).all()
    decoder.close()
    assert path.read_bytes() == make("tiny", tmp_path / "again.gguf").read_bytes()


def test_a_vocabulary_can_be_taken_over(tmp_path: Path) -> None:
    first = make("tiny", tmp_path / "first.gguf")
    second = make("tiny", tmp_path / "second.gguf", vocabulary=first, seed=1)
    decoders = [LlamaDecoder(path, threads=1) for path in (first, second)]
    one, other = (decoder.tokenize("open the settings") for decoder in decoders)
    assert one == other
    for decoder in decoders:
        decoder.close()


@pytest.mark.parametrize("architecture", ["qwen3", "qwen2", "gemma3"])
def test_every_architecture_is_one_that_llama_cpp_knows(architecture: str, tmp_path: Path) -> None:
    window, layers = (512, 18) if architecture == "gemma3" else (0, 2)
    shape = replace(SHAPES["tiny"], architecture=architecture, window=window, layers=layers)
    decoder = LlamaDecoder(make(shape, tmp_path / "m.gguf"), threads=1)
    assert np.isfinite(decoder.evaluate([1, 2, 3])).all()
    decoder.close()


def test_the_body_counts_what_a_token_passes_through(tmp_path: Path) -> None:
    facts = check_gguf(make("tiny", tmp_path / "m.gguf"))
    blocks = sum(
        tensor.shape[0] * tensor.shape[1]
        for name, tensor in facts.tensors.items()
        if name.startswith("blk.") and len(tensor.shape) == 2
    )
    assert blocks == SHAPES["tiny"].body


def test_a_vocabulary_needs_room_for_the_bytes() -> None:
    assert len(build_vocabulary(WordPiece.shipped().tokens, 256).tokens) == 256
    with pytest.raises(ValueError, match="256"):
        build_vocabulary([], 255)
