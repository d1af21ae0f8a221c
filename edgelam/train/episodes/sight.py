"""What the expert can tell of the screen in front: what is there, under whatever words a skin has for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from device_drivers.virtual.phone import Phone
from device_drivers.virtual.window.view import View
from edgelam.core.action import Scroll, Tap
from edgelam.core.ground import ground

from .stage import Stage

MOST_SCROLLS = 8
Want = Callable[[View], bool]


class Lost(Exception):  # noqa: N818 - nothing is wrong, the episode is given up
    """The expert does not find what it needs, or the phone did not do what it should."""


class Sight:
    """Looks at a stage. Labels are the canonical ones, `plain` ones the very texts that are shown."""

    def __init__(self, stage: Stage, package: str) -> None:
        self.stage = stage
        self.package = package

    @property
    def phone(self) -> Phone:
        return self.stage.phone

    def depth(self) -> int:
        """How many times BACK can be pressed before the app is left."""
        phone = self.phone
        state = phone.page.state
        return len(phone.task.pages) + len(state.layers) + bool(state.drawer) + bool(self.keyboard())

    def keyboard(self) -> bool:
        return self.phone.keyboard_shown

    def t(self, label: str) -> str:
        """The skin's word for a canonical label."""
        return self.phone.skin.say(label)

    def seen(self, label: str, *, plain: bool = False) -> bool:
        """Whether the label (plain: this very text) can be read in the window in front."""
        words = label if plain else self.t(label)
        return any(words in (view.text, view.desc) for view in self.stage.views())

    def touchable(self, view: View) -> View | None:
        """The view itself or what it lies in, whichever takes taps; None when nothing does."""
        node: View | None = view
        while node is not None:
            if (node.clickable or node.on_text is not None) and self.stage.element_of(node) is not None:
                return node
            node = self.stage.parent(node)
        return None

    def matches(self, label: str, *, plain: bool = False, starts: bool = False) -> list[View]:
        """What can be tapped for this label, in order."""
        words = label if plain else self.t(label)
        capitals = words.upper() if self.phone.skin.capitals else words
        found: dict[int, View] = {}
        for view in self.stage.views():
            names = (view.text, view.desc)
            said = words in names or capitals in names
            if said or (starts and any(name.startswith(words) for name in names)):
                target = self.touchable(view)
                if target is not None and target.on_text is None:
                    found[id(target)] = target
        return list(found.values())

    def below(self) -> bool:
        return any(
            view.extent > view.offset for view in self.stage.views() if view.axis in ("list", "scroll")
        )

    def items(self, *words: str) -> list[View]:
        """The entries of lists and forms in which all the words can be read."""
        found = []
        for view in self.stage.views():
            holder = self.stage.parent(view)
            if holder is not None and holder.axis in ("list", "scroll", "grid"):
                shown = {name for part in view.walk() if part.visible for name in (part.text, part.desc)}
                if all(word in shown for word in words):
                    found.append(view)
        return found

    def named(self, label: str) -> Want:
        """A view of that canonical label that takes taps."""
        words = self.t(label)
        return lambda view: view.clickable and words in _names(view)

    def icon(self, name: str) -> View | None:
        """The button that is drawn with this icon, in the toolbar."""
        shown = (view for view in self.stage.views() if view.style.icon == name and view.clickable)
        return next((view for view in shown if self.stage.element_of(view) is not None), None)

    def seen_title(self, label: str) -> bool:
        """Whether the toolbar says so."""
        words = self.t(label)
        return any(view.text == words and view.style.size == 21 for view in self.stage.views())

    def ref(self, view: View) -> int:
        element = self.stage.element_of(view)
        if element is None:
            raise Lost(f"{view!r} is not listed")
        return element.ref

    # what is not written down
    def prepare(self, path: Sequence[str] = (), *, plain: bool = False) -> None:
        """Somebody else opens the app and touches these labels; nothing of it is written down."""
        if self.stage.front.package != self.package:
            self.stage.launch(self.package)
        for _ in range(8):
            if self.depth() > 1:
                self.stage.perform_back()
        for label in path:
            self.quietly(self.find_quietly(label, plain=plain))

    def quietly(self, view: View) -> None:
        """Touch a view without writing it down."""
        screen = self.stage.look()
        for command in ground(Tap(target=self.ref(view)), screen, {}):
            self.stage.perform(command)

    def find_quietly(self, label: str, *, plain: bool = False) -> View:
        """What has this label, scrolled to without writing it down."""
        for _ in range(MOST_SCROLLS):
            views = self.matches(label, plain=plain)
            if views:
                return views[0]
            if not self.below():
                break
            for command in ground(Scroll(direction="down"), self.stage.look(), {}):
                self.stage.perform(command)
        raise Lost(f"no {label!r} on {self.stage.front.activity}")


def _names(view: View) -> set[str]:
    """What a view says, with the parts that do not take taps themselves."""
    found = {view.text, view.desc}
    for child in view.children:
        if not child.clickable:
            found |= _names(child)
    return found
