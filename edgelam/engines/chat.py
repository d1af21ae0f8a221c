"""Messages to tokens by a model's own chat template, with no way for a message to pass for the template.

The template is rendered around placeholders; only its own text may become control tokens. What was said is
tokenised once and never again: a conversation that goes on keeps its tokens, see `next_turn`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from edgelam.core.contracts import ChatDecoder, Decoder

from .prefix import common_prefix
from .templates import render

Tools = Sequence[Mapping[str, Any]]  # JSON schemas, as OpenAI writes them

_PLACE = "\ue000{}\ue001"
_PLACES = re.compile("\ue000([0-9]+)\ue001")
# How thinking is opened, and what closes it at once where a template opens it in every answer.
_THINKING = {
    "<think>": "\n\n</think>\n\n",
    "[THINK]": "[/THINK]",
    "<seed:think>": "</seed:think>",
    "<|START_THINKING|>": "<|END_THINKING|>",
}
_OFF = {"enable_thinking": False, "thinking": False}


class Part(NamedTuple):
    """A piece of text; only a special one may become control tokens, so it is never somebody else's text."""

    text: str
    special: bool = False


class Message(NamedTuple):
    """One turn: role is system, user or assistant. Content is text, or tokens that are taken as they are."""

    role: str
    content: str | Sequence[int]


class Prompt(NamedTuple):
    """A conversation in tokens."""

    tokens: list[int]
    shared: int  # so many of them stand before the last message: the same for every such conversation
    asked: int  # so many of them stand up to the end of the last message


class Turn(NamedTuple):
    """What the template writes around an answer that is followed by another question."""

    drop: int  # so many tokens at the prompt's end stand only before the last answer (an empty thought)
    before: list[int]  # what stands there instead before an earlier one
    asking: list[int]  # the end of the answer, and the question
    opening: list[int]  # what opens the next answer

    def follow(self, prompt: Sequence[int], answer: Sequence[int]) -> Prompt:
        """The conversation up to the next answer. answer: its tokens without the one that ends a turn."""
        said = [*prompt[: len(prompt) - self.drop], *self.before, *answer]
        asked = [*said, *self.asking]
        return Prompt([*asked, *self.opening], len(said), len(asked))


def tokens_of(decoder: Decoder, parts: Iterable[Part]) -> list[int]:
    """Tokens of parts; neighbours of a kind are read as one text."""
    tokens: list[int] = []
    for special, group in groupby(parts, key=lambda part: part.special):
        text = "".join(part.text for part in group)
        if text:
            tokens += decoder.tokenize(text, special=special)
    return tokens


def chat_prompt(decoder: ChatDecoder, messages: Sequence[Message], tools: Tools = ()) -> Prompt:
    """The conversation, up to where the assistant's next turn begins. Raises ModelError.

    tools: what the template shows as functions that can be called; trusted text.
    """
    tokens: list[int] = []
    shared = asked = 0
    for piece in _pieces(_form(decoder, tools), tuple(message.role for message in messages)):
        if isinstance(piece, int):
            shared = len(tokens)
            tokens += _content(decoder, messages[piece].content)
            asked = len(tokens)
        elif piece:
            tokens += decoder.tokenize(piece, special=True)
    return Prompt(tokens, shared, asked)


def next_turn(
    decoder: ChatDecoder, content: str | Sequence[int], tools: Tools = (), *, system: bool = True
) -> Turn | None:
    """How a conversation goes on after an answer, with another question of the user's.

    `turn.follow(prompt, answer)` is then what `chat_prompt` gives for the whole conversation. None where it
    is not: the template moves or rewrites what was said before. system: the conversation begins with a system
    message.
    """
    around = _around(_form(decoder, tools), system)
    if around is None:
        return None
    opening, earlier, asking = (
        decoder.tokenize(text, special=True) if text else []
        for text in (around.opening, around.earlier, around.asking)
    )
    same = common_prefix(opening, earlier)
    return Turn(len(opening) - same, earlier[same:], [*asking, *_content(decoder, content)], opening)


def _content(decoder: Decoder, content: str | Sequence[int]) -> Sequence[int]:
    return decoder.tokenize(content) if isinstance(content, str) else content


@dataclass(frozen=True)
class _Form:
    """What decides how a conversation is written."""

    template: str
    begin: str
    finish: str
    tools: str  # JSON, "" for none


def _form(decoder: ChatDecoder, tools: Tools) -> _Form:
    written = json.dumps(tools, ensure_ascii=False) if tools else ""
    return _Form(decoder.template, decoder.begin, decoder.finish, written)


class _Layout(NamedTuple):
    """Which parts of a conversation a template has a place for; the others go into the first message."""

    system: bool
    tools: bool


class _Around(NamedTuple):
    """Texts of the template around answers, the same at every length of a conversation."""

    generation: str  # what the template writes for an answer to follow
    earlier: str  # before an answer that is followed by another question
    asking: str  # between an answer and the next question

    @property
    def opening(self) -> str:
        """What the last answer follows; where it may begin with a thought or a channel, it is past that."""
        return self.earlier if self.earlier.startswith(self.generation) else self.generation


