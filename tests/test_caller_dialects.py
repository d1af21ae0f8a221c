"""How each family writes each kind of action, word by word, and what every dialect must hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bench
from edgelam.caller.dialects import DIALECTS, Dialect, dialect_for, dialect_named, own_dialect
from edgelam.caller.dialects.base import KINDS, text_of
from edgelam.caller.legal import OWN_WORDS
from edgelam.core.action import (
    Action,
    Ask,
    Back,
    Clear,
    Done,
    GiveUp,
    Home,
    LongPress,
    OpenApp,
    Read,
    Scroll,
    Submit,
    Tap,
    Type,
    Wait,
)

TEMPLATES = Path(bench.__file__).parent / "templates"
FAMILIES = {
    "functiongemma": "functiongemma",
    "gemma3": "gemma3",
    "granite3": "granite3",
    "granite4": "hermes",
    "lfm2": "lfm2",
    "llama3": "llama3",
    "mistral-nemo": "mistral",
    "mistral-small": "mistral-args",
    "phi3.5": "plain",
    "phi4-mini": "phi4",
    "qwen2.5": "hermes",
    "qwen3": "hermes",
    "smollm3": "plain",
    "xlam2": "list",
}

ACTIONS: tuple[Action, ...] = (
    Tap(target=3),
    LongPress(target=3),
    Type(target=3, slot="pin"),
    Type(target=3, slot=OWN_WORDS),
    Clear(target=3),
    Submit(target=3),
    Read(target=3, slot="code"),
    Scroll(direction="down"),
    Scroll(direction="up", target=3),
    Back(),
    Home(),
    OpenApp(),
    Wait(),
    Ask(),
    Done(),
    GiveUp(),
)
WORDS = 'say "hi"'


def json_calls(key: str, before: str, after: str) -> list[str]:
    """What the families with JSON share: only what stands around it and one key differ."""
    calls = [
        ("tap", '{"element": 3}'),
        ("long_press", '{"element": 3}'),
        ("type", '{"element": 3, "value": "pin"}'),
        ("type", '{"element": 3, "words": "say \\"hi\\""}'),
        ("clear", '{"element": 3}'),
        ("submit", '{"element": 3}'),
        ("read", '{"element": 3, "value": "code"}'),
        ("scroll", '{"direction": "down"}'),
        ("scroll", '{"direction": "up", "element": 3}'),
        *((kind, "{}") for kind in ("back", "home", "open_app", "wait", "ask", "done", "give_up")),
    ]
    return [f'{before}{{"name": "{name}", "{key}": {arguments}}}{after}' for name, arguments in calls]


def python_calls(before: str, after: str) -> list[str]:
    calls = [
        "tap(element=3)",
        "long_press(element=3)",
        'type(element=3, value="pin")',
        'type(element=3, words="say \\"hi\\"")',
        "clear(element=3)",
        "submit(element=3)",
        'read(element=3, value="code")',
        'scroll(direction="down")',
        'scroll(direction="up", element=3)',
        *(f"{kind}()" for kind in ("back", "home", "open_app", "wait", "ask", "done", "give_up")),
    ]
    return [f"{before}{call}{after}" for call in calls]


SPELLED = {
    "plain": [
        "C",
        "C hold",
        "C type pin",
        'C type "say "hi""',
        "C clear",
        "C submit",
        "C read code",
        "scroll down",
        "C scroll up",
        *("back", "home", "open app", "wait", "ask", "done", "give up"),
    ],
    "functional": [
        "<a_tap><el_3>",
        "<a_long_press><el_3>",
        "<a_type><el_3>pin",
        '<a_type><el_3>"say "hi""',
        "<a_clear><el_3>",
        "<a_submit><el_3>",
        "<a_read><el_3>code",
        "<a_scroll>down",
        "<a_scroll><el_3>up",
        *(f"<a_{kind}>" for kind in ("back", "home", "open_app", "wait", "ask", "done", "give_up")),
    ],
    "functiongemma": [
        f"<start_function_call>call:{call}<end_function_call>"
        for call in (
            "tap{element:3}",
            "long_press{element:3}",
            "type{element:3,value:<escape>pin<escape>}",
            'type{element:3,words:<escape>say "hi"<escape>}',
            "clear{element:3}",
            "submit{element:3}",
            "read{element:3,value:<escape>code<escape>}",
            "scroll{direction:<escape>down<escape>}",
            "scroll{direction:<escape>up<escape>,element:3}",
            *(f"{kind}{{}}" for kind in ("back", "home", "open_app", "wait", "ask", "done", "give_up")),
        )
    ],
    "mistral-args": [
        f"[TOOL_CALLS]{call}"
        for call in (
            'tap[ARGS]{"element": 3}',
            'long_press[ARGS]{"element": 3}',
            'type[ARGS]{"element": 3, "value": "pin"}',
            'type[ARGS]{"element": 3, "words": "say \\"hi\\""}',
            'clear[ARGS]{"element": 3}',
            'submit[ARGS]{"element": 3}',
            'read[ARGS]{"element": 3, "value": "code"}',
            'scroll[ARGS]{"direction": "down"}',
            'scroll[ARGS]{"direction": "up", "element": 3}',
            *(f"{kind}[ARGS]{{}}" for kind in ("back", "home", "open_app", "wait", "ask", "done", "give_up")),
        )
    ],
    "hermes": json_calls("arguments", "<tool_call>\n", "\n</tool_call>"),
    "llama3": json_calls("parameters", "", ""),
    "list": json_calls("arguments", "[", "]"),
    "granite3": json_calls("arguments", "<|tool_call|>[", "]"),
    "mistral": json_calls("arguments", "[TOOL_CALLS][", "]"),
    "phi4": json_calls("arguments", "<|tool_call|>[", "]<|/tool_call|>"),
    "lfm2": python_calls("<|tool_call_start|>[", "]<|tool_call_end|>"),
    "gemma3": python_calls("```tool_code\n", "\n```"),
}


def open_spelling(dialect: Dialect, action: Action, slot: str) -> str:
    target = getattr(action, "target", None)
    return text_of(dialect.spell(action, "" if target is None else dialect.labels[target - 1], slot))


def spelled(dialect: Dialect, action: Action) -> str:
    """The whole answer; own words are WORDS."""
    text = open_spelling(dialect, action, getattr(action, "slot", ""))
    if isinstance(action, Type) and action.slot == OWN_WORDS:
        text += text_of(dialect.words(WORDS)) + text_of(dialect.closes_words)
    return text


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_kind_of_action_is_spelled_as_the_family_does(dialect: Dialect) -> None:
    assert [spelled(dialect, action) for action in ACTIONS] == SPELLED[dialect.name]


def test_the_table_has_every_dialect_and_kind() -> None:
    assert {dialect.name for dialect in DIALECTS} == set(SPELLED)
    assert {action.kind for action in ACTIONS} == set(KINDS)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@given(name=st.text(max_size=12))
def test_no_answer_goes_on_as_another(dialect: Dialect, name: str) -> None:
    """Only a whole answer may begin another one: there the token that ends a turn tells them apart."""
    shown = "".join(c if c.isalnum() else "_" for c in name) or "value"  # as the request shows a slot's name
    targets = [a.model_copy(update={"target": 31}) for a in ACTIONS if getattr(a, "target", None)]
    answers = [(action, open_spelling(dialect, action, shown)) for action in (*ACTIONS, *targets)]
    assert len({answer for _, answer in answers}) == len(answers)
    for action, answer in answers:
        if isinstance(action, Type) and action.slot == OWN_WORDS:
            assert not any(o.startswith(answer) for other, o in answers if other != action)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@given(name=st.text(max_size=30), words=st.text(max_size=30))
def test_nothing_of_a_name_or_of_words_is_special(dialect: Dialect, name: str, words: str) -> None:
    constants = {
        part.text for action in ACTIONS for part in dialect.spell(action, "3", "slot") if part.special
    }
    hostile = [*dialect.spell(Type(target=3, slot=name), "3", name), *dialect.words(words)]
    assert {part.text for part in hostile if part.special} <= constants


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_answer_begins_with_the_opening(dialect: Dialect) -> None:
    opening = text_of(dialect.opening)
    assert all(text_of(dialect.spell(action, "3", "pin")).startswith(opening) for action in ACTIONS)


@pytest.mark.parametrize("name", ["hermes", "llama3", "list", "granite3", "mistral", "phi4"])
@given(words=st.text(max_size=30), slot=st.text(max_size=20))
def test_a_json_call_can_be_read_back(name: str, words: str, slot: str) -> None:
    dialect = dialect_named(name)
    assert dialect is not None
    opened = dialect.spell(Type(target=3, slot=OWN_WORDS), "3")
    answer = text_of([*opened, *dialect.words(words), *dialect.closes_words])
    for text, arguments in (
        (answer, {"element": 3, "words": words}),
        (text_of(dialect.spell(Read(target=3, slot=slot), "3", slot)), {"element": 3, "value": slot}),
    ):
        start, end = text.index("{"), text.rindex("}")
        read = json.loads(text[start : end + 1])
        assert read.get("arguments", read.get("parameters")) == arguments


@pytest.mark.parametrize(("family", "name"), FAMILIES.items())
def test_a_family_is_told_by_its_template(family: str, name: str) -> None:
    assert own_dialect((TEMPLATES / f"{family}.jinja").read_text()).name == name


@pytest.mark.parametrize(
    ("family", "architecture", "title", "name"),
    [
        ("qwen3", "qwen3", "Qwen3 0.6B", "plain"),
        ("llama3", "llama", "Llama 3.2 1B Instruct", "plain"),
        ("gemma3", "gemma3", "Gemma 3 270m it", "plain"),
        ("granite3", "granite", "Granite 3.3 2b Instruct", "plain"),
        ("functiongemma", "gemma3", "Functiongemma 270m It", "functiongemma"),
        ("lfm2", "lfm2", "LFM2 350M", "lfm2"),
        ("phi4-mini", "phi3", "Phi 4 Mini Instruct", "phi4"),
        ("xlam2", "qwen2", "xLAM-2-1b-fc-r", "list"),
        ("qwen2.5", "qwen2", "Hammer2.0 1.5b", "hermes"),
        ("xlam2", "qwen2", "Hammer2.1 1.5b", "list"),
        ("phi3.5", "phi3", "Some tool model", "plain"),
        (None, "lfm2", "", "lfm2"),
        (None, "llama", "", "plain"),
    ],
)
def test_the_syntax_a_model_is_spoken_to_in(
    family: str | None, architecture: str, title: str, name: str
) -> None:
    template = (TEMPLATES / f"{family}.jinja").read_text() if family else ""
    assert dialect_for(template, architecture, {"general.name": title}).name == name


def test_a_vocabulary_with_action_tokens_is_used() -> None:
    assert dialect_for("", single=lambda text: text in ("<a_tap>", "<el_1>")).name == "functional"
    assert dialect_for("", single=lambda text: text == "<el_1>").name == "plain"


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_functions_are_schemas_of_the_actions_asked_for(dialect: Dialect) -> None:
    tools = dialect.tools(("done", "tap"))
    if tools is None:
        assert dialect.name in ("plain", "functional")
        return
    assert [tool["function"]["name"] for tool in tools] == ["tap", "done"]
    assert tools[0]["function"]["parameters"]["required"] == ["element"]
    assert len(dialect.tools() or []) == len(KINDS)
    assert json.loads(json.dumps(tools)) == tools
