from __future__ import annotations

from collections import Counter

import pytest

from edgelam.planner.causes import of_steps, of_utterance

NONE: list[tuple[str, str]] = []
DATE = [("date", "next friday")]


@pytest.mark.parametrize(
    ("right", "said", "gold", "found", "cause"),
    [
        ("alarm set", "alarm set", DATE, DATE, ""),
        ("alarm set", None, DATE, NONE, "no label"),
        ("alarm set", "alarm query", DATE, DATE, "a label that shares a word"),
        ("alarm set", "weather", DATE, DATE, "another label"),
        ("alarm set", "alarm set", DATE, [("time", "next friday")], "a slot's type"),
        ("alarm set", "alarm set", DATE, [("date", "friday")], "where a slot begins or ends"),
        ("alarm set", "alarm set", DATE, NONE, "a slot missed"),
        ("alarm set", "alarm set", DATE, [("date", "at noon")], "a slot missed"),
        ("alarm set", "alarm set", NONE, DATE, "a slot too many"),
    ],
)
def test_of_an_utterance(
    right: str, said: str | None, gold: list[tuple[str, str]], found: list[tuple[str, str]], cause: str
) -> None:
    assert of_utterance(right, said, Counter(gold), Counter(found)) == cause


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        (["Tap Settings.", "tap the Wi-Fi switch"], ""),
        (["tap settings"], "a step missed"),
        (["tap settings", "tap", "tap the Wi-Fi switch"], "a step too many"),
        (["open settings", "tap the Wi-Fi switch"], "a step's verb"),
        (["tap settings", "tap the Wi-Fi"], "where an object begins or ends"),
        (["tap settings", "tap the light"], "a step's object"),
    ],
)
def test_of_steps(found: list[str], cause: str) -> None:
    assert of_steps(["tap settings", "tap the Wi-Fi switch"], found) == cause
