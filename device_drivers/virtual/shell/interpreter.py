"""Runs parsed commands: expansion, redirection, pipelines, and the builtins that change the shell itself."""

from __future__ import annotations

import asyncio
import fnmatch
import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.files import File, FileError, Folder, join
from device_drivers.virtual.pipe import Pipe
from device_drivers.virtual.shell.braces import alternatives
from device_drivers.virtual.shell.call import Call, ProgramExit, Sink, Streams, finished, to_bytes, to_text
from device_drivers.virtual.shell.grammar import (
    Command,
    CommandList,
    Group,
    Pipeline,
    Redirect,
    ShellSyntaxError,
    Simple,
    Word,
    parse,
)

if TYPE_CHECKING:
    from device_drivers.virtual.device import Device

_log = logging.getLogger(__name__)

SH = "/system/bin/sh"
PREFIXES = ("command", "exec", "nohup", "builtin")
_TERMINALS = ("/dev/tty", "/dev/stdout", "/proc/self/fd/1", "/dev/fd/1")


class ShellExit(Exception):
    """The `exit` builtin."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Shell:
    """One `sh` process: variables, folder, last status."""

    def __init__(self, device: Device, variables: dict[str, str] | None = None, cwd: str = "/") -> None:
        self.device = device
        self.cwd = cwd
        self.status = 0
        self.pid = device.new_pid()
        self.variables = (
            variables
            if variables is not None
            else {
                "PATH": "/product/bin:/apex/com.android.runtime/bin:/apex/com.android.art/bin:/system_ext/bin"
                ":/system/bin:/system/xbin:/odm/bin:/vendor/bin:/vendor/xbin",
                "HOME": "/",
                "USER": "shell",
                "LOGNAME": "shell",
                "SHELL": "/bin/sh",
                "TERM": "xterm-256color",
                "HOSTNAME": device.phone.props.get("ro.product.device", ""),
                "TMPDIR": "/data/local/tmp",
                "EXTERNAL_STORAGE": "/sdcard",
                "ANDROID_ROOT": "/system",
                "ANDROID_DATA": "/data",
            }
        )

    async def run(self, text: str, streams: Streams) -> int:
        """Run a script to its end; its exit status. Never raises for what the script does."""
        try:
            for commands in parse(text):
                await self._list(commands, streams)
        except ShellSyntaxError as error:
            streams.err(to_bytes(f"{SH}: {error}\n"))
            return 1
        except ShellExit as end:
            return end.status
        return self.status

    async def _list(self, commands: CommandList, streams: Streams) -> int:
        for operator, pipeline, background in commands.items:
            if (operator == "&&" and self.status) or (operator == "||" and not self.status):
                continue
            if background:
                self.device.spawn(self.copy()._detached(pipeline, replace(streams, stdin=Pipe.of())))
                self.status = 0
            else:
                self.status = await self._pipeline(pipeline, streams)
        return self.status

    async def _detached(self, pipeline: Pipeline, streams: Streams) -> None:
        try:
            await self._pipeline(pipeline, streams)
        except (ShellExit, ConnectionError):
            return

    async def _pipeline(self, pipeline: Pipeline, streams: Streams) -> int:
        if len(pipeline.commands) == 1:
            status = await self._command(pipeline.commands[0], streams)
        else:
            status = await self._piped(pipeline.commands, streams)
        return int(not status) if pipeline.negated else status

    async def _piped(self, commands: tuple[Command, ...], streams: Streams) -> int:
        """All at once; when the last one ends, those before it are cut off, as by SIGPIPE."""
        stdin = streams.stdin
        earlier: list[asyncio.Task[int]] = []
        for command in commands[:-1]:
            pipe = Pipe()
            part = self.copy()._stage(command, Streams(stdin, pipe.feed, streams.err))
            task = asyncio.ensure_future(part)
            task.add_done_callback(partial(_end, pipe))
            earlier.append(task)
            stdin = pipe
        try:
            return await self.copy()._stage(commands[-1], replace(streams, stdin=stdin))
        finally:
            for task in earlier:
                task.cancel()

    async def _stage(self, command: Command, streams: Streams) -> int:
        try:
            return await self._command(command, streams)
        except ShellExit as end:
            return end.status

    async def _command(self, command: Command, streams: Streams) -> int:
        try:
            inner = await self._redirected(command.redirects, streams)
        except (FileError, ProgramExit) as error:
            streams.err(to_bytes(f"{SH}: {error}\n"))
            return 1
        if isinstance(command, Group):
            if not command.subshell:
                return await self._list(command.body, inner)
            shell = self.copy()
            try:
                return await shell._list(command.body, inner)
            except ShellExit as end:
                return end.status
        return await self._simple(command, inner)

    async def _simple(self, command: Simple, streams: Streams) -> int:
        words = [
            text
            for word in command.words
            for one in alternatives(word)
            for text in await self._expand(one, streams)
        ]
        assigned = {
            name: "".join(await self._expand(word, streams, split=False))
            for name, word in command.assignments
        }
        if not words:
            self.variables.update(assigned)
            return self.status if not assigned and not command.redirects else 0
        saved = self.variables
        if assigned:
            self.variables = {**saved, **assigned}
        try:
            return await self.invoke(words, streams)
        finally:
            if assigned:
                self.variables = saved

    async def invoke(self, words: list[str], streams: Streams) -> int:
        """Run one program or builtin by its words."""
        replaces = False
        while words and words[0] in PREFIXES:
            replaces = replaces or words[0] == "exec"
            words = words[1:]
        if not words:
            return 0
        status = await self._builtin(words, streams)
        if status is None:
            status = await self._program(words, streams)
        if replaces:
            raise ShellExit(status)
        return status

    async def _builtin(self, words: list[str], streams: Streams) -> int | None:
        name, args = words[0], words[1:]
        if name == "exit":
            raise ShellExit(int(args[0]) & 0xFF if args and args[0].isdigit() else self.status)
        if name in ("export", "readonly"):
            for arg in args:
                key, mark, value = arg.partition("=")
                if mark:
                    self.variables[key] = value
            return 0
        if name == "unset":
            for arg in args:
                self.variables.pop(arg, None)
            return 0
        if name == "cd":
            return self._cd(args[0] if args else "/", streams)
        if name in (":", "set", "umask", "trap", "wait"):
            return 0
        return None

    def _cd(self, name: str, streams: Streams) -> int:
        path = name if name.startswith("/") else join(self.cwd, name)
        try:
            if not isinstance(self.device.files.find(path), Folder):
                raise FileError(20)
        except FileError as error:
            streams.err(to_bytes(f"{SH}: cd: {path}: {error}\n"))
            return 2
        kept: list[str] = []
        for part in path.split("/"):
            if part == "..":
                kept = kept[:-1]
            elif part not in ("", "."):
                kept.append(part)
        self.cwd = "/" + "/".join(kept)
        return 0

    async def _program(self, words: list[str], streams: Streams) -> int:
        path, _, name = words[0].rpartition("/")
        args = words[1:]
        if name in ("toybox", "toolbox") and args:
            name, args = args[0], args[1:]
        program = (
            self.device.programs.get(name) if path in ("", "/system/bin", "/bin", "/system/xbin") else None
        )
        if program is None:
            return self._missing(words[0], streams)
        self.device.phone.tick()
        call = Call(name, args, self, streams.stdin, streams.out, streams.err)
        try:
            return await finished(program(call)) & 0xFF
        except ProgramExit as end:
            if end.text:
                call.complain(end.text)
            return end.status & 0xFF
        except FileError as error:
            call.complain(f"{name}: {error}")
            return 1

    def _missing(self, word: str, streams: Streams) -> int:
        if "/" in word and self.device.files.exists(word):
            streams.err(to_bytes(f"{SH}: {word}: can't execute: Permission denied\n"))
            return 126
        streams.err(to_bytes(f"{SH}: {word}: inaccessible or not found\n"))
        return 127

    def copy(self) -> Shell:
        copy = Shell(self.device, dict(self.variables), self.cwd)
        copy.status = self.status
        return copy

    # words
    async def _expand(self, word: Word, streams: Streams, split: bool = True) -> list[str]:
        """The fields a word becomes: none for an empty variable, several after splitting or globbing."""
        fields: list[str] = []
        current, pattern, started, globs = "", "", False, False
        for part in word.parts:
            if part.kind == "text":
                text = part.text
            elif part.kind == "variable":
                text = self._variable(part.text) or part.default
            else:
                text = await self._substitute(part.commands, streams)
            if part.kind == "text" or part.quoted or not split:
                current += text
                literal = part.quoted or part.kind != "text"
                pattern += _escape(text) if literal else text
                globs = globs or (not literal and any(mark in text for mark in "*?["))
                started = started or part.quoted or bool(text)
                continue
            pieces = text.split()
            if text[:1].isspace() and started:
                fields += self._glob(current, pattern, globs)
                current, pattern, started, globs = "", "", False, False
            for number, piece in enumerate(pieces):
                if number:
                    fields += self._glob(current, pattern, globs)
                    current, pattern = "", ""
                current, pattern, started = current + piece, pattern + _escape(piece), True
        if started:
            fields += self._glob(current, pattern, globs and split)
        return fields

    def _variable(self, name: str) -> str:
        if name == "?":
            return str(self.status)
        if name == "$":
            return str(self.pid)
        if name == "0":
            return SH
        if name == "PWD":
            return self.cwd
        return self.variables.get(name, "0" if name == "#" else "")

    async def _substitute(self, commands: CommandList | None, streams: Streams) -> str:
        if commands is None:
            return ""
        output = bytearray()
        shell = self.copy()
        try:
            self.status = await shell._list(commands, replace(streams, out=output.extend))
        except ShellExit as end:
            self.status = end.status
        return to_text(bytes(output)).rstrip("\n")

    def _glob(self, text: str, pattern: str, globs: bool) -> list[str]:
        if not globs:
            return [text]
        base, found = ("/", [""]) if pattern.startswith("/") else (self.cwd, [""])
        for part in [part for part in pattern.split("/") if part]:
            matches = []
            for head in found:
                folder = join(base, head) if head else base
                try:
                    names = self.device.files.entries(folder)
                except FileError:
                    continue
                hits = [name for name in names if fnmatch.fnmatchcase(name, part)]
                matches += [
                    f"{head}/{name}" if head else name
                    for name in hits
                    if part.startswith(".") or not name.startswith(".")
                ]
            found = matches
        prefix = "/" if pattern.startswith("/") else ""
        return [prefix + name for name in found] or [text]

    # redirection
    async def _redirected(self, redirects: tuple[Redirect, ...], streams: Streams) -> Streams:
        for redirect in redirects:
            target = "".join(await self._expand(redirect.target, streams, split=False))
            if redirect.operator == ">&":
                sink = {"1": streams.out, "2": streams.err}.get(target)
                if sink is None:
                    raise ProgramExit(f"{target}: bad file descriptor")
                streams = replace(streams, err=sink) if redirect.fd == 2 else replace(streams, out=sink)
            elif redirect.operator == "<&":
                continue
            elif redirect.operator == "<":
                streams = replace(streams, stdin=self._source(target))
            else:
                sink = self._target(target, redirect.operator == ">>", streams)
                streams = replace(streams, err=sink) if redirect.fd == 2 else replace(streams, out=sink)
        return streams

    def _source(self, name: str) -> Pipe:
        path = name if name.startswith("/") else join(self.cwd, name)
        try:
            return Pipe.of(self.device.files.read(path))
        except FileError as error:
            raise ProgramExit(f"can't open {name}: {error}") from error

    def _target(self, name: str, append: bool, streams: Streams) -> Sink:
        if name in _TERMINALS:
            return streams.out
        if name in ("/dev/stderr", "/proc/self/fd/2"):
            return streams.err
        if name in ("/dev/null", "/dev/zero"):
            return lambda data: None
        path = name if name.startswith("/") else join(self.cwd, name)
        files = self.device.files
        try:
            node: File = files.open(path, append=append)
        except FileError as error:
            raise ProgramExit(f"can't create {name}: {error}") from error
        return lambda data: files.extend(node, data)


def _end(pipe: Pipe, task: asyncio.Task[int]) -> None:
    """A stage of a pipeline is done, cut off, or its output has nowhere to go."""
    pipe.end()
    if not task.cancelled() and (error := task.exception()) and not isinstance(error, ConnectionError):
        _log.error("a command in a pipeline failed", exc_info=error)


def _escape(text: str) -> str:
    """Text for a glob pattern that stands for itself."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in text)
