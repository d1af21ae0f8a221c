"""Several models asked the same: in turns, alike or not, and what Ctrl-C keeps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.alike import Answers, ask_all, time_figures


class Asked:
    """Models that tell the order in which they were asked."""

    def __init__(self, stop_after: int = 1 << 30) -> None:
        self.order: list[str] = []
        self.left = stop_after

    def model(self, name: str, answer: Callable[[int], int]) -> Callable[[int], int]:
        def ask(question: int) -> int:
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            self.order.append(name)
            return answer(question)

        return ask

    def all(self) -> dict[str, Callable[[int], int]]:
        return {
            "exact": self.model("exact", lambda n: n),
            "short": self.model("short", lambda n: n if n % 4 else -1),
        }


def test_agreement_is_the_share_of_same_answers() -> None:
    asked, heard = Asked(), []
    found, interrupted = ask_all(asked.all(), range(1, 9), lambda done, of: heard.append((done, of)))
    assert not interrupted and heard[-1] == (8, 8)
    assert found["exact"].said == list(range(1, 9))
    assert found["exact"].agreement(found["short"]) == pytest.approx(0.75)
    assert found["exact"].agreement(found["exact"]) == 1
    assert all(len(one.ms) == 8 and min(one.ms) >= 0 for one in found.values())


def test_another_model_goes_first_with_every_question() -> None:
    asked = Asked()
    ask_all(asked.all(), range(4))
    firsts = asked.order[6::2]  # three questions warm both up
    assert firsts == ["exact", "short", "exact", "short"]


@pytest.mark.parametrize("stop_after", [0, 3, 6, 9, 13])
def test_ctrl_c_keeps_what_all_have_answered(stop_after: int) -> None:
    found, interrupted = ask_all(Asked(stop_after).all(), range(100))
    assert interrupted
    whole = max(0, (stop_after - 6) // 2)
    assert {name: len(one.ms) for name, one in found.items()} == {"exact": whole, "short": whole}
    assert found["exact"].said == list(range(whole))


def test_nothing_asked_is_no_agreement_and_no_time() -> None:
    assert Answers().agreement(Answers()) is None
    figures = time_figures("caller", {"own": Answers()})
    assert [(f["name"], f["value"], f["n"]) for f in figures] == [
        ("caller own p50", None, 0),
        ("caller own p95", None, 0),
    ]
