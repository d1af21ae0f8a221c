"""The shell's language: text to a tree of commands; pure.

The part of mksh that clients use: lists (; && || & newline), pipelines, redirections, quoting, variables,
command substitution, subshells, groups and comments. Loops and conditionals are not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

MAX_DEPTH = 40  # nested ( ) and $( )
_META = frozenset(" \t\n;&|<>()")
_RESERVED = frozenset(
    {
        "if",
        "then",
        "else",
        "elif",
        "fi",
        "for",
        "while",
        "until",
        "do",
        "done",
        "case",
        "esac",
        "function",
        "select",
    }
)


class ShellSyntaxError(ValueError):
    """The text is not a command; the message is mksh's, without its prefix."""


@dataclass(frozen=True)
class Part:
    """A piece of a word: text as it is, a variable's name, or the commands whose output stands here."""

    kind: Literal["text", "variable", "command"]
    text: str = ""
    quoted: bool = False
    commands: CommandList | None = None
    default: str = ""  # of ${name:-default}


@dataclass(frozen=True)
class Word:
    parts: tuple[Part, ...]

    @property
    def bare(self) -> str:
        """The text when all of it is plain and unquoted, otherwise empty."""
        plain = all(part.kind == "text" and not part.quoted for part in self.parts)
        return "".join(part.text for part in self.parts) if plain else ""


@dataclass(frozen=True)
class Redirect:
    fd: int
    operator: Literal["<", ">", ">>", ">&", "<&"]
    target: Word


@dataclass(frozen=True)
class Simple:
    assignments: tuple[tuple[str, Word], ...]
    words: tuple[Word, ...]
    redirects: tuple[Redirect, ...]


@dataclass(frozen=True)
class Group:
    body: CommandList
    subshell: bool
    redirects: tuple[Redirect, ...]


Command: TypeAlias = "Simple | Group"


@dataclass(frozen=True)
class Pipeline:
    commands: tuple[Command, ...]
    negated: bool = False


@dataclass(frozen=True)
class CommandList:
    """Pipelines, each with the operator in front of it; `background` when an & follows."""

    items: tuple[tuple[Literal[";", "&&", "||"], Pipeline, bool], ...]


def parse(text: str) -> Iterator[CommandList]:
    """A script's commands, line by line: those before a mistake are still found.

    ShellSyntaxError when the next line is none.
    """
    parser = _Parser(text.replace("\r\n", "\n"))
    while parser.at < len(parser.text):
        yield parser.command_list(closing="", one_line=True)


