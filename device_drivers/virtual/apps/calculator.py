"""Calculator: the keys, the display and the history."""

from __future__ import annotations

from functools import partial

from device_drivers.virtual.apps import _calculator_sums as sums
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import Route, Row, Tables
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import alert, items
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, Action, Kit
from device_drivers.virtual.window.view import FILL, View

HISTORY = "content://com.android.calculator2/history"
SCHEMA = """
CREATE TABLE history (_id INTEGER PRIMARY KEY AUTOINCREMENT, expression TEXT, result TEXT,
  created INTEGER);"""
# What a key says, its id, and what a screen reader says.
_KEYS = (
    ("√", "fun_sqrt", "square root"), ("^", "op_pow", "power"),
    ("(", "lparen", "left parenthesis"), (")", "rparen", "right parenthesis"),
    ("AC", "clr", "clear"), ("⌫", "del", "delete"), ("%", "op_pct", "percent"), ("÷", "op_div", "divide"),
    ("7", "digit_7", ""), ("8", "digit_8", ""), ("9", "digit_9", ""), ("×", "op_mul", "multiply"),
    ("4", "digit_4", ""), ("5", "digit_5", ""), ("6", "digit_6", ""), ("−", "op_sub", "minus"),
    ("1", "digit_1", ""), ("2", "digit_2", ""), ("3", "digit_3", ""), ("+", "op_add", "plus"),
    ("±", "op_neg", "change sign"), ("0", "digit_0", ""), (".", "dec_point", "point"), ("=", "eq", "equals"),
)  # fmt: skip


class CalculatorPage(Page):
    cls = ".Calculator"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.calculator = app
        self.formula = ""
        self.result = ""  # of the equals key; empty while typing
        self.fault = ""

    def view(self, ui: Kit) -> View:
        actions = [Action("Calculation history", self._history, "history", "menu_history")]
        display, pad = self._display(ui), self._pad(ui)
        lying = self.system.rotation % 2 == 1
        display.weight, pad.weight = 1, 1 if lying else 3
        body = ui.line([display, pad], h=FILL) if lying else ui.column([display, pad], h=FILL)
        return scaffold(ui, "Calculator", body, actions=actions)

    def _display(self, ui: Kit) -> View:
        done = bool(self.result)
        short = len(self.result or self.formula) < 18
        part = min(1.0, 1.2 / ui.room.font)  # large already: it grows no further with the font size
        large = style(size=(32 if short else 20) * part, align="end", lines=1 if short else 2)
        small = style(size=20 * part, align="end", lines=1, fg="muted")
        formula = ui.text(sums.shown(self.formula), "formula", small if done else large)
        words = ui.t(self.fault) if self.fault else sums.shown(self.result or self._preview())
        result = ui.text(words, "result", large if done else small)
        parts = [ui.stretch(), formula, result]
        display = ui.column(parts, "display", h=FILL, gap=4, pad=(20, 8, 20, 12))
        display.on_long, display.long_clickable = self._clipboard, True
        return display

    def _preview(self) -> str:
        """The value so far, where there is something to calculate."""
        if sums.bare(self.formula):
            return ""
        try:
            return sums.plain(sums.evaluate(self.formula))
        except sums.SumError:
            return ""

    def _pad(self, ui: Kit) -> View:
        keys = [self._key(ui, *key) for key in _KEYS]
        rows = [ui.line(keys[start : start + 4], gap=8, h=FILL, weight=1) for start in range(0, len(keys), 4)]
        return ui.column(rows, "pad", h=FILL, gap=8, pad=(12, 4, 12, 12))

    def _key(self, ui: Kit, words: str, rid: str, spoken: str) -> View:
        fg, bg = ("text", "card") if words.isdigit() or words in "±." else ("primary", "tonal")
        if words == "=":
            fg, bg = "on_primary", "primary"
        look = style(widget="mark", icon=words, size=24, fg=fg, bg=bg, shape="pill")
        if rid == "del":
            look, words = style(widget="icon", icon="backspace", fg=fg, bg=bg, shape="pill"), ""
        desc = ui.t(spoken) if spoken else ""
        key = View(BUTTON, words, desc, ui.rid(rid), h=FILL, weight=1, style=look, **CLICKABLE)
        acts = {"clr": self._clear, "del": self._delete, "eq": self._equals}
        key.on_click = acts.get(rid, partial(self._press, words))
        if rid == "del":
            key.on_long, key.long_clickable = self._clear, True
        return key

    def _press(self, key: str) -> None:
        if self.result:
            self.formula = sums.read(self.result) if key in "+−×÷^%±" else ""
        self.result = self.fault = ""
        self.formula = sums.pressed(self.formula, key)

    def _clear(self) -> None:
        self.formula = self.result = self.fault = ""

    def _delete(self) -> None:
        if self.result:
            self._clear()
        self.formula, self.fault = self.formula[:-1], ""

    def _equals(self) -> None:
        if not self.formula or self.result:
            return
        try:
            self.result = self.calculator.calculate(self.formula)
        except sums.SumError as error:
            self.fault = str(error)

    def use(self, text: str) -> None:
        """Go on with a formula or result of the history, or with pasted text."""
        self._clear()
        self.formula = sums.read(text)

    def _clipboard(self) -> None:
        options: list[tuple[str, Act]] = []
        value = self.result or self.formula
        if value:
            options.append(("Copy", partial(self.calculator.copy, value)))
        if self.system.clipboard is not None:
            options.append(("Paste", partial(self.use, self.system.clipboard[1])))
        if options:
            self.show(items("", options))

    def _history(self) -> None:
        self.open(HistoryPage(self.calculator, self))