_LAYOUTS = (_Layout(True, True), _Layout(False, True), _Layout(True, False), _Layout(False, False))


@lru_cache(maxsize=64)
def _pieces(form: _Form, roles: tuple[str, ...]) -> tuple[str | int, ...]:
    """The template's own texts and, between them, the numbers of the messages."""
    system = bool(roles) and roles[0] == "system"
    text = _written(form, _layout(form, system), roles) or _plain(form, roles)
    *parts, last = _PLACES.split(text)
    around = _around(form, system)
    if around and last == around.generation:
        last = around.opening
    return (*(int(part) if i % 2 else part for i, part in enumerate(parts)), last)


@lru_cache(maxsize=64)
def _layout(form: _Form, system: bool) -> _Layout:
    """The first way the template can write a conversation; better one that lets it go on."""
    roles = ("system", "user") if system else ("user",)
    able = [layout for layout in _LAYOUTS if _written(form, layout, roles)]
    if form.tools:
        shown = [layout for layout in able if layout.tools and _shows_tools(form, layout, roles)]
        able = shown or [layout for layout in able if not layout.tools]
    steady = [layout for layout in able if _steady(form, layout, system)]
    return next(iter(steady or able), _LAYOUTS[-1])


def _shows_tools(form: _Form, layout: _Layout, roles: tuple[str, ...]) -> bool:
    bare = _Form(form.template, form.begin, form.finish, "")
    return _written(form, layout, roles) != _written(bare, layout, roles)


@lru_cache(maxsize=64)
def _around(form: _Form, system: bool) -> _Around | None:
    return _steady(form, _layout(form, system), system)


def _steady(form: _Form, layout: _Layout, system: bool) -> _Around | None:
    """None where the texts, or anything before them, depend on how long the conversation is."""
    first = 1 if system else 0
    roles = (*(["system"] * first), "user", *(["assistant", "user"] * 2))
    split: list[list[str]] = []
    for turns in (1, 3, 5):
        some = roles[: first + turns]
        text = _written(form, layout, some) or _plain(form, some)
        parts = _PLACES.split(text)
        if [int(number) for number in parts[1::2]] != list(range(len(some))):
            return None
        split.append(parts[0::2])
    one, two, three = split
    asked = first + 1  # texts before and between the first messages
    opening, earlier, asking = one[-1], two[asked], two[asked + 1]
    whole = [*one[:asked], earlier, asking]
    if [two, three] != [[*whole, opening], [*whole, earlier, asking, opening]]:
        return None
    return _Around(opening, earlier, asking)


def _written(form: _Form, layout: _Layout, roles: Sequence[str]) -> str:
    """The conversation with placeholders for what is said; empty where the template cannot, or loses one."""
    turns = [{"role": role, "content": _PLACE.format(i)} for i, role in enumerate(roles)]
    if not turns:
        return ""
    tools = json.loads(form.tools) if form.tools else None
    if tools and not layout.tools:
        turns[0]["content"] = _with_tools(roles[0], turns[0]["content"], tools)
        tools = None
    if not layout.system and turns[0]["role"] == "system" and len(turns) > 1:
        turns[1]["content"] = f"{turns[0]['content']}\n\n{turns[1]['content']}"
        del turns[0]
    elif tools and turns[0]["role"] == "system":
        turns[0]["tools"] = form.tools  # where Phi-4-mini looks for them
    text = _rendered(form, turns, tools)
    found = sorted(int(number) for number in _PLACES.findall(text))
    return _without_thought(text) if found == list(range(len(roles))) else ""


def _plain(form: _Form, roles: Sequence[str]) -> str:
    """For a model without a template, or with one that cannot be used."""
    said = [_PLACE.format(i) for i in range(len(roles))]
    if form.tools and said:
        said[0] = _with_tools(roles[0], said[0], json.loads(form.tools))
    turns = (f"### {role.capitalize()}:\n{text}\n\n" for role, text in zip(roles, said, strict=True))
    return f"{form.begin}{''.join(turns)}### Assistant:\n"


def _with_tools(role: str, content: str, tools: Tools) -> str:
    """Functions for a template that knows none: after the instructions, or before the first question."""
    listed = "Functions:\n" + "\n".join(json.dumps(tool, ensure_ascii=False) for tool in tools)
    return f"{content}\n\n{listed}" if role == "system" else f"{listed}\n\n{content}"


def _without_thought(text: str) -> str:
    """Thinking that the template opens is closed: the answer is one of a closed set and comes at once."""
    for opening, closing in _THINKING.items():
        if text.rstrip().endswith(opening):
            return text.rstrip() + closing
    return text


def _rendered(form: _Form, turns: Sequence[Mapping[str, str]], tools: Tools | None) -> str:
    """What the template makes of the turns; empty where it cannot."""
    variables = {
        "messages": turns,
        "add_generation_prompt": True,
        "bos_token": form.begin,
        "eos_token": form.finish,
        **_OFF,
        **({"tools": tools, "xml_tools": tools} if tools else {}),
    }
    return render(form.template, variables)
