"""Made-up apps and what people ask of them, played out screen by screen: lessons in how apps work.

Nothing here is used when the product runs; it only writes examples to learn from.
Seeded: same seed, same examples.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from edgelam.core.screen import Bounds, Element, Role, State
from edgelam.memory.appmap import build_map

from . import lexicon as words
from .examples import Example, Gold
from .maps import with_map

_NOWHERE = Bounds(left=0, top=0, right=0, bottom=0)
_VISITED = 0.85  # share of an app's pages that a map of it holds
_OTHERS = ("back", "home", "open_app", "scroll_down", "scroll_up", "wait", "ask", "give_up")


@dataclass(eq=False)
class Item:
    """Something shown."""

    role: Role
    text: str = ""
    desc: str = ""
    checked: bool | None = None
    hint: str = ""
    rid: str = ""
    focused: bool = False

    @property
    def label(self) -> str:
        """How the history names it."""
        return " ".join((self.text or self.desc or self.hint or self.rid.replace("_", " ")).split())


@dataclass(frozen=True)
class Pool:
    """Real words to furnish with: labels of real screens, and texts people want typed."""

    labels: Sequence[str]
    texts: Sequence[str]


class App:
    """One made-up app in one person's hands: how it is laid out, and the turns taken so far."""

    def __init__(self, rng: random.Random, pool: Pool) -> None:
        self.rng, self.pool = rng, pool
        self.kind, names, self.fields = rng.choice(words.KINDS)
        self.name = rng.choice(names) if rng.random() < 0.7 else rng.choice(pool.labels)[:20]
        self.goal = ""
        self.history: list[str] = [f"open app {self.name.lower()}"] if rng.random() < 0.9 else []
        self.turns: list[tuple[list[Item], Gold, tuple[str, ...]]] = []
        self.more = rng.choice(words.MORE)
        if rng.random() < 0.1:
            self.more += "\n" + rng.choice(pool.labels)
        self.names = [self._item_name() for _ in range(rng.randint(1, 6))]
        self.settings_in = rng.choice(("bar", "menu", "menu", "menu", "tab"))
        self.tabs = [rng.choice(words.PLACES)[0] for _ in range(rng.choice((0, 0, 2, 3)))]
        self.bar = rng.sample(
            ("Search", "Sort by", "Filter", "Change view type", "Refresh", "Share"), rng.randint(0, 3)
        )
        self.create = rng.choice(words.CREATE_BUTTONS).format(self.kind)
        self.extras = [
            Item("button", *self._shown(n))
            for n in rng.sample(list(pool.labels), rng.choice((0, 0, 1, 2, 4, 6)))
        ]
        self.settings = [self._setting() for _ in range(rng.randint(3, 14))]

    def _item_name(self) -> str:
        if self.kind in ("contact", "group") or self.rng.random() < 0.3:
            person = self.rng.choice(words.PEOPLE)
            return person if self.rng.random() < 0.6 else f"{person} {self.rng.choice(words.SURNAMES)}"
        return self.typed() if self.rng.random() < 0.6 else self.rng.choice(self.pool.labels)

    def _setting(self) -> Item:
        kind = self.rng.random()
        if kind < 0.45:
            label = (
                self.rng.choice(words.TOGGLES)[0]
                if self.rng.random() < 0.5
                else self.rng.choice(self.pool.labels)
            )
            return Item(self.toggle_role(), label, checked=self.rng.random() < 0.5)
        if kind < 0.7:
            label, _, values = self.rng.choice(words.CHOICES)
            return Item("button", f"{label}\n{self.rng.choice(values)}")
        return Item("button" if self.rng.random() < 0.8 else "text", self.rng.choice(self.pool.labels))

    def toggle_role(self) -> Role:
        return self.rng.choice(("checkbox", "checkbox", "switch"))

    def typed(self) -> str:
        """Something a person wants typed."""
        text = self.rng.choice(self.pool.texts)
        kind = self.rng.random()
        if kind < 0.12:
            return "".join(w.capitalize() for w in text.split())
        if kind < 0.2:
            return "_".join(text.split()) + self.rng.choice(("", ".txt", ".json", ".pdf", "_2"))
        if kind < 0.3:
            return str(self.rng.randint(10, 10 ** self.rng.randint(3, 11)))
        return text.title() if kind < 0.45 else text

    # What is shown.

    def main(self, *extra: Item, items: Sequence[str] | None = None) -> list[Item]:
        """The first page: title, bar, items, tabs, in an order of this app's own."""
        bar = [
            Item("input" if n == "Search" and self.rng.random() < 0.3 else "button", *self._shown(n))
            for n in self.bar
        ]
        if self.settings_in == "bar":
            bar.append(Item("button", *self._shown("Settings")))
        bar.append(Item("button", "", self.more))
        tabs = [Item("button", t) for t in self.tabs] + (
            [Item("button", "Settings")] if self.settings_in == "tab" else []
        )
        rows = [self.row(n) for n in (self.names if items is None else items)]
        page = [*bar, *rows, *self.extras, Item("button", *self._shown(self.create)), *tabs]
        if self.rng.random() < 0.5:
            page.insert(self.rng.choice((0, len(bar))), Item("text", self.name))
        return self.mixed(page, extra)

    def row(self, name: str) -> Item:
        kind = self.rng.random()
        second = (
            f"\n{self.rng.choice(self.pool.texts)}"
            if kind < 0.3
            else f"\n{self.rng.randint(1, 40)}"
            if kind < 0.4
            else ""
        )
        return Item("button", name + second)

    def mixed(self, page: list[Item], extra: Sequence[Item]) -> list[Item]:
        """A copy with `extra` put in at random places."""
        page = list(page)
        for item in extra:
            if item not in page:
                page.insert(self.rng.randint(0, len(page)), item)
        return page

    def _shown(self, name: str) -> tuple[str, str]:
        return ("", name) if self.rng.random() < 0.7 else (name, "")

    def menu(self, *wanted: Item) -> list[Item]:
        """What the three dots open."""
        names = self.rng.sample(words.FILLER, self.rng.randint(2, 8))
        if self.settings_in == "menu" and "Settings" not in names:
            names.append("Settings")
        taken = {i.label.lower() for i in wanted}
        return self.mixed([Item("button", n) for n in names if n.lower() not in taken], wanted)

    def filler(self, low: int, high: int) -> list[Item]:
        roles: tuple[Role, ...] = ("button", "button", "text", "checkbox", "image")
        return [
            Item(
                (r := self.rng.choice(roles)), t, checked=self.rng.random() < 0.5 if r == "checkbox" else None
            )
            for t in self.rng.sample(list(self.pool.labels), self.rng.randint(low, high))
        ]

    def settings_page(self, *wanted: Item) -> list[Item]:
        page: list[Item] = (
            [Item("button", "", self.rng.choice(("Navigate up", "Back")))] if self.rng.random() < 0.7 else []
        )
        page += [Item("text", "Settings")] if self.rng.random() < 0.5 else []
        taken = {i.label.lower() for i in wanted}
        rest = [s for s in self.settings if s.label.lower() not in taken]
        self.rng.shuffle(rest)
        cut = self.rng.randint(0, len(rest))
        return [*page, *rest[:cut], *wanted, *rest[cut:]]

    def elsewhere(self) -> list[list[Item]]:
        """Pages that the request did not lead to: what a map of the app knows besides."""
        rng = self.rng
        titles = rng.sample((*words.FILLER, *self.names, *self.bar), rng.randint(0, 6))
        pages = [[Item("text", title), *self.filler(2, 8)] for title in titles]
        rows = {item.text.split("\n")[0] for item in self.settings if "\n" in item.text}
        for label, _, values in words.CHOICES:
            if label in rows:
                pages.append([Item("checkbox", value, checked=False) for value in values])
        return [self.main(), self.menu(), self.settings_page(), *pages]

    def dialog(self, values: Sequence[Item], buttons: Sequence[str]) -> list[Item]:
        return [*values, *(Item("button", b) for b in buttons)]

    # What is done.

    def tap(self, page: list[Item], item: Item, verb: str = "tap") -> None:
        """The right thing on `page` is to tap `item`."""
        self.record(page, Gold(verb, page.index(item)))
        self.history.append(f'{verb.replace("_", " ")} "{item.label}"')

    def type(self, page: list[Item], item: Item, text: str) -> None:
        """The right thing is to type `text`, a span of the goal, into `item`."""
        self.record(page, Gold("type", page.index(item), text))
        self.history.append(f'type "{text}" into "{item.label}"')
        item.text, item.focused = text, self.rng.random() < 0.6

    def stop(self, page: list[Item]) -> None:
        """Nothing is left to do."""
        self.record(page, Gold("done"))

    def record(self, page: list[Item], gold: Gold) -> None:
        self.turns.append(([replace(i) for i in page], gold, tuple(self.history)))

    def open_menu(self, label: str, page: list[Item] | None = None) -> None:
        """Tap the three dots, then the entry."""
        button = Item("button", "", self.more)
        self.tap(self.mixed([i for i in page or self.main() if i.desc != self.more], [button]), button)
        entry = Item("button", label)
        self.tap(self.menu(entry), entry)

    def open_settings(self, deep: float = 0.25) -> None:
        """To the settings; deep: how often to one of their sections."""
        if self.settings_in == "menu":
            self.open_menu("Settings")
        else:
            page = self.main()
            self.tap(page, next(i for i in page if i.label == "Settings"))
        if self.rng.random() < deep:
            section = Item("button", self.rng.choice(words.SECTIONS))
            self.tap(self.settings_page(section), section)

    def back(self) -> None:
        """Leave the page that ended one request, on the way to the next."""
        page, _, _ = self.turns.pop()
        if self.rng.random() < 0.5:
            up = Item("button", "", self.rng.choice(("Navigate up", "Back")))
            self.tap([up, *(i for i in page if i.label not in ("Navigate up", "Back"))], up)
        else:
            self.record(page, Gold("back"))
            self.history.append("back")

    def examples(self, source: str = "flows") -> list[Example]:
        """Every turn as an example; other global actions are offered now and then."""
        rng, found = self.rng, []
        for page, gold, history in self.turns:
            others = [name for name in _OTHERS if rng.random() < 0.6] if rng.random() < 0.6 else []
            choices = (
                {*others, "done"}
                if gold.target is not None or gold.verb == "done"
                else {*others, "done", gold.verb}
            )
            shown = tuple(_element(number, item) for number, item in enumerate(page))
            found.append(
                Example(
                    self.goal,
                    history,
                    shown,
                    gold,
                    app=self.name,
                    source=source,
                    choices=tuple(sorted(choices)),
                )
            )
        return found


