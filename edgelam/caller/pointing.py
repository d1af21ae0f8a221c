"""The Caller that points: one encoder pass, then heads that score the candidates it can choose from."""

from __future__ import annotations

VERBS = ("tap", "long_press", "type", "clear", "read", "scroll_down", "scroll_up", "scroll_left", "scroll_right")
SCORE, VERB, POINTER = "score", "verb", ("first", "last", "slot")
