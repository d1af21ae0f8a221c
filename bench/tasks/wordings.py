"""A small grammar of wordings: `(Set|Make) an alarm (for|at) {time}[ please]`; pure."""

from __future__ import annotations

import itertools
import re

_PARTS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


def wordings(grammar: str) -> tuple[str, ...]:
    """Every sentence of a grammar. `(a|b)`: one of them; `[a|b]`: one of them or nothing; `{name}` stays."""
    pieces: list[tuple[str, ...]] = []
    end = 0
    for found in _PARTS.finditer(grammar):
        pieces.append((grammar[end : found.start()],))
        one_of, maybe = found.groups()
        pieces.append(tuple(one_of.split("|")) if one_of is not None else ("", *maybe.split("|")))
        end = found.end()
    pieces.append((grammar[end:],))
    sentences = (" ".join("".join(parts).split()) for parts in itertools.product(*pieces))
    return tuple(dict.fromkeys(sentences))
