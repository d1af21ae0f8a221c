"""A child process that may die: starting it, asking it, saying how it ended, starting it again.

It knows nothing of models. What ends the child (an abort, the kernel when memory runs out, kill -9) is
one ModelCrashed here.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from edgelam.core import errors
from edgelam.core.errors import EdgelamError, ModelCrashed, ModelError

from .library import PINNED, ctrl_c_afterwards
from .wire import VERSION, Code, Message, receive, send

_ROOT = Path(__file__).parents[2]
_PAUSES = (0.0, 0.2, 1.0)  # seconds before each new start within a minute; there are no more
_MINUTE = 60.0
_PATIENCE = 5.0  # seconds a child that was told to stop may go on
_TAIL = 8192  # bytes of its output
_MEANINGS = {
    "SIGKILL": "killed, by somebody or because memory ran out",
    "SIGABRT": "llama.cpp gave up",
    "SIGSEGV": "a fault inside llama.cpp",
    "SIGBUS": "a file or memory went away under it",
    "SIGILL": "llama.cpp was built for another processor",
}


class Process:
    """One child at a time. `generation` counts them, so that what a dead one held is known to be lost.

    now, sleep: the clock of the pauses between deaths.
    """

    def __init__(
        self, now: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.generation = 0
        self._now, self._sleep = now, sleep
        self._deaths: deque[tuple[float, str]] = deque(maxlen=len(_PAUSES) + 1)
        self._asking = threading.RLock()
        self._child: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._output: IO[bytes] | None = None
        self._owes = False  # whether an answer to `begin` is still to come

    @property
    def pid(self) -> int | None:
        """The child's number, while there is one."""
        return self._child.pid if self._child else None

    def ensure(self) -> int:
        """Have a child; its generation. Raises ModelCrashed when they die too often, or at once."""
        with self._asking:
            if self._child is None:
                recent = [why for at, why in self._deaths if self._now() - at < _MINUTE]
                if len(recent) > len(_PAUSES):
                    raise ModelCrashed(f"{len(recent)} times within a minute; the last time: {recent[-1]}")
                if recent:
                    self._sleep(_PAUSES[len(recent) - 1])
                self._start()
            return self.generation

    def ask(
        self,
        code: Code,
        payload: bytes = b"",
        files: Sequence[int] = (),
        *,
        stop: Callable[[], None] | None = None,
    ) -> Message:
        """The answer. stop: makes a running answer come soon; without it Ctrl-C ends the child.

        Raises the EdgelamError that was raised in the child, ModelCrashed when it died, KeyboardInterrupt.
        """
        with self._asking:
            self.ensure()
            if self._owes:
                self._owes = False
                self._exchange(lambda to: None, stop)
            answer = self._exchange(lambda to: send(to, code, payload, files), stop)
        if answer.code == Code.FAILED:
            raise _error(json.loads(answer.payload))
        return answer

    def begin(self, code: Code, payload: bytes) -> None:
        """Ask what needs no answer and do not wait: the next question waits for this one to be done with.

        An error is nobody's; that the child died is for the next question to say.
        """
        with self._asking:
            self.ensure()
            if self._owes:
                return
            assert self._socket is not None
            with ctrl_c_afterwards(), suppress(OSError):
                send(self._socket, code, payload)
                self._owes = True

    def _exchange(self, put: Callable[[socket.socket], None], stop: Callable[[], None] | None) -> Message:
        assert self._socket is not None
        asked = False
        try:
            with ctrl_c_afterwards():
                put(self._socket)
                asked = True
            select.select([self._socket], [], [])
            with ctrl_c_afterwards():
                answer = receive(self._socket)
                asked = False
        except KeyboardInterrupt:
            if asked:
                self._unanswered(stop)
            raise
        except (OSError, EOFError):
            raise self._died() from None
        return answer

    def _unanswered(self, stop: Callable[[], None] | None) -> None:
        """The person does not want the answer: wait for it if it can be hurried, else end the child."""
        try:
            with ctrl_c_afterwards():
                if stop is not None and self._socket is not None:
                    stop()
                    if select.select([self._socket], [], [], _PATIENCE)[0]:
                        receive(self._socket)
                        return
        except (OSError, EOFError):
            pass
        self.close()

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the child
        self._socket = ours
        main = threading.current_thread() is threading.main_thread()
        # Where death with the parent is the kernel's work, the parent is the thread that started the child.
        arguments = [str(theirs.fileno()), str(os.getpid() if main else 0)]
        environment = {**os.environ, "GGML_NO_BACKTRACE": "1"}
        environment.pop("PYTHONFAULTHANDLER", None)
        with theirs, ctrl_c_afterwards():
            try:
                self._child = subprocess.Popen(
                    [sys.executable, "-m", "edgelam.engines.worker_main", *arguments],
                    cwd=_ROOT,  # `-m` puts it on the path: never the folder the person happens to be in
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=self._output,
                    stderr=self._output,
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,  # Ctrl-C is for the parent
                )
            except OSError as error:
                self.close()
                raise ModelError(f"no process can be started for the model ({error.strerror})") from error
            self.generation += 1
        hello = self._exchange(lambda to: None, None)
        said: dict[str, Any] = json.loads(hello.payload)
        if (said.get("version"), said.get("library")) != (VERSION, PINNED):
            self.close()
            raise ModelError(
                "another version of edgelam answers in the model's process", hint="Install it again."
            )

    def _died(self) -> ModelCrashed:
        """How the child ended, as an error; the next question starts another one."""
        assert self._child is not None
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(_PATIENCE)
        code = self._child.poll()
        line = self._last_line()
        self.close()
        if code is not None and code < 0:
            name = signal.Signals(-code).name
            why = f"{name} ({_MEANINGS.get(name, 'ended by a signal')})"
        else:
            why = f"exit code {code}"
        why += f"; its last words: {line}" if line else ""
        self._deaths.append((self._now(), why))
        return ModelCrashed(why)

    def _last_line(self) -> str:
        assert self._output is not None
        size = self._output.seek(0, os.SEEK_END)
        self._output.seek(max(0, size - _TAIL))
        lines = [line.strip() for line in self._output.read().decode(errors="replace").splitlines()]
        return next((line for line in reversed(lines) if line.strip(". ")), "")

    def close(self) -> None:
        """End the child, if there is one. It holds nothing that must be saved."""
        child, self._child = self._child, None
        self._owes = False
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if child is not None:
            child.kill()
            child.wait()
            if child.stdin is not None:
                child.stdin.close()
        if self._output is not None:
            self._output.close()
            self._output = None


def _error(told: dict[str, str]) -> EdgelamError:
    kind = getattr(errors, told["error"], ModelError)
    error = kind(told["message"], hint=told["hint"])
    assert isinstance(error, EdgelamError)
    return error