def _element(ref: int, item: Item) -> Element:
    return Element(
        ref=ref, role=item.role, text=item.text, desc=item.desc, hint=item.hint, rid=item.rid,
        state=State(checked=item.checked, focused=item.focused), bounds=_NOWHERE,
    )  # fmt: skip


def quoted(rng: random.Random, text: str) -> str:
    """The text as people set it off: in quotes or not at all."""
    return rng.choice(("{}", "{}", "'{}'", '"{}"', "‘{}’", "“{}”")).format(text)


def episodes(
    count: int, pool: Pool, seed: int, flows: Sequence[Callable[[App], None]], mapped: float = 0.5
) -> list[Example]:
    """About `count` examples, from all flows in turn; mapped: share of the apps that there is a map of."""
    rng = random.Random(seed)
    found: list[Example] = []
    while len(found) < count:
        app = App(rng, pool)
        rng.choice(flows)(app)
        if app.goal and rng.random() < 0.15 and app.turns[-1][1].verb == "done":
            _one_more(app, rng.choice(flows))
        if app.goal:
            app.goal = _spelt(rng, app)
            made = app.examples()
            found += _mapped(app, made) if rng.random() < mapped else made
    return found[:count]


def _mapped(app: App, examples: Sequence[Example]) -> list[Example]:
    """The examples with what a map of most of the app's pages tells."""
    pages = [example.elements for example in examples]
    pages += [tuple(_element(n, item) for n, item in enumerate(page)) for page in app.elsewhere()]
    known = build_map(page for page in pages if app.rng.random() < _VISITED)
    return [with_map(example, known) for example in examples]


def _one_more(app: App, flow: Callable[[App], None]) -> None:
    first, app.goal = app.goal, ""
    turns = len(app.turns)
    app.back()
    flow(app)
    if not app.goal:
        del app.turns[turns - 1 :]
        app.goal = first
        return
    app.goal = app.rng.choice(("{} and {}", "{}, then {}", "{} and then {}", "{}. {}", "{}, {}")).format(
        first, app.goal
    )


def _spelt(rng: random.Random, app: App) -> str:
    """People begin with a capital or not, name the app or not, and are polite or not."""
    goal = app.goal
    if rng.random() < 0.12 and app.history:
        goal = rng.choice(
            ("{} in {}", "{} in the {} app", "{} of the {} app", "in {1}, {0}", "open {1} and {0}")
        ).format(goal, app.name)
    if rng.random() < 0.06:
        goal = rng.choice(("please {}", "can you {}", "I'd like to {}", "{} please", "{} for me")).format(
            goal
        )
    return goal[0].upper() + goal[1:] if rng.random() < 0.45 else goal
