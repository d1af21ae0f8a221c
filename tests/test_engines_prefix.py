"""Kept states: found by their tokens, bounded in size, never trusted when changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from edgelam.core.errors import ModelError
from edgelam.engines.prefix import PrefixStore, common_prefix


class Keeper:
    """A decoder whose state is its tokens."""

    def __init__(self, kept: range | tuple[int, ...] = (), *, can_cut: bool = True) -> None:
        self.kept = tuple(kept)
        self.can_cut = can_cut

    def cached(self, tokens: Sequence[int]) -> int:
        return common_prefix(self.kept, tokens)

    def snapshot(self) -> bytes:
        return bytes(self.kept)

    def restore(self, tokens: object, state: bytes) -> None:
        if state != bytes(tokens):  # type: ignore[call-overload]
            raise ModelError("foreign")
        self.kept = tuple(state)


@given(st.lists(st.integers(0, 2)), st.lists(st.integers(0, 2)), st.lists(st.integers(0, 2)))
def test_common_prefix(shared: list[int], one: list[int], other: list[int]) -> None:
    left, right = tuple(shared + one), shared + other
    naive = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), None)
    assert common_prefix(left, right) == (min(len(left), len(right)) if naive is None else naive)


def test_the_longest_helpful_state_is_restored(tmp_path: Path) -> None:
    for folder in (None, tmp_path):
        store = PrefixStore("model", folder)
        for length in (50, 100, 150):
            store.remember(Keeper(range(length)))
        fresh = Keeper(can_cut=False)
        assert store.recall(fresh, [*range(120), 7]) == 100
        assert fresh.kept == tuple(range(100))
        assert store.recall(Keeper(range(90)), range(120)) == 0, "ten tokens are not worth it"
        assert store.recall(Keeper(), [9, *range(120)]) == 0


def test_states_outlive_the_store_but_not_the_model(tmp_path: Path) -> None:
    PrefixStore("model", tmp_path).remember(Keeper(range(60)))
    assert PrefixStore("model", tmp_path).recall(Keeper(), range(80)) == 60
    assert PrefixStore("other", tmp_path).recall(Keeper(), range(80)) == 0


def test_a_changed_file_is_dropped(tmp_path: Path) -> None:
    PrefixStore("model", tmp_path).remember(Keeper(range(60)))
    (file,) = tmp_path.rglob("*.state")
    assert file.stat().st_size < 200, "one hash and the state"
    file.write_bytes(file.read_bytes()[:-1] + b"\xff")
    assert PrefixStore("model", tmp_path).recall(Keeper(), range(80)) == 0
    assert not file.exists()


def test_of_a_state_in_memory_a_part_serves_too_where_it_can_be_cut() -> None:
    store = PrefixStore("model")
    store.hold(Keeper(range(100)))
    other = [*range(80), *range(200, 240)]
    recurrent = Keeper(can_cut=False)
    assert store.recall(recurrent, other) == 0
    keeper = Keeper()
    assert store.recall(keeper, other) == 80
    assert keeper.kept == tuple(range(100)), "the decoder cuts it"
    assert store.recall(recurrent, range(120)) == 100


def test_room_in_memory_is_kept_and_what_was_used_last_stays() -> None:
    store = PrefixStore("model", room=250)
    store.hold(Keeper(range(100)))
    store.hold(Keeper(range(100, 200)))
    assert store.recall(Keeper(), range(110)) == 100
    store.hold(Keeper(range(150, 250)))
    assert store.recall(Keeper(), range(110)) == 100
    assert store.recall(Keeper(), range(100, 210)) == 0
    store.hold(Keeper(range(250)))
    assert store.recall(Keeper(), range(150, 256)) == 0


def test_room_is_kept(tmp_path: Path) -> None:
    store = PrefixStore("model", tmp_path, room=250)
    for start in range(4):
        store.remember(Keeper(range(start, start + 100)))
    assert sum(f.stat().st_size for f in tmp_path.rglob("*.state")) <= 250
    assert store.recall(Keeper(), range(3, 110)) == 100
    assert store.recall(Keeper(), range(110)) == 0
