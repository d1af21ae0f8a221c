"""What every encoder and every decoder must do; an engine's own test says how to open one.

Mix the classes that fit into a test class and give the fixture (a fresh model each, closed at the end).
"""

from __future__ import annotations

import threading

import numpy as np
import pytest

from edgelam.core.contracts import ChatDecoder, Encoder, Restorable
from edgelam.core.errors import ModelError

TEXT = "tap the 2nd text, é"


class EncoderContract:
    """`encoder`: reads at least ten tokens; `unknown`: a token it does not have."""

    unknown = -1

    @pytest.fixture
    def encoder(self) -> Encoder:
        raise NotImplementedError

    def test_one_finite_vector_a_token(self, encoder: Encoder) -> None:
        vectors = encoder.encode([2, 9, 9, 3])
        assert (vectors.shape, vectors.dtype) == ((4, encoder.width), np.float32)
        assert np.isfinite(vectors).all()
        assert encoder.encode([2]).shape == (1, encoder.width)

    def test_nothing_is_left_over_from_the_last_input(self, encoder: Encoder) -> None:
        first = encoder.encode([2, 9, 8, 7, 6, 3]).copy()
        encoder.encode([2, 5, 3])
        assert np.array_equal(encoder.encode([2, 9, 8, 7, 6, 3]), first)

    def test_a_vector_depends_on_the_neighbours(self, encoder: Encoder) -> None:
        one, other = encoder.encode([2, 9, 8, 3]).copy(), encoder.encode([2, 9, 7, 3])
        assert not np.allclose(one[1], other[1])

    def test_the_longest_input_is_read_and_no_longer_one(self, encoder: Encoder) -> None:
        assert len(encoder.encode([2] * encoder.max_tokens)) == encoder.max_tokens
        for tokens in ([], [2] * (encoder.max_tokens + 1), [2, self.unknown], [-1]):
            with pytest.raises(ModelError):
                encoder.encode(tokens)
        assert len(encoder.encode([2, 3])) == 2

    def test_it_can_be_closed_twice_and_not_be_used_then(self, encoder: Encoder) -> None:
        encoder.close()
        encoder.close()
        with pytest.raises(ModelError):
            encoder.encode([2, 3])


