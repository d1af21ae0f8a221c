"""How other runtimes are asked for the next action: each as its own users would ask it."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from edgelam.core.action import Action, Scroll, Type
from edgelam.core.errors import ModelError
from edgelam.core.screen import Element

from .traces import Request

Ask = Callable[[Request], object]
_CONTEXT = 4096
_PATIENCE = 60.0  # seconds
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
        flash_attn=False,
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


@contextmanager
def _server(path: Path, binary: str) -> Iterator[Ask]:
    """llama.cpp's own HTTP server on a free port of this machine, asked as OpenAI's clients ask."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    command = [binary, "-m", str(path), "--host", "127.0.0.1", "--port", str(port), "-c", str(_CONTEXT)]
    command += ["-t", str(cores), "-np", "1", "-fa", "off", "--no-webui"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port, process)
        yield lambda request: _post(port, request)
    finally:
        process.terminate()
        process.wait(10)


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the server has loaded its model. Raises ModelError."""
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=2)) as connection:
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise ModelError("llama-server does not load the model", hint="Leave it out with --peer.")


def _post(port: int, request: Request) -> Any:
    body = {
        "messages": prompt(request),
        "max_tokens": _LONGEST,
        "temperature": 0.0,
        "cache_prompt": True,
        "response_format": {"type": "json_schema", "json_schema": {"schema": schema(request)}},
    }
    with closing(HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)) as connection:
        connection.request(
            "POST", "/v1/chat/completions", json.dumps(body), {"Content-Type": "application/json"}
        )
        answer = connection.getresponse()
        text = answer.read()
    if answer.status != 200:
        raise ModelError(f"llama-server answers {answer.status}: {text[:200]!r}")
    return json.loads(text)


# chat-json: llama-cpp-python's chat completion with a JSON schema. chat-gbnf: the same with a grammar of the
# legal actions alone. server: llama.cpp's HTTP server, where `llama-server` is on the PATH. genai:
# onnxruntime-genai.
PEERS = ("chat-json", "chat-gbnf", "server", "genai")


def found_peers(path: Path, only: Sequence[str], notes: list[str]) -> dict[str, AbstractContextManager[Ask]]:
    """The peers that can run this file here, not yet opened; for the others, a note says why not."""
    wanted = only or PEERS
    binary = shutil.which("llama-server")
    found: dict[str, AbstractContextManager[Ask]] = {}
    if "chat-json" in wanted:
        found["chat-json"] = _chat(path, _json)
    if "chat-gbnf" in wanted:
        found["chat-gbnf"] = _chat(path, _gbnf)
    if "server" in wanted and binary:
        found["server"] = _server(path, binary)
    elif "server" in wanted:
        notes.append("server: there is no llama-server on the PATH")
    if "genai" in wanted:
        there = importlib.util.find_spec("onnxruntime_genai") is not None
        notes.append(f"genai: onnxruntime-genai is {'' if there else 'not '}installed; it reads no GGUF")
    return found
