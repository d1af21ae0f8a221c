"""The expert: it sees what the product sees, knows from inside what it is, and writes down what it does."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

from device_drivers.virtual.services import popups
from device_drivers.virtual.window.view import View
from edgelam.caller.legal import OWN_WORDS, legal_actions
from edgelam.core.action import (
    Action,
    Back,
    Clear,
    Done,
    GiveUp,
    LongPress,
    Scroll,
    Tap,
    Type,
    Wait,
    phrase,
)
from edgelam.core.errors import Misstep
from edgelam.core.ground import ground
from edgelam.core.plan import Slot, Step
from edgelam.core.screen import Element, Screen

from .rows import Row, row_of
from .sight import MOST_SCROLLS, Lost, Sight, Want
from .stage import CAPABILITIES, Stage
from .wording import Said, say

MOST_ACTIONS = 26  # of one episode
_POPUP = 0.004
_ANSWERS = ("Wait", "Don\u2019t allow", "Dismiss")  # of system dialogs
_REST = 0.7
_SLIP, _LOADING, _NO_SLOTS, _NO_APP = 0.04, 0.012, 0.3, 0.12
_POINTERS = ("which", "days", "app", "network", "gadget", "old")  # slots that are never typed
_NAMES = {
    "label": ("label", "name", "title", "text"),
    "which": ("name", "title", "label"),
    "message": ("text", "text", "message"),
    "contact": ("contact", "name", "contact"),
    "body": ("text", "body"),
    "title": ("title", "name"),
    "query": ("query", "query", "text", "name"),
    "number": ("number", "phone"),
    "sound": ("name", "title"),
    "city": ("name", "query"),
    "network": ("name", "title"),
    "gadget": ("name", "title"),
    "app": ("name", "title"),
    "password": ("password", "text"),
    "old": ("name", "title", "contact"),
    "name": ("name", "name", "title"),
}


class Slipped(Exception):  # noqa: N818
    """A mistake made on purpose could not be undone: what was written down is right, no more follows."""


class Expert(Sight):
    """Carries out one goal on a stage. Methods that act first write down the screen and what was right."""

    def __init__(self, stage: Stage, rng: random.Random, package: str, label: str) -> None:
        super().__init__(stage, package)
        self.rng = rng
        self.label = label
        self.rows: list[Row] = []
        self.history: list[str] = []
        self.said = Said("")
        self._step = Step(id="1", do="")
        self._slots: dict[str, Slot] = {}
        self._tried: dict[str, set[Action]] = {}
        self._acted = 0
        self._arriving = False
        self.answering = False  # the system's dialog is what the goal is about
        self.careful = False  # no slips: a wrong touch here could not be undone

    # the goal
    def goal(
        self,
        templates: Sequence[str],
        values: Mapping[str, str] | None = None,
        slots: Sequence[str] = (),
        *,
        step: bool | None = None,
        carried: Mapping[str, str] | None = None,
    ) -> Said:
        """Put the goal into words; must come before anything is done.

        carried: slots of the step whose rest this is, as a tool leaves them: they need not be in the words.
        """
        self.said = say(self.rng, templates, values or {}, self.label, slots, step=step)
        held = () if self.rng.random() < _NO_SLOTS else self._held(self.said.slots)
        app = "" if self.rng.random() < _NO_APP else self.package
        if carried and self.rng.random() < _REST:
            held = tuple(Slot(name=name, value=value) for name, value in carried.items())
            app = ""
        self._step = Step(id="1", do=self.said.goal, app=app, app_label=self.label, slots=held)
        self._slots = {slot.name: slot for slot in held}
        if self._arriving:
            self.arrive()
        return self.said

    def _held(self, slots: Sequence[Slot]) -> tuple[Slot, ...]:
        """The slots under names that a plan could give them; those that are never typed may be missing."""
        found: dict[str, Slot] = {}
        for slot in slots:
            names = [name for name in _NAMES.get(slot.name, (slot.name,)) if name not in found]
            if slot.name in _POINTERS and self.rng.random() < 0.4 or not names:
                continue
            name = self.rng.choice(names)
            found[name] = slot.model_copy(update={"name": name})
        return tuple(found.values())

    def open(self, until: Callable[[], bool] | None = None) -> bool:
        """Have the app in front; walk back to its first screen or to where `until` holds: whether it does."""
        if self.stage.front.package != self.package:
            self.stage.launch(self.package)
        if self._step.app:
            self.history.append(f"open app {self.label}".lower())
        while True:
            if until is not None and not self.phone.page.state.layers and until():
                return True
            if self.depth() <= 1:
                return False
            self.back()

    def arrive(self) -> None:
        """Something else brought the phone to where it is; may come before the goal is said."""
        if not self.said.goal:
            self._arriving = True
        elif self._step.app and self.rng.random() < 0.7:
            self.history.insert(0, f"open app {self.label}".lower())

    # finding
    def find(self, label: str, *, plain: bool = False, nth: int = 0, starts: bool = False) -> View:
        """The nth thing of that label that can be tapped, scrolling down to it. Raises Lost."""
        return self.seek(lambda: self.matches(label, plain=plain, starts=starts), nth, label)

    def where(self, wanted: Want, what: str = "view", nth: int = 0) -> View:
        """The nth view that is wanted and listed, scrolling down to it. Raises Lost."""

        def found() -> list[View]:
            return [
                view
                for view in self.stage.views()
                if wanted(view) and self.stage.element_of(view) is not None
            ]

        return self.seek(found, nth, what)

    def seek(self, found: Callable[[], list[View]], nth: int, what: str) -> View:
        """Look, and scroll down until enough is found."""
        for _ in range(MOST_SCROLLS):
            self._dismiss()
            views = found()
            if len(views) > nth:
                return views[nth]
            if self.below():
                self.scroll("down")
            elif self.keyboard():
                self.back()
            else:
                break
        raise Lost(f"no {what!r} on {self.stage.front.activity}")

    def field(self, key: str) -> View:
        """The text field of that key."""
        return self.where(lambda view: view.on_text is not None and view.key == key, f"field {key}")

    def part(self, words: Sequence[str], wanted: Want, what: str = "part", nth: int = 0) -> View:
        """What is wanted inside the first entry that shows the words. Raises Lost."""

        def found() -> list[View]:
            entries = self.items(*words)[:1]
            views = [view for entry in entries for view in entry.walk() if view.visible and wanted(view)]
            return [view for view in views if self.stage.element_of(view) is not None]

        return self.seek(found, nth, what)

    # acting
    def press(self, view: View) -> None:
        """Tap a view."""
        ref = self.ref(view)
        self._perhaps_slip(view)  # it comes back to an equal screen
        self.take(Tap(target=ref))

    def tap(self, label: str, *, plain: bool = False, nth: int = 0, starts: bool = False) -> None:
        """Tap what has this label."""
        self.press(self.find(label, plain=plain, nth=nth, starts=starts))

    def action(self, label: str) -> None:
        """Something a toolbar offers, perhaps in its overflow menu."""
        if not self.matches(label) and (more := self.icon("more")):
            self.press(more)
        self.tap(label)

    def tab(self, label: str) -> None:
        """Go to one of the app's top-level places, unless it is open."""
        phone = self.phone
        drawer = phone.skin.navigation == "drawer"
        if drawer and self.seen_title(label):
            return
        if drawer and not phone.page.state.drawer:
            self.press(self.icon("menu") or self.find("Open navigation drawer"))
        here = [v for v in self.stage.views() if v.desc == self.t(label) and v.selected]
        if not here or drawer:
            self.tap(label)

    def hold(self, view: View) -> None:
        """Long-press a view."""
        self.take(LongPress(target=self.ref(view)))

    def type(self, key: str, value: str) -> None:
        """Put a value of the goal (its placeholder's name) into a field."""
        self.enter(self.field(key), self.said.values[value])

    def enter(self, view: View, text: str, *, repeated: bool = False) -> None:
        """Put a slot or words of the goal into a field. repeated: their first place in the goal is meant."""
        self._type(self.ref(view), text, repeated)

    def put(self, element: Element, text: str) -> None:
        """Put a text into an input of the screen as it is now."""
        self._type(element.ref, text, False)

    def _type(self, ref: int, text: str, repeated: bool) -> None:
        slot = next((s.name for s in self._slots.values() if s.value == text), OWN_WORDS)
        if slot == OWN_WORDS and self.said.goal.count(text) != 1 and not repeated:
            raise Lost(f"{text!r} does not stand once in the goal")
        self.take(Type(target=ref, slot=slot), text)

    def holds(self, text: str) -> bool:
        """Whether the plan has the text as a slot of its own."""
        return any(slot.value == text for slot in self._slots.values())

    def clear(self, view: View) -> None:
        self.take(Clear(target=self.ref(view)))

    def back(self) -> None:
        self.take(Back())

    def wait(self) -> None:
        self.take(Wait())

    def scroll(self, direction: str) -> None:
        """Scroll the whole screen."""
        self.take(Scroll(direction=direction))  # type: ignore[arg-type]

    def switch(self, label: str, on: bool, *, plain: bool = False) -> None:
        """Bring the switch of a row to a state; nothing when it is there already."""
        view = self.find(label, plain=plain)
        element = self.stage.element_of(view)
        if element is None or element.state.checked is None:
            raise Lost(f"{label!r} is no switch")
        if element.state.checked != on:
            self.tap(label, plain=plain)

    def done(self, ok: bool = True) -> None:
        """Nothing is left to do; ok: whether the phone's own state says so, too."""
        if not ok:
            raise Lost("the phone is not as it should be")
        self.take(Done())

    def give_up(self) -> None:
        """What is asked for is not there: look to the end of the list, then say so."""
        for _ in range(MOST_SCROLLS):
            if not self._may(Scroll(direction="down")):
                break
            self.scroll("down")
        self.take(GiveUp())

    # writing down
    def point(self, element: Element) -> None:
        """Tap an element of the screen as it is now."""
        self.take(Tap(target=element.ref))

    def take(self, action: Action, text: str | None = None) -> None:
        """Write the decision down and carry it out."""
        screen = self.stage.look()
        self._perhaps_load(screen)
        legal = self._legal(screen, finishing=isinstance(action, Done))
        if action not in legal:
            raise Lost(f"{action.kind} is not possible here")
        if self._acted >= MOST_ACTIONS:
            raise Lost("too long")
        self.rows.append(row_of(screen, self.said.goal, self.history, self._step.slots, legal, action, text))
        self._carry_out(action, screen, text)

    def _carry_out(self, action: Action, screen: Screen, text: str | None) -> None:
        self._tried.setdefault(screen.digest, set()).add(action)
        slots = dict(self._slots)
        if isinstance(action, Type) and action.slot == OWN_WORDS:
            slots[OWN_WORDS] = Slot(name=OWN_WORDS, value=text or "")
        try:
            for command in ground(action, screen, slots, package=self.package):
                self.stage.perform(command)
        except Misstep as error:
            raise Lost(str(error)) from error
        self.history.append(phrase(action, screen, {name: slot.value for name, slot in slots.items()}))
        self._acted += 1

    def _legal(self, screen: Screen, *, finishing: bool) -> list[Action]:
        tried = self._tried.get(screen.digest, set())
        may_finish = self._acted > 0 or finishing
        return [
            a
            for a in legal_actions(screen, self._step, CAPABILITIES, may_finish=may_finish)
            if a not in tried
        ]

    def _may(self, action: Action) -> bool:
        return action in self._legal(self.stage.look(), finishing=False)

    # what goes wrong for everybody
    def _dismiss(self) -> None:
        """Close what the system put in front, the way that changes nothing."""
        if self.answering:
            return
        if not self.phone.layers and self._acted and not self.careful and self.rng.random() < _POPUP:
            popups.not_responding(self.phone)
        while self.phone.layers:
            answers = [v for word in _ANSWERS for v in self.matches(word)]
            if not answers:
                raise Lost("a dialog without a way out")
            self.take(Tap(target=self.ref(answers[0])))

    def _perhaps_load(self, screen: Screen) -> None:
        """The screen as it is while it is being filled: a bar on top and little else."""
        if self.rng.random() >= _LOADING or not self._acted:
            return
        bar = [e for e in screen.elements if e.bounds.bottom < screen.height // 8]
        part = screen.model_copy(update={"elements": tuple(bar)})
        part.__dict__.pop("digest", None)
        legal = self._legal(part, finishing=False)
        self.rows.append(row_of(part, self.said.goal, self.history, self._step.slots, legal, Wait(), None))
        self.history.append("wait")

    def _perhaps_slip(self, wanted: View) -> None:
        """Open something else by mistake; what is right then is to go back."""
        if self.careful or self.rng.random() >= _SLIP:
            return
        screen, depth = self.stage.look(), self.depth()
        others = [v for v in self._harmless() if v is not wanted]
        if not others:
            return
        action = Tap(target=self.ref(self.rng.choice(others)))
        self._carry_out(action, screen, None)
        if self.depth() == depth + 1:
            self.back()
        if self.stage.look() != screen or self.depth() != depth:
            raise Slipped

    def _harmless(self) -> Iterator[View]:
        """What most likely opens a page or a menu."""
        for view in self.stage.views():
            rows = (
                view.clickable and view.on_click is not None and not view.checkable and view.on_text is None
            )
            if rows and view.enabled and self.stage.element_of(view) is not None:
                inside = any(part.checkable for part in view.walk())
                if not inside and (len(view.children) > 0 or view.desc == self.t("More options")):
                    yield view
