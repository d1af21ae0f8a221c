"""References are read strictly: what cannot be one never becomes a path or an address."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgelam.core.errors import UsageError
from edgelam.models.manifest import PLAIN_NAME
from edgelam.models.references import HubFile, OllamaModel, hub_file, ollama_model, plain_name


@pytest.mark.parametrize(
    "text, found",
    [
        ("hf://o/r/f.gguf", HubFile("o/r", "f.gguf")),
        ("hf://o/r/f.gguf@main", HubFile("o/r", "f.gguf", "main")),
        ("hf://o/r/f.gguf@refs/pr/7", HubFile("o/r", "f.gguf", "refs/pr/7")),
        ("hf://o/r/a/b c/f.gguf", HubFile("o/r", "a/b c/f.gguf")),
        ("hf://o/r", HubFile("o/r", "")),
        ("https://huggingface.co/o/r/blob/main/a%20b.gguf", HubFile("o/r", "a b.gguf", "main")),
        ("https://huggingface.co/o/r/resolve/main/f.gguf?download=true", None),
    ],
)
def test_files_on_the_hub(text: str, found: HubFile | None) -> None:
    expected = found or HubFile("o/r", "f.gguf", "main")
    assert hub_file(text) == expected
    assert hub_file(str(expected).rstrip("/")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "o/r/f.gguf",
        "hf://",
        "hf://o",
        "hf://o/r/../f",
        "hf://../r/f",
        "hf://o/r//f",
        "hf://o/r/a\\b",
        "hf://o/r/f@",
        "hf://o/r/f@a b",
        "hf://o/r/f@../x",
        "hf://o/r/a\nb",
        "https://huggingface.co/o/r/blob/main/..%2Fx",
    ],
)
def test_what_is_no_file_on_the_hub(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        hub_file(text)
    assert "hf://" in caught.value.hint


def test_models_of_ollamas() -> None:
    assert ollama_model("ollama://qwen3:0.6b") == OllamaModel("registry.ollama.ai", "library/qwen3", "0.6b")
    assert ollama_model("ollama://me/qwen3") == OllamaModel("registry.ollama.ai", "me/qwen3", "latest")
    assert ollama_model("ollama://hf.co/o/r:Q8_0") == OllamaModel("hf.co", "o/r", "Q8_0")
    for text in ("ollama://qwen3:0.6b", "ollama://me/qwen3:latest", "ollama://hf.co/o/r:Q8_0"):
        assert str(ollama_model(text)) == text


@given(st.text(max_size=40))
def test_nothing_climbs_out(text: str) -> None:
    for read, scheme in ((hub_file, "hf://"), (ollama_model, "ollama://")):
        try:
            found = read(scheme + text)
        except UsageError:
            continue
        steps = [step for value in vars(found).values() for step in value.split("/")]
        assert not {".", ".."} & set(steps)
        assert "\0" not in str(found)


@given(st.text(max_size=60))
def test_a_plain_name_is_one(text: str) -> None:
    assert re.fullmatch(PLAIN_NAME, plain_name(text))
