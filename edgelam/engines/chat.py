"""Messages to tokens by a model's own chat template, with no way for a message to pass for the template.

The template is rendered around placeholders; only its own text may become control tokens. Templates come with
models, so they run in jinja2's sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from edgelam.core.contracts import ChatDecoder as ChatDecoder

if TYPE_CHECKING:
    from jinja2 import Template

_LONGEST_TEMPLATE = 200_000  # characters
_PLACE = "\ue000{}\ue001"
_PLACES = re.compile("\ue000([0-9]+)\ue001")


class Message(NamedTuple):
    """One turn: role is system, user or assistant."""

    role: str
    content: str


class Prompt(NamedTuple):
    """A conversation in tokens."""

    tokens: list[int]
    shared: int  # so many of them stand before the last message: the same for every such conversation


def chat_prompt(decoder: ChatDecoder, messages: Sequence[Message]) -> Prompt:
    """The conversation, up to where the assistant's next turn begins. Raises ModelError."""
    written = _written(decoder, messages)
    tokens: list[int] = []
    shared = 0
    for index, part in enumerate(_PLACES.split(written)):
        if index % 2:
            shared = len(tokens)
            tokens += decoder.tokenize(messages[int(part)].content)
        elif part:
            tokens += decoder.tokenize(part, special=True)
    return Prompt(tokens, shared)


def _written(decoder: ChatDecoder, messages: Sequence[Message]) -> str:
    """The conversation with placeholders for what is said."""
    places = [message._replace(content=_PLACE.format(i)) for i, message in enumerate(messages)]
    folded = places
    if len(places) > 1 and places[0].role == "system":  # some templates know no system turn
        both = f"{places[0].content}\n\n{places[1].content}"
        folded = [places[1]._replace(content=both), *places[2:]]
    for turns in (places, folded):
        text = _rendered(decoder, turns)
        if sorted(map(int, _PLACES.findall(text))) == list(range(len(messages))):
            return text
    plain = "".join(f"### {place.role.capitalize()}:\n{place.content}\n\n" for place in places)
    return f"{decoder.begin}{plain}### Assistant:\n"


def _rendered(decoder: ChatDecoder, turns: Sequence[Message]) -> str:
    """What the template makes of the turns; empty where it cannot."""
    if not 0 < len(decoder.template) <= _LONGEST_TEMPLATE:
        return ""
    from jinja2 import TemplateError

    try:
        return _compiled(decoder.template).render(
            messages=[turn._asdict() for turn in turns],
            add_generation_prompt=True,
            enable_thinking=False,
            bos_token=decoder.begin,
            eos_token=decoder.finish,
        )
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError):
        return ""  # a template is a program of somebody else's: these are the errors it can run into


@lru_cache(maxsize=4)
def _compiled(source: str) -> Template:
    from jinja2.ext import loopcontrols
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols], keep_trailing_newline=True
    )
    environment.globals["raise_exception"] = _refuse
    # The date would change the prefix from day to day, and nothing here depends on it.
    environment.globals["strftime_now"] = lambda form: ""
    return environment.from_string(source)


def _refuse(message: object) -> NoReturn:
    raise ValueError(str(message))
