"""The Planner on any chat model: it writes the plan language, held at every word to what may come next.

Tools, parameters and apps come from the catalogue, texts are runs of the goal's own words; so whatever the
model is, what it writes is a plan.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from edgelam.core.catalogue import Catalogue, Param, ParamType, ToolSpec
from edgelam.core.contracts import ChatDecoder
from edgelam.core.errors import GoalError, ModelError
from edgelam.core.plan import Plan
from edgelam.engines.chat import Message, chat_prompt
from edgelam.engines.constrain import Trie

from .language import parse_plan
from .resolve import resolve

_STEPS = 8
_WORDS = 120  # of the goal; texts start within them
_VALUE, _TASK = 16, 30  # words of a value, of what to do on a screen
_CHARACTERS = 300  # of a text
_ROOM = 600  # tokens kept free for the plan
_NO_SPAN: tuple[ParamType, ...] = ("switch",)  # "turn off" is one word of a verb: both sides are offered

_SYSTEM = """You write plans for an Android phone. A plan has one line for each thing the person asks for:
1 TOOL PARAMETER="words of the request"
2 ui app="APP" do="words of the request"
Use a tool where one fits, else `ui` with the app in which it can be done. Copy texts from the request word by
word. If nothing can be done, write: declined

Tools:
{tools}
Apps: {apps}"""


class GenerativePlanner:
    """A Planner over a generating model. See contracts.Planner."""

    def __init__(
        self, decoder: ChatDecoder, warm: Callable[[Sequence[int]], None] = lambda tokens: None
    ) -> None:
        """warm: brings back the state of tokens that every request begins with, see engines.prefix."""
        self._decoder = decoder
        self._warm = warm

    def plan(self, goal: str, catalogue: Catalogue) -> Plan:
        """The plan. Raises GoalError for an empty goal, ModelError when goal and catalogue do not fit."""
        started = time.perf_counter()
        goal = goal.encode(errors="replace").decode()  # half a surrogate pair is no text
        if not goal.strip():
            raise GoalError("the goal is empty")
        prompt = chat_prompt(
            self._decoder,
            [Message("system", _system(catalogue)), Message("user", " ".join(goal.split()))],
        )
        if len(prompt.tokens) + _ROOM > self._decoder.longest:
            raise ModelError(
                f"goal, tools and apps are {len(prompt.tokens)} tokens, too many for {self._decoder.longest}",
                hint="Take a model with a longer context, or say the goal in fewer words.",
            )
        self._warm(prompt.tokens[: prompt.shared])
        writer = _Writer(self._decoder, prompt.tokens)
        _Grammar(goal, catalogue).write(writer)
        written = writer.text.strip()
        if written == "declined":
            plan = Plan(goal=goal, steps=(), declined="not_understood")
        else:
            plan = parse_plan(written, goal, catalogue)
        ms = (time.perf_counter() - started) * 1000
        return plan.model_copy(update={"probability": writer.surest, "ms": ms, "tokens": writer.tokens})


class _Writer:
    """Text that grows by picks among what may come next."""

    def __init__(self, decoder: ChatDecoder, prompt: Sequence[int]) -> None:
        self._decoder = decoder
        self._spelled = list(prompt)
        self.text = ""
        self.surest = 1.0  # of all picks, the least sure one's probability
        self.tokens = len(prompt)

    def add(self, text: str) -> None:
        """What has no alternative."""
        self._spelled += self._decoder.tokenize(text)
        self.text += text

    def pick(self, texts: Iterable[str]) -> str:
        """One of some texts, none of which begins another."""
        spelled = {tuple(self._decoder.tokenize(text)): text for text in texts}
        pick = Trie((tokens, tokens) for tokens in spelled).pick(self._decoder, self._spelled)
        chosen = spelled[pick.best]
        self._spelled += pick.best
        self.text += chosen
        self.tokens += len(pick.best)
        self.surest = min(self.surest, pick.probability)
        return chosen

    @property
    def full(self) -> bool:
        """Whether another line might not fit any more."""
        return len(self._spelled) + _ROOM // 2 > self._decoder.longest


class _Grammar:
    """What may come next in a plan for this goal on this phone."""

    def __init__(self, goal: str, catalogue: Catalogue) -> None:
        self._words = goal.split()[:_WORDS]
        self._texts: dict[ParamType, list[str]] = {}
        self._apps = list(dict.fromkeys(app.label for app in catalogue.apps if app.label.strip()))
        self._tools = {
            tool.name: tool
            for tool in catalogue.tools
            if all(self._values(param.type) for param in tool.params if param.required)
        }

    def write(self, writer: _Writer) -> None:
        """Lines, until the model ends the plan."""
        for number in range(1, _STEPS + 1):
            end = "declined\n" if number == 1 else "end\n"
            opening = f"{number} "
            if writer.full or writer.pick([opening, end]) == end:
                writer.text = writer.text.removesuffix("end\n")
                return
            heads = [f"{name} " if tool.params else f"{name}\n" for name, tool in self._tools.items()]
            head = writer.pick([*heads, "ui "])
            if head == "ui ":
                self._screen_step(writer)
            elif head.endswith(" "):
                self._arguments(writer, self._tools[head.strip()])

    def _screen_step(self, writer: _Writer) -> None:
        if self._apps:
            writer.add("app=")
            writer.pick(f"{_quoted(label)} " for label in self._apps)
        writer.add("do=")
        writer.pick(f"{_quoted(text)}\n" for text in self._runs(_TASK))

    def _arguments(self, writer: _Writer, tool: ToolSpec) -> None:
        """Parameters in any order, each at most once; the line ends only when the required ones are there."""
        left = {f"{p.name}=": p for p in tool.params if self._values(p.type)}
        while left:
            done = not any(param.required for param in left.values())
            chosen = writer.pick([*left, *(["\n"] if done else [])])
            if chosen == "\n":
                return
            param: Param = left.pop(chosen)
            writer.pick(f"{_quoted(text)} " for text in self._values(param.type))
        writer.add("\n")

    def _values(self, kind: ParamType) -> list[str]:
        """Runs of the goal's words that a parameter of this type can mean."""
        if kind not in self._texts:
            now = datetime.now().astimezone()
            runs = ["on", "off"] if kind in _NO_SPAN else self._runs(_VALUE)
            self._texts[kind] = [text for text in runs if resolve(kind, text, now) is not None]
        return self._texts[kind]

    def _runs(self, longest: int) -> list[str]:
        """Runs of the goal's words, without marks around them."""
        starts = range(len(self._words))
        runs = (
            " ".join(self._words[start:end]).strip(" \"'\u201c\u201d.,;:!?")
            for start in starts
            for end in range(start + 1, min(len(self._words), start + longest) + 1)
        )
        found = list(dict.fromkeys(run for run in runs if 0 < len(run) <= _CHARACTERS))
        return found or [" ".join(self._words)[:_CHARACTERS]]


def _system(catalogue: Catalogue) -> str:
    lines = []
    for tool in catalogue.tools:
        params = " ".join(p.name if p.required else f"[{p.name}]" for p in tool.params)
        lines.append(f"{tool.name} {params}: {tool.description}")
    tools = "\n".join(lines)
    return _SYSTEM.format(tools=tools, apps=", ".join(app.label for app in catalogue.apps))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
