"""How other runtimes are asked for the next action: each as its own users would ask it."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from edgelam.core.action import Action, Scroll, Type
from edgelam.core.screen import Element

from .traces import Request

Ask = Callable[[Request], object]
_CONTEXT = 4096
_LONGEST = 18  # tokens: of {"action": "tap", "element": 12}, which is where a real model ends
_INSTRUCTIONS = """You operate an Android phone for a person, one action at a time. You are given one step,
what was done before, and the numbered elements on the screen. Answer with exactly one action."""


def prompt(request: Request) -> list[dict[str, str]]:
    """The request as chat messages: what changes least comes first, the whole screen last."""
    lines = [f"App: {request.step.app_label or request.step.app}", f"Step: {request.step.do}"]
    lines += [f"Value {slot.name}: {slot.value}" for slot in request.step.slots if slot.origin != "secret"]
    lines += ["Done before: " + "; ".join(request.history)] if request.history else []
    lines += ["Screen:", *map(_line, request.screen.elements)]
    return [
        {"role": "system", "content": _INSTRUCTIONS},
        {"role": "user", "content": "\n".join(lines)},
    ]


def _line(element: Element) -> str:
    state = element.state
    marks = [] if state.checked is None else ["on" if state.checked else "off"]
    told = " ".join((element.label or element.rid).split())
    return f'{element.ref} {element.role} "{told}"' + "".join(f" ({mark})" for mark in marks)


def schema(request: Request) -> dict[str, Any]:
    """What may be answered, as JSON: an action, and the element where there is one."""
    kinds = sorted({action.kind for action in request.legal})
    refs = sorted({ref for a in request.legal if (ref := getattr(a, "target", None)) is not None})
    properties: dict[str, Any] = {"action": {"enum": kinds}}
    if refs:
        properties["element"] = {"enum": refs}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def grammar(request: Request) -> str:
    """The closed set of answers in llama.cpp's grammar language."""
    spelled = dict.fromkeys(_spell(action) for action in request.legal)
    return "root ::= " + " | ".join(json.dumps(text, ensure_ascii=False) for text in spelled)


def _spell(action: Action) -> str:
    target = getattr(action, "target", None)
    words = [action.kind.replace("_", " "), "" if target is None else str(target)]
    words += [action.slot] if isinstance(action, Type) else []
    words += [action.direction] if isinstance(action, Scroll) else []
    return " ".join(word for word in words if word)


@contextmanager
def _chat(path: Path, options: Callable[[Any, Request], dict[str, Any]]) -> Iterator[Ask]:
    """llama-cpp-python's own class, with its threads and flash attention set as they measure best."""
    import llama_cpp

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    model = llama_cpp.Llama(
        str(path),
        n_ctx=_CONTEXT,
        n_threads=cores,
        n_threads_batch=cores,
        flash_attn=True,
        verbose=False,
    )
    try:
        yield lambda request: model.create_chat_completion(
            prompt(request), max_tokens=_LONGEST, temperature=0.0, **options(llama_cpp, request)
        )
    finally:
        model.close()


def _json(_: Any, request: Request) -> dict[str, Any]:
    return {"response_format": {"type": "json_object", "schema": schema(request)}}


def _gbnf(library: Any, request: Request) -> dict[str, Any]:
    return {"grammar": library.LlamaGrammar.from_string(grammar(request), verbose=False)}


# chat-json: llama-cpp-python's chat completion with a JSON schema. chat-gbnf: the same with a grammar of the
# legal actions alone. genai: onnxruntime-genai. server: llama.cpp's HTTP server.
PEERS = ("chat-json", "chat-gbnf", "genai", "server")


def found_peers(path: Path, only: Sequence[str], notes: list[str]) -> dict[str, AbstractContextManager[Ask]]:
    """The peers that can run this file here, not yet opened; for the others, a note says why not."""
    wanted = only or PEERS
    found: dict[str, AbstractContextManager[Ask]] = {}
    if "chat-json" in wanted:
        found["chat-json"] = _chat(path, _json)
    if "chat-gbnf" in wanted:
        found["chat-gbnf"] = _chat(path, _gbnf)
    if "genai" in wanted:
        there = importlib.util.find_spec("onnxruntime_genai") is not None
        notes.append(f"genai: onnxruntime-genai is {'' if there else 'not '}installed; it reads no GGUF")
    if "server" in wanted:
        notes.append("server: llama-server is no part of llama-cpp-python's build")
    return found
