"""The command line's groups, and the only way out of it: every ending becomes an exit code here."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import typer

BROKEN_PIPE = 141
TERMINATED = 143


def build() -> typer.Typer:
    """The whole command line, without running anything."""
    import typer

    from . import act, bench, devices, doctor, explore, phone, plan, quant, run, screen, train
    from . import eval as evaluate
    from . import models as models_
    from .options import whole

    app = typer.Typer(
        name="edgelam",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(whole)
    for command in (
        run.run, plan.plan, screen.screen, act.act, explore.explore, devices.devices, doctor.doctor,
    ):  # fmt: skip
        app.command()(command)
    groups = {
        "phone": phone.group,
        "eval": evaluate.group,
        "models": models_.group,
        "train": train.group,
        "bench": bench.group,
        "quant": quant.group,
    }
    for name, group in groups.items():
        app.add_typer(group, name=name)
    return app


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end the process with its exit code."""
    # What numpy multiplies here is small: its threads, which wait by spinning, save nothing and cost 50 ms a
    # decision on two busy cores. It reads this when it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    words = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_ending(words))


def _ending(words: list[str]) -> int:
    """Run the command; the exit code, after everything about its ending has been said."""
    from . import failure

    options = words[: words.index("--")] if "--" in words else words
    as_json = "--json" in options
    try:
        signal.signal(signal.SIGINT, _interrupt)
        signal.signal(signal.SIGTERM, _terminate)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter is no reason to fail
                stream.reconfigure(errors="replace")
        code = _invoke(words or ["--help"])
        sys.stdout.flush()
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else 1
    except BrokenPipeError:
        # Whoever read our output has gone; the interpreter flushes stdout once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return failure.report(failure.INTERRUPTED, as_json=as_json)
    except Exception as error:  # noqa: BLE001 - the last stop: a person must not meet a traceback
        return failure.report(failure.describe(error), as_json=as_json)
    return code


def _invoke(words: list[str]) -> int:
    """What the command returned, None being 0. Unlike Typer's own `main`, lets every exception through."""
    import typer

    command = typer.main.get_command(build())
    try:
        with command.make_context("edgelam", list(words), obj=tuple(words)) as context:
            return command.invoke(context) or 0
    except typer.Exit as ending:
        return ending.exit_code


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    """The first Ctrl-C unwinds, the second lets the unwinding finish, the third does not wait."""
    signal.signal(signal.SIGINT, lambda *_: signal.signal(signal.SIGINT, lambda *_: os._exit(130)))
    raise KeyboardInterrupt


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(TERMINATED)


if __name__ == "__main__":
    main()
