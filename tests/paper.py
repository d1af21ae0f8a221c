"""A phone made of paper (screens, and what each act on them leads to) and a Caller that follows a script."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from edgelam.core.action import Action, Back, Choice, Done, Type
from edgelam.core.command import Command, LaunchApp, PressKey, SetText, SetToggle, StartIntent, TapAt
from edgelam.core.fact import (
    Apps,
    AskApps,
    AskFront,
    AskHandlers,
    AskNow,
    AskSetting,
    Fact,
    FrontApp,
    Handlers,
    Now,
    Query,
    Rows,
    Setting,
)
from edgelam.core.plan import Step
from edgelam.core.screen import Bounds, Element, Role, Screen, State

HEIGHT = 100  # px of a row


def paper(package: str, *rows: tuple[Role, str], checked: bool | None = None) -> Screen:
    """A screen of full-width rows, one below the other."""
    elements = tuple(
        Element(
            ref=i + 1,
            role=role,
            text=text,
            state=State(clickable=role != "text", checked=checked if role == "switch" else None),
            bounds=Bounds(left=0, top=i * HEIGHT, right=500, bottom=(i + 1) * HEIGHT),
            package=package,
            path=str(i),
        )
        for i, (role, text) in enumerate(rows)
    )
    return Screen(elements=elements, package=package, width=500, height=2000)


class PaperPhone:
    """A Driver. `on(screen, label, then)` says what a tap does; texts typed stay in `typed`."""

    serial = "paper"
    capabilities = frozenset(
        {"tap_at", "set_text", "press_key", "launch_app", "start_intent", "set_toggle", "drag"}
    )

    def __init__(self, **screens: Screen) -> None:
        self.screens, self.front = screens, "home"
        self.performed: list[Command] = []
        self.typed: list[str] = []
        self.settings: dict[str, str] = {}
        self.sms: list[dict[str, str]] = []
        self.looks = 0
        self.when_looked: dict[int, Callable[[], None]] = {}  # what happens right before that look
        self._taps: dict[tuple[str, str], Callable[[], None]] = {}

    def on(self, screen: str, label: str, then: str | Callable[[], None]) -> None:
        """What a tap on that label of that screen does: a screen to go to, or a call."""
        self._taps[screen, label] = then if callable(then) else lambda: setattr(self, "front", then)

    def observe(self) -> Screen:
        self.looks += 1
        self.when_looked.get(self.looks, lambda: None)()
        return self.screens[self.front]

    def perform(self, command: Command) -> None:
        self.performed.append(command)
        if isinstance(command, TapAt):
            element = next(e for e in self.observe().elements if e.bounds.contains(command.x, command.y))
            self._taps.get((self.front, element.label), lambda: None)()
        elif isinstance(command, SetText):
            self.typed.append(command.text)
        elif isinstance(command, LaunchApp):
            self.front = next(n for n, s in self.screens.items() if s.package == command.package)
        elif isinstance(command, PressKey):
            self.front = "home"
        elif isinstance(command, SetToggle):
            self.settings["wifi_on"] = str(int(command.on))
        elif isinstance(command, StartIntent):
            self.front = "draft"

    def query(self, query: Query) -> Fact:
        match query:
            case AskNow():
                return Now(iso="2026-03-05T22:00:00+01:00")
            case AskApps():
                return Apps(apps=())
            case AskFront():
                return FrontApp(package=self.screens[self.front].package)
            case AskHandlers():
                return Handlers(packages=("com.sms",), preferred="com.sms")
            case AskSetting():
                return Setting(value=self.settings.get(query.key))
            case _:
                return Rows(rows=tuple(self.sms))

    def screenshot(self) -> bytes:
        return b""

    def close(self) -> None:
        pass


class ScriptedCaller:
    """Taps labels, types `LABEL=slot`, says `back` and `done`, in the order of its script; then gives up."""

    def __init__(self, *script: str) -> None:
        self.script = list(script)
        self.heard: list[tuple[str, ...]] = []

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        self.heard.append(tuple(history))
        wanted = self.script.pop(0) if self.script else "give_up"
        return Choice(action=self._action(wanted, screen, legal), probability=0.9, margin=0.8)

    def _action(self, wanted: str, screen: Screen, legal: Sequence[Action]) -> Action:
        if wanted == "done" and Done() in legal:
            return Done()
        if wanted == "back":
            return Back()
        label, _, slot = wanted.partition("=")
        for action in legal:
            element = screen.element(getattr(action, "target", 0) or 0)
            if element is None or element.label != label:
                continue
            if (slot and isinstance(action, Type) and action.slot == slot) or (
                not slot and action.kind == "tap"
            ):
                return action
        return next(a for a in legal if a.kind == "give_up")
