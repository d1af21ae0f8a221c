"""Dialogs with the ids and nesting of Android's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from device_drivers.virtual.window.boxes import FRAME, SCROLL, TEXT, Act, style
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, Kit
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import WRAP, View

Choice = tuple[str, Act | None]  # a button's label and what it does after the dialog is closed
DIALOG_BODY = "dialog_body"  # the key of the part that scrolls when there is no room
_TITLE = style(size=20, bold=True)
_MESSAGE = style(size=16, fg="muted")


def alert(
    title: str,
    message: str = "",
    buttons: Sequence[Choice] = (("OK", None),),
    *,
    body: Callable[[Kit], View] | None = None,
    plain: bool = False,
    cancelable: bool = True,
) -> Layer:
    """Buttons from left to right: the last is the positive one, the one before it the negative one."""

    def build(ui: Kit) -> View:
        parts: list[View] = []
        if title:
            words = ui.text(title if plain else ui.t(title), f"{ui.package}:id/alertTitle", _TITLE)
            parts.append(ui.column([ui.column([words], "title_template")], "topPanel", pad=(24, 22, 24, 12)))
        if message:
            words = ui.text(ui.t(message), "android:id/message", _MESSAGE)
            inner = ui.column([words], pad=(24, 4 if title else 24, 24, 8))
            box = ui.column([inner], "scrollView", cls=SCROLL)
            parts.append(ui.column([box], "contentPanel", cls=FRAME, key=DIALOG_BODY))
        if body is not None:
            parts.append(ui.column([body(ui)], "customPanel", cls=FRAME, key=DIALOG_BODY))
        if buttons:
            parts.append(_buttons(ui, buttons))
        return ui.column(parts, "parentPanel", cls="androidx.appcompat.widget.LinearLayoutCompat")

    return Layer(build, "dialog", title=title, cancelable=cancelable)


def _buttons(ui: Kit, buttons: Sequence[Choice]) -> View:
    names = ["android:id/button1", "android:id/button2", "android:id/button3"]
    views: list[View] = []
    for place, (label, act) in enumerate(buttons):
        rid = names[len(buttons) - 1 - place]
        look = style(fg="primary", size=15, bold=True, lines=1)
        views.append(
            View(
                BUTTON,
                ui.t(label).upper() if ui.skin.capitals else ui.t(label),
                rid=ui.rid(rid),
                w=WRAP,
                h=48,
                pad=(12, 14, 12, 14),
                style=look,
                on_click=ui.state.closing(act),
                **CLICKABLE,
            )
        )
    row = ui.line(views, pad=(12, 4, 12, 8))
    row.axis = "flow"
    return ui.column([row], "buttonPanel", cls=SCROLL)


def choose(
    title: str,
    options: Sequence[str],
    chosen: int,
    pick: Callable[[int], object],
    *,
    plain: bool = False,
    cancel: bool = True,
) -> Layer:
    """One of several; a touch picks and closes. `plain`: the options are data."""

    def rows(ui: Kit) -> View:
        made = []
        for place, option in enumerate(options):
            words = option if plain else ui.t(option)
            made.append(
                View(
                    "android.widget.CheckedTextView",
                    words,
                    rid=ui.rid("android:id/text1"),
                    style=style(size=17, widget="radio_row"),
                    h=52,
                    pad=(64, 14, 16, 14),
                    checkable=True,
                    checked=place == chosen,
                    on_click=ui.state.closing(partial(pick, place)),
                    **CLICKABLE,
                )
            )
        return View(
            "android.widget.ListView",
            rid=ui.rid("select_dialog_listview"),
            children=made,
            axis="scroll",
            key="choices",
            focusable=True,
        )

    return alert(title, buttons=(("Cancel", None),) if cancel else (), body=rows)


def items(
    title: str, options: Sequence[tuple[str, Act]], *, plain: bool = False, named: bool = False
) -> Layer:
    """A list of things to do, as a long press shows it. `plain`: the title is data; `named`: the rest is."""

    def rows(ui: Kit) -> View:
        made = []
        for label, act in options if named else ui.ordered(options, "context"):
            made.append(
                View(
                    TEXT,
                    label if named else ui.t(label),
                    rid=ui.rid("android:id/text1"),
                    pad=(24, 14, 24, 14),
                    style=style(size=17),
                    on_click=ui.state.closing(act),
                    **CLICKABLE,
                )
            )
        return View(
            "android.widget.ListView", rid=ui.rid("select_dialog_listview"), children=made, focusable=True
        )

    return alert(title, buttons=(), body=rows, plain=plain)


def prompt(
    title: str,
    key: str,
    hint: str,
    done: Callable[[str], object],
    *,
    ok: str = "OK",
    rid: str = "android:id/edit",
    plain: bool = False,
) -> Layer:
    """A dialog with one text field, `state.fields[key]`."""

    def body(ui: Kit) -> View:
        return ui.column([ui.field(key, hint, rid)], pad=(24, 8, 24, 8))

    def build(ui: Kit) -> View:
        def confirm() -> None:
            done(ui.state.fields.get(key, ""))

        return alert(title, buttons=(("Cancel", None), (ok, confirm)), body=body, plain=plain).build(ui)

    return Layer(build, "dialog", title=title)