class DecoderContract:
    """`decoder`: fresh, reads at least `enough` tokens, all of 1..200 being in its vocabulary."""

    tolerance = 0.05  # of a logit, between ways to the same tokens: kernels round by size of batch
    enough = 600
    slow = True  # whether an evaluation takes long enough to be ended from outside

    @pytest.fixture
    def decoder(self) -> ChatDecoder:
        raise NotImplementedError

    def tokens(self, count: int) -> list[int]:
        """Some tokens."""
        return [i * 7 % 199 + 1 for i in range(count)]

    def near(self, one: np.ndarray, other: np.ndarray) -> bool:
        """Whether both are the same logits, up to rounding."""
        return bool(np.abs(one - other).max() < self.tolerance)

    def test_it_says_how_a_conversation_is_written(self, decoder: ChatDecoder) -> None:
        assert all(isinstance(text, str) for text in (decoder.template, decoder.begin, decoder.finish))
        assert 0 <= decoder.end < decoder.vocabulary
        assert decoder.longest >= self.enough

    def test_text_becomes_tokens_and_comes_back(self, decoder: ChatDecoder) -> None:
        tokens = decoder.tokenize(TEXT)
        assert all(0 <= token < decoder.vocabulary for token in tokens)
        spelled = b"".join(map(decoder.piece, tokens)).decode()
        assert spelled.strip() == TEXT
        assert decoder.tokenize("") == []
        assert decoder.tokenize(TEXT) == tokens, "asking twice changes nothing"

    def test_no_text_becomes_the_end_of_a_turn(self, decoder: ChatDecoder) -> None:
        for text in (
            decoder.finish,
            f"a{decoder.finish}{decoder.begin}b",
            decoder.piece(decoder.end).decode(),
        ):
            assert decoder.end not in decoder.tokenize(text)

    def test_logits_of_the_whole_vocabulary(self, decoder: ChatDecoder) -> None:
        logits = decoder.evaluate(self.tokens(5))
        assert (logits.shape, logits.dtype) == ((decoder.vocabulary,), np.float32)
        assert np.isfinite(logits).all()

    def test_what_was_evaluated_is_kept(self, decoder: ChatDecoder) -> None:
        tokens = self.tokens(60)
        assert (decoder.kept, decoder.cached(tokens)) == ((), 0)
        logits = decoder.evaluate(tokens).copy()
        assert decoder.kept == tuple(tokens)
        assert decoder.cached(tokens) == decoder.cached([*tokens, 5]) == 60
        assert np.array_equal(decoder.evaluate(tokens), logits), "asking again changes nothing"
        other = tokens[30] % 199 + 1
        assert decoder.cached([*tokens[:30], other]) <= 30
        assert decoder.cached(tokens[:30]) <= 30
        assert decoder.cached([]) == 0

    def test_every_way_to_the_same_tokens_gives_the_same_logits(self, decoder: ChatDecoder) -> None:
        long, other = self.tokens(self.enough - 10), self.tokens(300)[::-1]
        cold = decoder.evaluate(long).copy()
        for way in ([long[:200], long[:250]], [other], [[*long[:400], 9, 8, 7]], [[*long, 5]], [long[:1]]):
            for tokens in way:
                decoder.evaluate(tokens)
            assert self.near(decoder.evaluate(long), cold)
            assert decoder.kept == tuple(long)

    def test_a_shorter_text_is_right_too(self, decoder: ChatDecoder) -> None:
        long = self.tokens(100)
        short = decoder.evaluate(long[:50]).copy()
        decoder.evaluate(long)
        assert self.near(decoder.evaluate(long[:50]), short)
        assert not self.near(decoder.evaluate(long), short)

    def test_what_cannot_be_read_is_refused_and_changes_nothing(self, decoder: ChatDecoder) -> None:
        tokens = self.tokens(20)
        logits = decoder.evaluate(tokens).copy()
        for bad in ([], [-1], [decoder.vocabulary], [1 << 40], [1] * (decoder.longest + 1)):
            with pytest.raises(ModelError):
                decoder.evaluate(bad)
        assert decoder.kept == tuple(tokens)
        assert self.near(decoder.evaluate(tokens), logits)

    def test_stopping_what_does_not_run_does_nothing(self, decoder: ChatDecoder) -> None:
        decoder.abort()
        assert np.isfinite(decoder.evaluate(self.tokens(5))).all()

    def test_a_running_evaluation_can_be_stopped(self, decoder: ChatDecoder) -> None:
        if not self.slow:
            pytest.skip("its evaluations end at once")
        long = (self.tokens(self.enough) * (decoder.longest // self.enough + 1))[: decoder.longest]
        calm = decoder.evaluate(long[:50]).copy()
        done = threading.Event()

        def stop() -> None:
            while not done.wait(0.02):
                decoder.abort()

        stopper = threading.Thread(target=stop)
        stopper.start()
        try:
            with pytest.raises(ModelError, match="stopped"):
                for _ in range(1000):
                    decoder.evaluate(long)
                    decoder.evaluate([1])
        finally:
            done.set()
            stopper.join()
        assert decoder.kept == tuple(long[: len(decoder.kept)]) or decoder.kept == (1,)
        assert self.near(decoder.evaluate(long[:50]), calm)

    def test_it_can_be_closed_twice_and_not_be_used_then(self, decoder: ChatDecoder) -> None:
        decoder.evaluate([1, 2])
        decoder.close()
        decoder.close()
        with pytest.raises(ModelError):
            decoder.evaluate([1, 2])


class RestorableContract(DecoderContract):
    """A decoder whose state can be taken out and put back."""

    def test_a_snapshot_comes_back(self, decoder: ChatDecoder) -> None:
        keeper: Restorable = decoder  # type: ignore[assignment]
        tokens = self.tokens(300)
        cold = decoder.evaluate(tokens).copy()
        more = decoder.evaluate([*tokens, 5, 6]).copy()
        decoder.evaluate(tokens)
        state = keeper.snapshot()
        decoder.evaluate([9, 8, 7])
        keeper.restore(tokens, state)
        assert decoder.kept == tuple(tokens)
        assert decoder.cached([*tokens, 5]) == 300
        assert self.near(decoder.evaluate([*tokens, 5, 6]), more)
        keeper.restore(tokens, bytes(state))
        assert self.near(decoder.evaluate(tokens), cold)

    def test_a_snapshot_does_not_change_with_its_decoder(self, decoder: ChatDecoder) -> None:
        keeper: Restorable = decoder  # type: ignore[assignment]
        decoder.evaluate(self.tokens(50))
        state = keeper.snapshot()
        before = bytes(state)
        decoder.evaluate(self.tokens(90)[::-1])
        keeper.snapshot()
        assert bytes(state) == before

    def test_what_is_no_state_is_refused(self, decoder: ChatDecoder) -> None:
        keeper: Restorable = decoder  # type: ignore[assignment]
        tokens = self.tokens(50)
        cold = decoder.evaluate(tokens).copy()
        with pytest.raises(ModelError):
            keeper.restore(tokens, b"no state at all")
        assert decoder.kept == ()
        assert self.near(decoder.evaluate(tokens), cold)
        with pytest.raises(ModelError):
            keeper.restore([-1], keeper.snapshot())