class _Parser:
    def __init__(self, text: str, depth: int = 0) -> None:
        self.text = text
        self.at = 0
        self.depth = depth

    # characters
    def _peek(self, size: int = 1) -> str:
        return self.text[self.at : self.at + size]

    def _skip_blanks(self, newlines: bool = False) -> None:
        while self.at < len(self.text):
            char = self.text[self.at]
            if char in " \t" or (newlines and char == "\n"):
                self.at += 1
            elif self._peek(2) == "\\\n":
                self.at += 2
            elif char == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            else:
                return

    def _accept(self, mark: str) -> bool:
        if self.text.startswith(mark, self.at):
            self.at += len(mark)
            return True
        return False

    def _unexpected(self) -> ShellSyntaxError:
        if self.at >= len(self.text):
            return ShellSyntaxError("syntax error: unexpected EOF")
        if self._peek() == "\n":
            return ShellSyntaxError("syntax error: unexpected newline")
        mark = self._peek(2) if self._peek(2) in ("&&", "||", ";;") else self._peek()
        return ShellSyntaxError(f"syntax error: unexpected '{mark}'")

    # lists and pipelines
    def command_list(self, closing: str, one_line: bool = False) -> CommandList:
        """Up to the end or the closing mark, which is left in place; or up to a newline behind a command."""
        items: list[tuple[Literal[";", "&&", "||"], Pipeline, bool]] = []
        operator: Literal[";", "&&", "||"] = ";"
        while True:
            self._skip_blanks(newlines=True)
            if self.at >= len(self.text) or (closing and self._closes(closing)):
                if operator != ";":
                    raise self._unexpected()
                return CommandList(tuple(items))
            pipeline = self._pipeline()
            self._skip_blanks()
            background = self._peek() == "&" and self._peek(2) != "&&"
            items.append((operator, pipeline, background))
            operator = ";"
            if background:
                self.at += 1
            elif self._accept("&&"):
                operator = "&&"
            elif self._accept("||"):
                operator = "||"
            elif not self._ends_command(closing):
                raise self._unexpected()
            elif one_line and self.text[self.at - 1] == "\n":
                return CommandList(tuple(items))

    def _ends_command(self, closing: str) -> bool:
        """Whether a separator (taken), the closing mark or the end follows."""
        if self._peek(2) != ";;" and (self._accept(";") or self._accept("\n")):
            return True
        return self.at >= len(self.text) or bool(closing and self._closes(closing))

    def _closes(self, closing: str) -> bool:
        return self._peek() == closing

    def _pipeline(self) -> Pipeline:
        negated = False
        while self._peek() == "!" and self._peek(2)[1:] in (" ", "\t"):
            self.at += 1
            negated = not negated
            self._skip_blanks()
        commands = [self._command()]
        while True:
            self._skip_blanks()
            if self._peek() != "|" or self._peek(2) == "||":
                return Pipeline(tuple(commands), negated)
            self.at += 1
            self._skip_blanks(newlines=True)
            commands.append(self._command())

    def _command(self) -> Command:
        if self._peek() == "(":
            return self._group(")", subshell=True)
        if self._peek() == "{" and self._peek(2)[1:] in (" ", "\n", "\t"):
            return self._group("}", subshell=False)
        return self._simple()

    def _group(self, closing: str, subshell: bool) -> Group:
        self._deeper()
        self.at += 1
        body = self.command_list(closing)
        if not self._accept(closing):
            raise self._unexpected()
        self.depth -= 1
        redirects = []
        self._skip_blanks()
        while redirect := self._redirect():
            redirects.append(redirect)
            self._skip_blanks()
        return Group(body, subshell, tuple(redirects))

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ShellSyntaxError("syntax error: nesting is too deep")

    def _simple(self) -> Simple:
        assignments: list[tuple[str, Word]] = []
        words: list[Word] = []
        redirects: list[Redirect] = []
        while True:
            self._skip_blanks()
            redirect = self._redirect()
            if redirect:
                redirects.append(redirect)
                continue
            if self.at >= len(self.text) or self._peek() in _META:
                break
            name = "" if words else self._assigned_name()
            if name:
                self.at += len(name) + 1
                assignments.append((name, self._word()))
                continue
            word = self._word()
            if not words and word.bare in _RESERVED:
                raise ShellSyntaxError(f"syntax error: unexpected '{word.bare}'")
            words.append(word)
        if not (assignments or words or redirects):
            raise self._unexpected()
        return Simple(tuple(assignments), tuple(words), tuple(redirects))

    def _assigned_name(self) -> str:
        end = self.at
        while end < len(self.text) and (self.text[end] == "_" or self.text[end].isalnum()):
            end += 1
        name = self.text[self.at : end]
        is_name = name.isascii() and name[:1].isidentifier() and self.text[end : end + 1] == "="
        return name if is_name else ""

    def _redirect(self) -> Redirect | None:
        start = self.at
        fd = -1
        if self._peek().isdigit() and self._peek(2)[1:] in ("<", ">"):
            fd = int(self._peek())
            self.at += 1
        for mark in (">>", ">&", "<&", ">", "<"):
            if self._accept(mark):
                break
        else:
            self.at = start
            return None
        if self._peek() in ("<", ">", "("):
            raise self._unexpected()
        self._skip_blanks()
        if self.at >= len(self.text) or self._peek() in _META:
            raise self._unexpected()
        if fd < 0:
            fd = 0 if mark.startswith("<") else 1
        return Redirect(fd, mark, self._word())

    # words
    def _word(self) -> Word:
        parts: list[Part] = []
        while self.at < len(self.text) and (char := self._peek()) not in _META:
            if char == "'":
                parts.append(self._single_quoted())
            elif char == '"':
                self.at += 1
                parts.extend(self._double_quoted())
            elif char == "\\":
                self.at += 1
                if self._peek():
                    parts.append(Part("text", self._peek().strip("\n"), quoted=True))
                    self.at += 1
            elif char in "$`":
                parts.append(self._expansion(quoted=False))
            else:
                start = self.at
                while (
                    self.at < len(self.text) and self._peek() not in _META and self._peek() not in "'\"\\$`"
                ):
                    self.at += 1
                parts.append(Part("text", self.text[start : self.at]))
        return Word(tuple(parts))

    def _single_quoted(self) -> Part:
        end = self.text.find("'", self.at + 1)
        if end < 0:
            raise ShellSyntaxError("no closing quote")
        text = self.text[self.at + 1 : end]
        self.at = end + 1
        return Part("text", text, quoted=True)

    def _double_quoted(self) -> list[Part]:
        """After the opening quote, to behind the closing one."""
        parts: list[Part] = []
        text: list[str] = []
        while True:
            if self.at >= len(self.text):
                raise ShellSyntaxError("no closing quote")
            char = self._peek()
            if char == '"':
                self.at += 1
                return [*parts, Part("text", "".join(text), quoted=True)]
            if char == "\\" and self._peek(2)[1:] in ('"', "\\", "$", "`", "\n"):
                text.append(self._peek(2)[1:].strip("\n"))
                self.at += 2
            elif char in "$`":
                parts += [Part("text", "".join(text), quoted=True), self._expansion(quoted=True)]
                text = []
            else:
                text.append(char)
                self.at += 1

    def _expansion(self, quoted: bool) -> Part:
        """A $ or a backquote and what belongs to it."""
        if self._peek() == "`":
            end = self.text.find("`", self.at + 1)
            if end < 0:
                raise ShellSyntaxError("no closing quote")
            inner = self.text[self.at + 1 : end]
            self.at = end + 1
            return Part("command", quoted=quoted, commands=self._substituted(inner))
        self.at += 1
        if self._peek(2) == "((":
            raise ShellSyntaxError("syntax error: arithmetic is not supported")
        if self._accept("("):
            self._deeper()
            body = self.command_list(")")
            if not self._accept(")"):
                raise self._unexpected()
            self.depth -= 1
            return Part("command", quoted=quoted, commands=body)
        if self._accept("{"):
            return self._braced(quoted)
        if self._peek() and self._peek() in "?$#!@*-0123456789":
            self.at += 1
            return Part("variable", self.text[self.at - 1], quoted)
        start = self.at
        while self.at < len(self.text) and (
            self._peek() == "_" or (self._peek().isalnum() and self._peek().isascii())
        ):
            self.at += 1
        name = self.text[start : self.at]
        return Part("variable", name, quoted) if name else Part("text", "$", quoted)

    def _braced(self, quoted: bool) -> Part:
        end = self.text.find("}", self.at)
        if end < 0:
            raise ShellSyntaxError("no closing quote")
        name, mark, default = self.text[self.at : end].partition(":-")
        self.at = end + 1
        if not (name.isidentifier() or name in "?$#" or name.isdigit()):
            raise ShellSyntaxError(f"${{{name}{mark}{default}}}: bad substitution")
        return Part("variable", name, quoted, default=default)

    def _substituted(self, text: str) -> CommandList:
        self._deeper()
        inner = _Parser(text, self.depth)
        commands = inner.command_list("")
        if inner.at < len(inner.text):
            raise inner._unexpected()
        self.depth -= 1
        return commands