class HistoryPage(Page):
    cls = ".HistoryActivity"

    def __init__(self, app: Program, keys: CalculatorPage) -> None:
        super().__init__(app)
        self.calculator = app
        self.keys = keys

    def view(self, ui: Kit) -> View:
        rows = [self._row(ui, row) for row in self.content.rows(HISTORY, sort="created DESC, _id DESC")]
        body = (
            ui.list(rows, "history_recycler_view", pad=(0, 4, 0, 24))
            if rows
            else ui.empty("No history", "history")
        )
        actions = [Action("Clear history", self._ask, "delete", "action_clear_history")] if rows else []
        return scaffold(ui, "Calculation history", body, up=self.up, actions=actions)

    def _row(self, ui: Kit, row: Row) -> View:
        return ui.row(
            sums.shown(row.text("expression")),
            f"= {sums.shown(row.text('result'))}",
            partial(self._use, row.text("result")),
            ids=("history_formula", "history_result"),
            on_long=partial(self._menu, row),
        )

    def _use(self, text: str) -> None:
        self.keys.use(text)
        self.close()

    def _menu(self, row: Row) -> None:
        options = (
            ("Copy result", partial(self.calculator.copy, row.text("result"))),
            ("Use formula", partial(self._use, row.text("expression"))),
            ("Delete", partial(self._delete, row.number("_id"))),
        )
        self.show(items(sums.shown(row.text("expression")), options, plain=True))

    def _delete(self, ident: int) -> None:
        self.content.delete(f"{HISTORY}/{ident}")

    def _ask(self) -> None:
        buttons = (("Cancel", None), ("Clear", self.calculator.clear))
        self.show(alert("Clear history?", "All calculations will be removed.", buttons))


class Program(App):
    package = "com.android.calculator2"
    label = "Calculator"
    icon = "calculator"
    launcher = ".Calculator"
    activities = {
        ".Calculator": (Filter((MAIN,), (LAUNCHER, DEFAULT, "android.intent.category.APP_CALCULATOR")),)
    }
    version = ("8.4.1", 84100)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        system.content.add(Tables(self.package, {"history": Route("history")}), SCHEMA)

    def fill(self, fixture: Fixture) -> None:
        now = self.system.now_ms()
        for place, one in enumerate(fixture.calculations):
            then = now - 3_600_000 * (len(fixture.calculations) - place)
            self._keep(one.expression, sums.plain(sums.evaluate(one.expression)), then)

    def clear(self) -> None:
        self.content.delete(HISTORY)

    def page(self, activity: str, intent: Intent) -> Page:
        return CalculatorPage(self)

    def calculate(self, formula: str) -> str:
        """The result; it is kept where there was something to calculate. SumError when there is none."""
        result = sums.plain(sums.evaluate(formula))
        if not sums.bare(formula):
            self._keep(formula, result, self.system.now_ms())
        return result

    def _keep(self, formula: str, result: str, created: int) -> None:
        self.content.insert(HISTORY, {"expression": formula, "result": result, "created": created})

    def copy(self, text: str) -> None:
        self.system.clipboard = ("text", text)
        self.system.toast("Copied")
