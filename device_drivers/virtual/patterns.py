"""Regular expressions of strangers: compiled unless a short text could hold them up for hours; pure."""

from __future__ import annotations

import re

_UNBOUNDED = re.compile(r"[*+]|\{\d*,(?:\d{3,})?\}")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """re.error also for what is too deep or too large, and for a repeat of something that repeats itself."""
    try:
        found = re.compile(pattern, flags)
    except (RecursionError, OverflowError) as error:
        raise re.error(str(error), pattern) from error
    if _repeats_a_repeat(pattern):
        raise re.error("nested quantifiers", pattern)
    return found


def _repeats_a_repeat(pattern: str) -> bool:
    """Whether, as in (a+)+, a group that holds a repeat without bound is itself repeated without bound."""
    groups = [False]  # for each open one: does it hold such a repeat?
    inside = False  # the same of what a quantifier here would repeat
    at = 0
    while at < len(pattern):
        if repeat := _UNBOUNDED.match(pattern, at):
            if inside:
                return True
            groups[-1] = True
            at = repeat.end()
            continue
        char, inside = pattern[at], False
        if char == "(":
            groups.append(False)
        elif char == ")" and len(groups) > 1:
            inside = groups.pop()
            groups[-1] |= inside
        in_class = _CLASS.match(pattern, at) if char == "[" else None
        at = in_class.end() if in_class else at + (2 if char == "\\" else 1)
    return False
