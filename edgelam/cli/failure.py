"""The one place where what went wrong becomes a line, a hint and an exit code."""

from __future__ import annotations

import json
import os
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass

from edgelam.core.errors import EdgelamError

_LONGEST = 400  # characters of a message


@dataclass(frozen=True)
class Failure:
    """How a command ended, for a person."""

    message: str
    hint: str
    exit_code: int


INTERRUPTED = Failure("interrupted", "", 130)


def describe(error: Exception) -> Failure:
    """An error of ours, a wrong command line, or a fault: then the traceback is kept in `crash.log`."""
    import typer

    # Typer carries its own Click in some versions; its public exceptions lead to the base of both.
    rejected = typer.BadParameter.__mro__[2]
    if isinstance(error, EdgelamError):
        return Failure(_one_line(str(error)), _one_line(error.hint), error.exit_code)
    if isinstance(error, rejected):
        context = getattr(error, "ctx", None)
        where = context.command_path if context else "edgelam"
        message = getattr(error, "format_message", error.__str__)()
        return Failure(_one_line(message), f"See `{where} --help`.", 2)
    if _comes_of_ctrl_c(error):
        return INTERRUPTED
    kept = _keep(error)
    return Failure(_one_line(f"internal error: {type(error).__name__}: {error}"), kept, 5)


def _comes_of_ctrl_c(error: BaseException) -> bool:
    """Whether Ctrl-C is behind it: a native library that is interrupted while it loads says ImportError."""
    causes: list[BaseException | None] = [error]
    while causes:
        cause = causes.pop()
        if isinstance(cause, KeyboardInterrupt):
            return True
        if cause is not None:
            causes += [cause.__cause__, cause.__context__]
    return False


def report(failure: Failure, *, as_json: bool) -> int:
    """Say it, on stdout as a JSON document or on stderr as two lines; the exit code."""
    with suppress(OSError, ValueError):  # nobody may be left to read it
        if as_json:
            document = {"error": failure.message, "hint": failure.hint, "exit_code": failure.exit_code}
            sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
        else:
            sys.stdout.flush()
            prefix = "" if failure is INTERRUPTED else "edgelam: "
            sys.stderr.write(f"{prefix}{failure.message}\n" + (f"  {failure.hint}\n" if failure.hint else ""))
        sys.stdout.flush()
    return failure.exit_code


def _keep(error: Exception) -> str:
    """Keep the traceback; where it can be read."""
    from edgelam.models.home import home

    details = "".join(traceback.format_exception(error))
    if os.environ.get("EDGELAM_DEBUG"):
        sys.stderr.write(details)
        return EdgelamError.hint
    try:
        path = home() / "crash.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(details, encoding="utf-8")
    except OSError:
        return "Set EDGELAM_DEBUG=1 to see where, and please report it."
    return f"The details are in {path}; please report it."


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
