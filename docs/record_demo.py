"""Record the demo as the README's picture: run the real command in a terminal and draw what it printed.

    python docs/record_demo.py [--output docs/demo.svg] [-- COMMAND ...]

Every line of the SVG appears when it appeared in the terminal. Nothing is drawn that the command did not
print; a command that fails leaves the old picture.
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

GOAL = "Set an alarm for 7:30 tomorrow morning and text Mom that I'll be ten minutes late"
COMMAND = ("edgelam", "run", GOAL, "--device", "virtual", "--approve", "never")
COLUMNS = 126
LINE, CHAR, EDGE, SIZE = 19.0, 7.85, 18.0, 13  # px
FONT = "ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace"
APPEAR = "g{animation:show .01s both}@keyframes show{from{opacity:0}to{opacity:1}}"
TYPED = 0.8  # seconds the command line stands alone before its output comes
INK = {
    "": "#d7dae0",
    "1": "#ffffff",
    "2": "#8b93a1",
    "31": "#ff7b72",
    "32": "#7ee787",
    "33": "#e3b341",
    "36": "#79c0ff",
}

_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_OTHER = re.compile(r"\x1b\[[0-9;?]*[A-Za-ln-z]|\r|\x07")


@dataclass(frozen=True)
class Line:
    """A line of the terminal, and when it was whole, in seconds from the start."""

    at: float
    text: str


def record(command: Sequence[str]) -> tuple[list[Line], int]:
    """Run the command in a terminal of its own; its lines and its exit code."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS)}
    started = time.monotonic()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=follower, stderr=follower, env=environment, close_fds=True
    )
    os.close(follower)
    lines, pending = [], b""
    while chunk := _read(leader):
        *whole, pending = (pending + chunk).split(b"\n")
        at = time.monotonic() - started
        lines += [Line(at, _OTHER.sub("", raw.decode("utf-8", "replace"))) for raw in whole]
    os.close(leader)
    return lines, process.wait()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says EIO when the last writer has gone
        return b""


def spans(text: str) -> Iterator[tuple[str, str]]:
    """Pieces of a line with the colour code each is written in."""
    code, start = "", 0
    for match in _SGR.finditer(text):
        if match.start() > start:
            yield code, text[start : match.start()]
        code, start = match[1].removeprefix("0"), match.end()
    if start < len(text):
        yield code, text[start:]


def wrap(pieces: Iterator[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Rows of at most COLUMNS characters."""
    rows: list[list[tuple[str, str]]] = [[]]
    room = COLUMNS
    for code, text in pieces:
        while text:
            if not room:
                rows.append([])
                room = COLUMNS
            rows[-1].append((code, text[:room]))
            text, room = text[room:], room - len(text[:room])
    return rows


def draw(command: Sequence[str], lines: Sequence[Line]) -> str:
    """The SVG of a terminal in which the lines appear when they did."""
    shown = " ".join(f'"{word}"' if " " in word else word for word in command)
    rows = [(0.0, row) for row in wrap(iter([("32", "$ "), ("1", shown)]))]
    rows += [(line.at + TYPED, row) for line in lines for row in wrap(spans(line.text))]
    width, height = COLUMNS * CHAR + 2 * EDGE, (len(rows) + 1) * LINE + 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">',
        f"<style>text{{font:{SIZE}px {FONT};white-space:pre}}{APPEAR}</style>",
        f'<rect width="100%" height="100%" rx="8" fill="#0d1117"/><title>{escape(shown)}</title>',
    ]
    parts += [
        f'<circle cx="{EDGE + 16 * i:.0f}" cy="{EDGE:.0f}" r="5" fill="{colour}"/>'
        for i, colour in enumerate(("#ff5f57", "#febc2e", "#28c840"))
    ]
    for number, (at, row) in enumerate(rows):
        y = EDGE + (number + 2) * LINE
        words = "".join(map(_painted, row))
        parts.append(
            f'<g style="animation-delay:{at:.2f}s"><text x="{EDGE:.0f}" y="{y:.0f}">{words}</text></g>'
        )
    return "\n".join([*parts, "</svg>", ""])


def _painted(piece: tuple[str, str]) -> str:
    code, text = piece
    return f'<tspan fill="{INK.get(code, INK[""])}">{escape(text)}</tspan>'


def main() -> int:
    """Record, draw, write; the command's exit code."""
    parser = argparse.ArgumentParser(description="Record the demo as an SVG.")
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("demo.svg"))
    parser.add_argument("command", nargs="*", default=list(COMMAND))
    options = parser.parse_args()
    beside = str(Path(sys.executable).parent)
    os.environ["PATH"] = beside + os.pathsep + os.environ.get("PATH", "")
    lines, code = record(options.command)
    if code == 0:
        options.output.write_text(draw(options.command, lines), encoding="utf-8")
    sys.stderr.write("\n".join(_SGR.sub("", line.text) for line in lines) + f"\nexit code {code}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
