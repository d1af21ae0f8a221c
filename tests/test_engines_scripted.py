"""The engines without a model keep the engines' contracts."""

from __future__ import annotations

import numpy as np
import pytest

from edgelam.core.errors import ModelError
from edgelam.engines.scripted import ScriptedDecoder, ScriptedEncoder
from tests.engine_contract import EncoderContract, RestorableContract


class TestEncoder(EncoderContract):
    @pytest.fixture
    def encoder(self) -> ScriptedEncoder:
        return ScriptedEncoder(width=4, max_tokens=16)


class TestDecoder(RestorableContract):
    slow = False

    @pytest.fixture
    def decoder(self) -> ScriptedDecoder:
        return ScriptedDecoder(lambda prompt: prompt.upper(), context=1000)


def test_vectors_depend_on_the_neighbourhood_and_on_nothing_else() -> None:
    encoder = ScriptedEncoder(width=4, max_tokens=8)
    one, other = encoder.encode([1, 2, 3, 4]), encoder.encode([1, 2, 3, 9])
    assert (one.shape, one.dtype) == ((4, 4), np.float32)
    assert np.array_equal(one, encoder.encode([1, 2, 3, 4]))
    assert np.array_equal(one[0], other[0])
    assert not np.array_equal(one[2], other[2])
    for tokens in ([], [1] * 9):
        with pytest.raises(ModelError):
            encoder.encode(tokens)


def test_a_decoder_says_what_it_is_told() -> None:
    decoder = ScriptedDecoder(lambda prompt: prompt.upper())
    tokens = decoder.tokenize("hé")
    for _ in range(9):
        token = int(decoder.evaluate(tokens).argmax())
        if token == decoder.end:
            break
        tokens.append(token)
        assert decoder.kept == tuple(tokens[:-1])
    assert b"".join(map(decoder.piece, tokens)).decode() == "héHÉ"
    assert decoder.piece(decoder.end) == b""
    with pytest.raises(ModelError):
        decoder.evaluate([])
