"""Function calls: the same functions and arguments in the syntax that each model family was taught."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from edgelam.caller.layout import NUMBERS
from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import Action, Type
from edgelam.engines.chat import Part

from .base import KINDS, OPEN, Call, call_of, is_number, schemas

Form = Callable[[Call], tuple[Part, ...]]

_GUIDE = """Call exactly one function: the next action. `element` is the number of an element on the screen, \
`value` the name of one of the values; `words` are words of the step itself."""


def _escaped(text: str) -> str:
    """As within a quoted string of JSON or Python."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _quoted(argument: str, value: str) -> str:
    return value if is_number(argument, value) else f'"{_escaped(value)}"'


def _json(call: Call, key: str) -> tuple[Part, ...]:
    arguments = ", ".join(f'"{name}": {_quoted(name, value)}' for name, value in call.arguments)
    return (Part(f'{{"name": "{call.name}", "{key}": {{{arguments}}}}}'),)


def _python(call: Call) -> tuple[Part, ...]:
    arguments = ", ".join(f"{name}={_quoted(name, value)}" for name, value in call.arguments)
    return (Part(f"{call.name}({arguments})"),)


def _apart(call: Call) -> tuple[Part, ...]:
    arguments = ", ".join(f'"{name}": {_quoted(name, value)}' for name, value in call.arguments)
    return (Part(call.name), Part("[ARGS]", special=True), Part(f"{{{arguments}}}"))


def _escape_marks(call: Call) -> tuple[Part, ...]:
    """Strings stand between marks that no text can spell, so nothing in them is escaped."""
    parts = [Part(f"call:{call.name}{{")]
    for i, (name, value) in enumerate(call.arguments):
        mark = () if is_number(name, value) else (Part("<escape>", special=True),)
        parts += [Part(f"{',' if i else ''}{name}:"), *mark, Part(value), *mark]
    return (*parts, Part("}"))


@dataclass(frozen=True)
class CallDialect:
    """Calls between what a family writes before and after them. See base.Dialect."""

    name: str
    form: Form
    marks: tuple[str, ...]  # texts of chat templates, any of which tells the family
    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()
    never: tuple[str, ...] = ()  # texts that tell another family with the same marks
    architectures: tuple[str, ...] = ()  # llama.cpp's names that tell the family by themselves
    escapes: bool = True  # whether quotes within words are escaped
    guide: str = _GUIDE
    labels: tuple[str, ...] = NUMBERS
    opening: tuple[Part, ...] = field(init=False)
    closes_words: tuple[Part, ...] = field(init=False)

    def __post_init__(self) -> None:
        opening, _ = self._split(Call(OPEN, ()))
        _, closing = self._split(call_of(Type(target=1, slot=OWN_WORDS), "1", ""))
        object.__setattr__(self, "opening", opening)
        object.__setattr__(self, "closes_words", closing)

    def matches(self, template: str, architecture: str) -> bool:
        """By the template's own marks, or by an architecture that only this family has."""
        if architecture in self.architectures:
            return True
        return any(mark in template for mark in self.marks) and not any(
            mark in template for mark in self.never
        )

    def tools(self, kinds: Collection[str] = KINDS) -> list[dict[str, Any]] | None:
        """One function a kind."""
        return schemas(kinds)

    def spell(self, action: Action, label: str = "", slot: str = "") -> tuple[Part, ...]:
        """The call; see Dialect."""
        call = call_of(action, label, slot)
        if isinstance(action, Type) and action.slot == OWN_WORDS:
            return self._split(call)[0]
        return self._whole(call)

    def words(self, text: str) -> tuple[Part, ...]:
        """Escaped as the family's strings are."""
        return (Part(_escaped(text) if self.escapes else text),)

    def _whole(self, call: Call) -> tuple[Part, ...]:
        return (*self.before, *self.form(call), *self.after)

    def _split(self, call: Call) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """What stands before and after the OPEN mark."""
        parts = self._whole(call)
        at = next(i for i, part in enumerate(parts) if OPEN in part.text)
        head, _, tail = parts[at].text.partition(OPEN)
        before, after = (*parts[:at], Part(head)), (Part(tail), *parts[at + 1 :])
        return tuple(p for p in before if p.text), tuple(p for p in after if p.text)


_ARGUMENTS: Form = partial(_json, key="arguments")
_PARAMETERS: Form = partial(_json, key="parameters")


def _special(text: str) -> Part:
    return Part(text, special=True)


# The most telling marks first: the first dialect that matches a template is its own.
CALLS: tuple[CallDialect, ...] = (
    CallDialect(
        "functiongemma",
        _escape_marks,
        ("<start_function_call>",),
        before=(_special("<start_function_call>"),),
        after=(_special("<end_function_call>"),),
        escapes=False,
    ),
    CallDialect(  # LFM2 and LFM2.5
        "lfm2",
        _python,
        ("<|tool_call_start|>", "<|tool_list_start|>"),
        before=(_special("<|tool_call_start|>"), Part("[")),
        after=(Part("]"), _special("<|tool_call_end|>")),
        architectures=("lfm2", "lfm2moe"),
    ),
    CallDialect(  # Phi-4-mini
        "phi4",
        _ARGUMENTS,
        ("<|tool|>",),
        before=(_special("<|tool_call|>"), Part("[")),
        after=(Part("]"), _special("<|/tool_call|>")),
    ),
    CallDialect(  # Granite 3
        "granite3",
        _ARGUMENTS,
        ("<|tool_call|>",),
        before=(_special("<|tool_call|>"), Part("[")),
        after=(Part("]"),),
    ),
    CallDialect(  # Mistral since Small 3.2, Ministral 3, Devstral
        "mistral-args",
        _apart,
        ("[ARGS]",),
        before=(_special("[TOOL_CALLS]"),),
    ),
    CallDialect(  # Mistral 7B v0.3, Nemo
        "mistral",
        _ARGUMENTS,
        ("[TOOL_CALLS]",),
        before=(_special("[TOOL_CALLS]"), Part("[")),
        after=(Part("]"),),
    ),
    CallDialect(  # Qwen 2.5 and 3, SmolLM3, Granite 4, Hammer 2, Hermes
        "hermes",
        _ARGUMENTS,
        ("<tool_call>",),
        before=(_special("<tool_call>"), Part("\n")),
        after=(Part("\n"), _special("</tool_call>")),
        never=("<function=", "<arg_key>"),  # the same mark around XML
    ),
    CallDialect(  # Llama 3.1 to 3.3
        "llama3",
        _PARAMETERS,
        ("Environment: ipython", "<|python_tag|>"),
        never=("<function=",),
    ),
    CallDialect(  # Gemma 3: its template shows no functions
        "gemma3",
        _python,
        ("<start_of_turn>",),
        before=(Part("```tool_code\n"),),
        after=(Part("\n```"),),
    ),
    CallDialect(  # xLAM-2, Hammer 2.1
        "list",
        _ARGUMENTS,
        ("JSON array", "[BEGIN OF AVAILABLE", "xLAM"),
        before=(Part("["),),
        after=(Part("]"),),
    ),
)
