"""The process that llama.cpp's quantiser runs in: an order on stdin, progress and how it ended on stdout."""

from __future__ import annotations

import json
import logging
import re
import sys
from pathlib import Path
from typing import Any

from edgelam.core.errors import EdgelamError
from edgelam.engines.library import log
from edgelam.engines.quantise import quantise

from .imatrix import load

_TENSOR = re.compile(r"\[ *(\d+)/ *(\d+)\] +(\S+)")


class _Lines(logging.Handler):
    """llama.cpp names every tensor as it comes to it."""

    def emit(self, record: logging.LogRecord) -> None:
        found = _TENSOR.search(record.getMessage())
        if found:
            _say({"done": int(found[1]) - 1, "of": int(found[2]), "tensor": found[3]})


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read the order, do it, say how it ended."""
    order = json.loads(sys.stdin.read())
    log.setLevel(logging.DEBUG)
    log.addHandler(_Lines())
    log.propagate = False
    try:
        quantise(
            Path(order["source"]),
            Path(order["out"]),
            order["kind"],
            importance=load(Path(order["importance"])).means if order["importance"] else None,
            overrides=[(pattern, kind) for pattern, kind in order["overrides"]],
            pure=order["pure"],
            threads=order["threads"],
        )
    except EdgelamError as error:
        _say({"error": str(error), "hint": error.hint})


if __name__ == "__main__":
    main()
