"""Chat templates rendered: programs that come with models, held to what a template needs.

jinja2's sandbox keeps them from the host. It does not keep them from running for ever or filling the memory;
so loops are counted, and what multiplies texts is held to a size.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from jinja2 import Template, nodes

_LONGEST_TEMPLATE = 200_000  # characters
_STEPS = 10_000  # rounds of all loops of a rendering
_LONGEST_TEXT = 100_000  # characters of any text on the way
_LARGEST = 10_000  # numbers given to a function: widths, ranges
_GENERATION = re.compile(r"(\{%[-+]?\s*)(end)?generation(\s*[-+]?%\})")


def render(source: str, variables: Mapping[str, object]) -> str:
    """What the template makes of the variables; empty where it cannot, or takes too much."""
    if not 0 < len(source) <= _LONGEST_TEMPLATE:
        return ""
    from jinja2 import TemplateError

    try:
        return _compiled(source).render(_step=_counter(), **variables)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError, MemoryError):
        return ""  # a template is a program of somebody else's: these are the errors it can run into


@lru_cache(maxsize=4)
def _compiled(source: str) -> Template:
    from jinja2.ext import loopcontrols

    environment = _environment_class()(trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols])
    environment.filters = {name: _modest(function) for name, function in environment.filters.items()}
    # The date would change the prefix from day to day, and nothing here depends on it.
    environment.globals.update(raise_exception=_refuse, strftime_now=lambda form: "")
    environment.filters["tojson"] = _to_json
    # A tag of transformers' that marks what to train on and renders as nothing.
    tree = environment.parse(_GENERATION.sub(_as_if, source))
    _count_loops(tree)
    template: Template = environment.from_string(tree)
    return template


@lru_cache(maxsize=1)
def _environment_class() -> Any:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset(("+", "*", "**", "%"))

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "*" and not _is_number(left, right):
                number, text = (left, right) if _is_number(left) else (right, left)
                _hold(len(text) * number, _LONGEST_TEXT)
            elif operator == "**" or (operator == "%" and isinstance(left, str)):
                _refuse(f"no {operator} here")
            result = super().call_binop(context, operator, left, right)
            return _held(result)

        def call(self, context: Any, function: Any, /, *args: Any, **named: Any) -> Any:
            texts = [text for text in (getattr(function, "__self__", ""), *args) if isinstance(text, str)]
            _hold_together(texts)
            return _modest(super().call)(context, function, *args, **named)

    return Environment


def _count_loops(tree: nodes.Template) -> None:
    """Every round of a loop, and every joining of texts, is looked at."""
    from jinja2 import nodes

    def call(*args: nodes.Expr) -> nodes.Call:
        return nodes.Call(nodes.Name("_step", "load"), list(args), [], None, None)

    repeated: list[nodes.For | nodes.Macro] = [*tree.find_all(nodes.For), *tree.find_all(nodes.Macro)]
    for loop in repeated:
        loop.body.insert(0, nodes.ExprStmt(call()))
    for joined in list(tree.find_all(nodes.Concat)):
        joined.nodes[:] = [call(node) for node in joined.nodes]


def _counter() -> Callable[..., Any]:
    left = _STEPS

    def step(value: object = "") -> object:
        nonlocal left
        left -= 1
        _hold(0 if left >= 0 else 1, 0)
        return _held(value)

    return step


def _modest(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, for arguments and results of a size that templates need."""

    @wraps(function)
    def checked(*args: Any, **named: Any) -> Any:
        given = (*args, *named.values())
        for number in filter(_is_number, given):
            _hold(number, _LARGEST)
        _hold_together([value for value in given if isinstance(value, str)])
        return _held(function(*args, **named))

    return checked


def _hold_together(texts: Sequence[str]) -> None:
    """As where each character of one text becomes the other."""
    if len(texts) > 1:
        _hold(len(texts[0]) * len(texts[-1]), 10 * _LONGEST_TEXT)


def _is_number(*values: object) -> bool:
    return all(isinstance(value, int | float) for value in values)


def _held(value: object) -> object:
    if isinstance(value, str):
        _hold(len(value), _LONGEST_TEXT)
    return value


def _hold(size: float, largest: float) -> None:
    if size > largest:
        _refuse("the template takes too much")


def _as_if(tag: re.Match[str]) -> str:
    return f"{tag[1]}{'endif' if tag[2] else 'if true'}{tag[3]}"


def _to_json(value: object, indent: int | None = None, **options: Any) -> str:
    """Without jinja2's escapes for HTML, which no model was trained on."""
    known = {name: options[name] for name in ("separators", "sort_keys") if name in options}
    return json.dumps(value, indent=indent, ensure_ascii=False, **known)


def _refuse(message: object) -> NoReturn:
    raise ValueError(str(message))
