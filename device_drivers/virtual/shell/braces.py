"""Brace expansion: `a{b,c}` becomes two words; pure."""

from __future__ import annotations

import re
from dataclasses import replace

from device_drivers.virtual.shell.grammar import Word

MOST = 256  # words that one word may become
_BRACES = re.compile(r"(.*?)\{([^{}]*,[^{}]*)\}(.*)", re.DOTALL)


def alternatives(word: Word) -> list[Word]:
    """The words that one stands for. Only braces within one unquoted piece of text count."""
    done: list[Word] = []
    waiting = [word]
    while waiting and len(done) + len(waiting) <= MOST:
        word = waiting.pop(0)
        for place, part in enumerate(word.parts):
            found = _BRACES.fullmatch(part.text) if part.kind == "text" and not part.quoted else None
            if found:
                before, choices, after = found.groups()
                waiting = [
                    Word(
                        (
                            *word.parts[:place],
                            replace(part, text=before + one + after),
                            *word.parts[place + 1 :],
                        )
                    )
                    for one in choices.split(",")
                ] + waiting
                break
        else:
            done.append(word)
    return done + waiting
