"""How each model family writes an action, and which of these ways a model is spoken to in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from .base import Dialect
from .calls import CALLS
from .functional import PROBES, Functional
from .plain import Plain

PLAIN = Plain()
FUNCTIONAL = Functional()
DIALECTS: tuple[Dialect, ...] = (FUNCTIONAL, *CALLS, PLAIN)

# Families whose every member was made for calling functions, by their dialect; others by their names' words.
_ALWAYS = ("functiongemma", "lfm2", "phi4")
_CALLING = re.compile(r"\b(?:xlam|hammer|hermes|functionary|function|toolace|tools?|fc)\b")
_NAMES = ("general.name", "general.basename", "general.finetune")


def dialect_for(
    template: str,
    architecture: str = "",
    metadata: Mapping[str, object] | None = None,
    single: Callable[[str], bool] = lambda text: False,
) -> Dialect:
    """The syntax in which this model answers best.

    A vocabulary with tokens for actions and elements is used. A model made for calling functions speaks its
    template's own syntax: FunctionGemma, LFM2 and Phi-4-mini by their templates, any other (xLAM, Hammer,
    Hermes ...) by its name. The rest speaks plain words: a chat model follows the instructions, and an
    answer is about 3 tokens where a call is 15 to 25.

    template: the chat template's source. architecture: llama.cpp's name. metadata: of the GGUF.
    single: whether the vocabulary has a text as one token.
    """
    if all(map(single, PROBES)):
        return FUNCTIONAL
    own = own_dialect(template, architecture)
    names = " ".join(str((metadata or {}).get(key, "")) for key in _NAMES).lower()
    made_for_calls = _CALLING.search(re.sub(r"[^a-z]+", " ", names))
    return own if made_for_calls or own.name in _ALWAYS else PLAIN


def own_dialect(template: str, architecture: str = "") -> Dialect:
    """The function-calling syntax of the template's family; plain words where it has none."""
    return next((dialect for dialect in CALLS if dialect.matches(template, architecture)), PLAIN)


def dialect_named(name: str) -> Dialect | None:
    """The dialect of that name."""
    return next((dialect for dialect in DIALECTS if dialect.name == name), None)


__all__ = ["DIALECTS", "FUNCTIONAL", "PLAIN", "Dialect", "dialect_for", "dialect_named", "own_dialect"]
