from __future__ import annotations

from collections.abc import Sequence

from paper import PaperPhone, paper

from edgelam.core.screen import Screen
from edgelam.run.settle import CAP, REACTION, settle


class Moving(PaperPhone):
    """Shows the given screens, one a look, then the last one for ever; a look takes 10 ms."""

    def __init__(self, screens: Sequence[Screen]) -> None:
        super().__init__(home=screens[0])
        self.left, self.time = list(screens), 0.0

    def observe(self) -> Screen:
        self.looks += 1
        self.time += 0.01
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


def rows(*labels: str) -> Screen:
    return paper("com.app", *(("button", label) for label in labels))


def test_two_equal_looks_are_a_settled_screen() -> None:
    phone = Moving([rows("a"), rows("a", "b"), rows("a", "b", "c"), rows("a", "b", "c")])
    look = settle(phone, phone.now, phone.sleep)
    assert (look.looks, look.stable, len(look.screen.elements)) == (4, True, 3)


def test_a_ticking_clock_is_settled_though_its_text_is_not() -> None:
    phone = Moving([rows(f"00:0{n}") for n in range(9)])
    look = settle(phone, phone.now, phone.sleep)
    assert look.stable and look.looks == 2


def test_after_an_act_the_old_screen_is_given_time_to_go() -> None:
    old, new = rows("a"), rows("b", "c")
    phone = Moving([old, old, old, old, new, new])
    look = settle(phone, phone.now, phone.sleep, old)
    assert look.screen == new and look.stable


def test_an_act_that_changes_nothing_is_waited_for_only_so_long() -> None:
    old = rows("a")
    phone = Moving([old])
    look = settle(phone, phone.now, phone.sleep, old)
    assert look.screen == old and REACTION < phone.time < 2 * REACTION + 0.3


def test_a_screen_that_never_rests_is_taken_as_it_is_in_the_end() -> None:
    phone = Moving([rows(*"abcdefgh"[: 1 + n % 7]) for n in range(500)])
    look = settle(phone, phone.now, phone.sleep)
    assert not look.stable and CAP < look.ms / 1000 < CAP + 1
