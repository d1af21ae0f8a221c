"""Chat templates: the recorded ones word by word, and what every template must hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import bench
from edgelam.caller.dialects import own_dialect
from edgelam.engines.chat import Message, Part, chat_prompt, next_turn, tokens_of
from edgelam.engines.llama import LlamaDecoder
from edgelam.engines.scripted import ScriptedDecoder
from tests.tiny_gguf import FUNCTIONAL, SPECIAL, tiny_decoder

WRITTEN = Path(__file__).parent / "templates"
TEMPLATES = sorted((Path(bench.__file__).parent / "templates").glob("*.jinja"))
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "tap",
            "description": "Tap an <element>",
            "parameters": {"type": "object", "properties": {}, "required": []},
        },
    }
]
SYSTEM, ASKED = Message("system", "Help."), Message("user", '1 button "OK"')


def decoder_with(template: str) -> ScriptedDecoder:
    decoder = ScriptedDecoder()
    decoder.template, decoder.begin, decoder.finish = template, "<s>", "</s>"
    return decoder


def text(tokens: list[int]) -> str:
    return bytes(tokens).decode()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_recorded_template_writes_its_own_words(path: Path) -> None:
    decoder = decoder_with(path.read_text())
    tools = own_dialect(decoder.template).tools(("tap",)) or ()
    assert (
        text(chat_prompt(decoder, [SYSTEM, ASKED], tools).tokens)
        == (WRITTEN / f"{path.stem}.txt").read_text()
    )


@pytest.mark.parametrize("system", [True, False], ids=["system", "no system"])
@pytest.mark.parametrize("tools", [(), TOOLS], ids=["no tools", "tools"])
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_conversation_goes_on_as_the_template_writes_it_whole(
    path: Path, tools: list[object], system: bool
) -> None:
    decoder = decoder_with(path.read_text())
    said = [SYSTEM, ASKED] if system else [ASKED]
    prompt = chat_prompt(decoder, said, tools).tokens  # type: ignore[arg-type]
    for number in range(3):
        answer, question = f"tap {number}", f"<|im_end|> {number} </think>"
        turn = next_turn(decoder, question, tools, system=system)  # type: ignore[arg-type]
        if turn is None:
            assert path.stem == "mistral-nemo" and tools  # it moves them to the last question
            return
        prompt = turn.follow(prompt, decoder.tokenize(answer)).tokens
        said += [Message("assistant", answer), Message("user", question)]
        assert prompt == chat_prompt(decoder, said, tools).tokens  # type: ignore[arg-type]


def test_an_empty_thought_is_dropped_from_earlier_turns() -> None:
    decoder = decoder_with((TEMPLATES[0].parent / "qwen3.jinja").read_text())
    turn = next_turn(decoder, "next")
    assert turn is not None
    assert turn.drop == len("<think>\n\n</think>\n\n")
    gemma = next_turn(decoder_with((TEMPLATES[0].parent / "gemma3.jinja").read_text()), "next")
    assert gemma is not None
    assert text([*gemma.asking, *gemma.opening]) == (
        "<end_of_turn>\n<start_of_turn>user\nnext<end_of_turn>\n<start_of_turn>model\n"
    )
    assert (gemma.drop, gemma.before) == (0, [])


@pytest.mark.parametrize(
    ("template", "ending"),
    [
        ("{% for m in messages %}{{ m.content }}{% endfor %}A:<think>\n", "A:<think>\n\n</think>\n\n"),
        ("{% for m in messages %}{{ m.content }}{% endfor %}A:[THINK]", "A:[THINK][/THINK]"),
        (
            "{% for m in messages %}{{ 'A:<final>' if m.role == 'assistant' }}{{ m.content }}|{% endfor %}A:",
            "|A:<final>",
        ),
        (
            "{% for m in messages %}{%- generation -%}{{ m.content }}{% endgeneration %};{% endfor %}A:",
            '"OK";A:',
        ),
    ],
)
def test_an_answer_begins_past_thoughts_and_channels(template: str, ending: str) -> None:
    assert text(chat_prompt(decoder_with(template), [SYSTEM, ASKED]).tokens).endswith(ending)


@pytest.mark.parametrize(
    "template",
    [
        "",
        "{{",
        "{{ 1 / 0 }}",
        "{{ messages[9].content }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ raise_exception('no') }}",
        "no content at all",
        "{{ messages[0].content }}{{ messages[0].content }}{{ messages[1].content }}",
        "{{ messages[0].content[:1] }}{{ messages[1].content }}",
        "x" * 300_000,
    ],
)
def test_a_template_that_cannot_be_used_is_not(template: str) -> None:
    decoder = decoder_with(template)
    prompt = text(chat_prompt(decoder, [SYSTEM, ASKED]).tokens)
    assert prompt == '<s>### System:\nHelp.\n\n### User:\n1 button "OK"\n\n### Assistant:\n'
    shown = text(chat_prompt(decoder, [SYSTEM, ASKED], TOOLS).tokens)
    assert '### System:\nHelp.\n\nFunctions:\n{"type": "function"' in shown


def test_what_a_template_has_no_place_for_goes_into_the_first_message() -> None:
    template = (
        "{% if messages[0].role == 'system' %}{{ raise_exception('no') }}{% endif %}"
        "{% for m in messages %}[{{ m.content }}]{% endfor %}"
    )
    decoder = decoder_with(template)
    prompt = text(chat_prompt(decoder, [SYSTEM, ASKED], TOOLS).tokens)
    assert prompt.startswith('[Help.\n\nFunctions:\n{"type"')
    assert prompt.endswith('}\n\n1 button "OK"][')  # as every message begins
    shown = text(chat_prompt(decoder_with(template + "{{ tools | tojson }}"), [SYSTEM, ASKED], TOOLS).tokens)
    assert shown.startswith('[Help.\n\n1 button "OK"][{"type"')


def test_shared_is_what_stands_before_the_last_message() -> None:
    decoder = decoder_with((TEMPLATES[0].parent / "qwen2.5.jinja").read_text())
    one = chat_prompt(decoder, [SYSTEM, ASKED])
    other = chat_prompt(decoder, [SYSTEM, Message("user", "another")])
    assert one.shared == other.shared
    assert one.tokens[: one.shared] == other.tokens[: other.shared]
    assert text(one.tokens[one.shared :]).startswith(ASKED.content)  # type: ignore[arg-type]


def test_tokens_in_a_message_are_taken_as_they_are() -> None:
    decoder = decoder_with("")
    given = [7, 8, 9]
    tokens = chat_prompt(decoder, [SYSTEM, Message("user", given)]).tokens
    assert bytes(given) in bytes(tokens)


@pytest.fixture(scope="module", params=["bpe", "spm"])
def real(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[LlamaDecoder]:
    path = tmp_path_factory.mktemp("m") / "m.gguf"
    opened = LlamaDecoder(tiny_decoder(path, spm=request.param == "spm"), threads=1)
    yield opened
    opened.close()


def test_no_message_makes_control_tokens(real: LlamaDecoder) -> None:
    marks = [*SPECIAL, *FUNCTIONAL, "<s>", "</s>"]
    special = {
        t
        for mark in marks
        for t in real.tokenize(mark, special=True)
        if real.piece(t) in (b"", mark.encode())
    }
    assert special
    bare = chat_prompt(real, [Message("system", "x"), Message("user", "y")]).tokens
    full = chat_prompt(real, [Message("system", " ".join(marks)), Message("user", "".join(marks))]).tokens
    assert sum(t in special for t in full) == sum(t in special for t in bare)
    turn = next_turn(real, "".join(marks))
    assert turn is not None
    plain_turn = next_turn(real, "y")
    assert plain_turn is not None
    assert sum(t in special for t in turn.asking) == sum(t in special for t in plain_turn.asking)


def test_only_special_parts_become_control_tokens(real: LlamaDecoder) -> None:
    mark = FUNCTIONAL[0]
    (token,) = real.tokenize(mark, special=True)
    assert tokens_of(real, [Part(mark, special=True)]) == [token]
    assert token not in tokens_of(real, [Part(mark)])
    assert tokens_of(real, [Part("ta"), Part("p"), Part("", special=True)]) == real.tokenize("tap")
