"""One chat: its messages, answers and reactions, and the line to write in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._attaching import Taken, attach, bytes_of
from device_drivers.virtual.apps._chat_people import InfoPage, PickPage
from device_drivers.virtual.apps._dates import when
from device_drivers.virtual.apps._search import Searching
from device_drivers.virtual.intents import VIEW, Intent
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, items
from device_drivers.virtual.window.kit import BUTTON, CLICKABLE, Action, Kit
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import WRAP, Style, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.chat import Program

URI = "content://com.android.chat"
CHATS, MEMBERS = f"{URI}/chats", f"{URI}/members"
MESSAGES, REACTIONS = f"{URI}/messages", f"{URI}/reactions"
# What can be answered without words, and how it is read out.
MARKS = {"♥": "Love", "☺": "Laugh", "☹": "Sad", "★": "Great", "✔": "Agree", "✘": "Disagree"}
_SMALL = style(fg="muted", size=12, lines=1)
_WHO = style(fg="primary", size=13, bold=True, lines=1)
_QUOTE = style(fg="muted", size=13, lines=2)
_END = 1 << 20


class TalkPage(Searching):
    cls = ".ConversationActivity"

    def __init__(self, app: Program, chat: int, text: str = "") -> None:
        super().__init__(app)
        self.program = app
        self.chat = chat
        self.answered: int | None = None  # the message that is being answered
        app.mark(chat, True)
        row = self._row()
        draft = row.text("draft") if row is not None else ""
        self.state.fields["entry"] = text or draft
        self.state.scroll["message_list"] = _END

    def _row(self) -> Row | None:
        return self.content.row(f"{CHATS}/{self.chat}")

    def view(self, ui: Kit) -> View:
        row = self._row()
        if row is None:
            return scaffold(ui, "Chat", ui.empty("This chat was deleted", "bubbles"), up=self.up)
        wanted = self.wanted()
        rows = self.content.rows(MESSAGES, f"chat_id={self.chat}")
        known = {message.number("_id"): message for message in rows}
        bubbles = [
            self._bubble(ui, message, known, row.number("is_group") == 1)
            for message in rows
            if wanted in message.text("body").lower()
        ]
        table = ui.list(bubbles, "message_list", weight=1, pad=(12, 8, 12, 8))
        if self.searching:
            return scaffold(ui, "", table, bar=self.search_bar(ui, "Search in chat"))
        quoted = known.get(self.answered) if self.answered is not None else None
        parts = [table, *([self._answering(ui, quoted)] if quoted is not None else []), self._composer(ui)]
        group = row.number("is_group") == 1
        actions = [
            Action("Group info" if group else "Chat info", self._info, "info", "action_info"),
            Action("Search", self.search, "search", "action_search", main=False),
            Action(
                "Unmute" if row.number("muted") else "Mute",
                partial(self.program.choose_mute, self, row),
                main=False,
            ),
            Action("Leave group" if group else "Delete chat", partial(self._delete, row), main=False),
        ]
        return scaffold(ui, row.text("name"), ui.column(parts), up=self.up, actions=actions, plain=True)

    def _bubble(self, ui: Kit, row: Row, known: dict[int, Row], group: bool) -> View:
        mine = row.number("outgoing") == 1
        ident = row.number("_id")
        inside = []
        if group and not mine:
            inside.append(ui.text(row.text("sender"), "sender_name", _WHO, w=WRAP))
        if row.number("forwarded"):
            inside.append(ui.label("Forwarded", "forwarded_label", _on(mine, 12), w=WRAP))
        if row.number("reply_to"):
            inside.append(self._quote(ui, known.get(row.number("reply_to"))))
        if row.text("media_uri"):
            inside.append(self._media(ui, row))
        if row.text("body") or not row.text("media_uri"):
            inside.append(ui.text(row.text("body"), "message_text", _on(mine, 16), w=WRAP))
        side = "end" if mine else ""
        bubble = ui.column(
            inside,
            "message_bubble",
            w=WRAP,
            bg="primary" if mine else "tile",
            shape="card",
            pad=(14, 10, 14, 10),
            gap=4,
            gravity=side,
        )
        parts = [bubble]
        marks = self.content.rows(REACTIONS, f"message_id={ident}")
        if marks:
            parts.append(self._marks(ui, row, marks, side))
        time = [ui.text(when(self.system, row.number("date")), "message_time", _SMALL, w=WRAP)]
        if row.number("starred"):
            time.append(ui.icon("star_full", "message_star", desc=ui.t("Starred"), size=12))
        parts.append(ui.line(time, gap=4, w=WRAP, gravity=side))
        pad = (60.0 if mine else 0.0, 4.0, 0.0 if mine else 60.0, 6.0)
        view = ui.column(parts, "message_row", pad=pad, gap=3)
        view.on_long, view.long_clickable = partial(self._menu, row), True
        view.on_swipe = partial(self._swiped, ident)
        return view

    def _media(self, ui: Kit, row: Row) -> View:
        """A photo, or another file by its name; a touch opens it."""
        uri, mime, name = row.text("media_uri"), row.text("media_type"), row.text("media_name")
        if mime.startswith("image/"):
            view = ui.photo(bytes_of(self.system, uri), "media_image", desc=name, w=180, h=135)
        else:
            words = ui.text(name, "media_name", style(size=15, lines=1), w=WRAP)
            view = ui.line([ui.icon("attach"), words], "media_file", gap=8, w=WRAP, bg="tile", shape="card")
            view.pad = (10, 8, 10, 8)
        view.on_click, view.clickable, view.focusable = partial(self._open_media, uri, mime), True, True
        return view

    def _open_media(self, uri: str, mime: str) -> None:
        if not self.system.start(Intent(VIEW, data=uri, type=mime)).ok:
            self.toast(self.t("No app can do this"))

    def _attach(self) -> None:
        def told(words: str) -> None:
            self.state.fields["entry"] = f"{self.state.fields['entry']}\n{words}".strip()

        attach(self, self._send_file, told)

    def _send_file(self, file: Taken) -> None:
        self.program.send_file(self.chat, file)
        self.state.scroll["message_list"] = _END

    def _quote(self, ui: Kit, row: Row | None) -> View:
        if row is None:
            words = [ui.label("Message deleted", "quoted_text", _QUOTE, w=WRAP)]
        else:
            who = row.text("sender") or ui.t("You")
            words = [
                ui.text(who, "quoted_name", _WHO, w=WRAP),
                ui.text(row.text("body"), "quoted_text", _QUOTE, w=WRAP),
            ]
        return ui.column(words, "quote", bg="bg", shape="field", pad=(10, 6, 10, 6), w=WRAP)

    def _marks(self, ui: Kit, row: Row, marks: list[Row], side: str) -> View:
        words = " ".join(mark.text("reaction") for mark in marks)
        spoken = ", ".join(
            f"{mark.text('sender') or ui.t('You')}: {ui.t(MARKS.get(name, name))}"
            for mark in marks
            for name in [mark.text("reaction")]
        )
        look = style(size=14, bg="surface", shape="pill", lines=1)
        view = ui.text(words, "reactions", look, w=WRAP, desc=spoken, gravity=side, pad=(10, 3, 10, 3))
        view.on_click, view.clickable = lambda: self.show(self._choice(row)), True
        return view

    def _answering(self, ui: Kit, row: Row) -> View:
        who = row.text("sender") or ui.t("You")
        words = ui.column(
            [
                ui.text(who, "reply_name", _WHO),
                ui.text(row.text("body"), "reply_text", style(size=14, lines=1)),
            ],
            weight=1,
        )
        drop = ui.icon_button("Cancel reply", "close", partial(self._answer, None), "cancel_reply")
        return ui.line([words, drop], "reply_bar", bg="surface", pad=(16, 4, 4, 4))

    def _composer(self, ui: Kit) -> View:
        empty = not self.state.fields["entry"].strip()
        field = ui.field("entry", "Write a message", lines=0, weight=1)
        send = ui.icon_button("Send", "send", self._send, "send", fg="muted" if empty else "primary")
        send.enabled = not empty
        more = ui.icon_button("Attach", "attach", self._attach, "attach")
        return ui.line([more, field, send], "composer", gap=4, pad=(4, 8, 4, 8), bg="bg")

    def _send(self) -> None:
        self.program.send(self.chat, self.state.fields["entry"].strip(), self.answered)
        self.state.fields["entry"] = ""
        self.answered = None
        self.program.write(self.chat, {"draft": ""})
        self.state.scroll["message_list"] = _END

    def paused(self) -> None:
        """What was not sent is kept as a draft."""
        row, text = self._row(), self.state.fields["entry"].strip()
        if row is not None and row.text("draft") != text:
            self.program.write(self.chat, {"draft": text})

    def _answer(self, ident: int | None) -> None:
        self.answered = ident
        if ident is not None:
            self.state.edit("entry")

    def _swiped(self, ident: int, way: str) -> None:
        if way == "right":
            self._answer(ident)

    # what a long press offers
    def _menu(self, row: Row) -> None:
        ident, body = row.number("_id"), row.text("body")

        def copy() -> None:
            self.system.clipboard = ("text", body)

        ask = alert(
            "Delete message?",
            "It is deleted on this phone only.",
            (("Cancel", None), ("Delete for me", partial(self._forget, ident))),
        )
        options = (
            ("Reply", partial(self._answer, ident)),
            ("React", lambda: self.show(self._choice(row))),
            ("Copy text", copy),
            ("Forward", partial(self._forward, body)),
            (
                "Unstar message" if row.number("starred") else "Star message",
                partial(
                    self.content.update, f"{MESSAGES}/{ident}", {"starred": int(not row.number("starred"))}
                ),
            ),
            ("Delete for me", lambda: self.show(ask)),
        )
        self.show(items("Message options", options))

    def _choice(self, row: Row) -> Layer:
        mine = {
            mark.text("reaction")
            for mark in self.content.rows(REACTIONS, f"message_id={row.number('_id')} AND sender=''")
        }

        def body(ui: Kit) -> View:
            cells = [self._mark(ui, row, mark, mark in mine) for mark in MARKS]
            return ui.column([ui.grid(cells, 6, "reaction_grid")], pad=(16, 4, 16, 16))

        return alert("React", buttons=(), body=body)

    def _mark(self, ui: Kit, row: Row, mark: str, on: bool) -> View:
        look = style(size=22, align="center", lines=1, bg="chosen" if on else "", shape="pill")
        view = View(BUTTON, mark, ui.t(MARKS[mark]), ui.rid("reaction"), h=48, style=look, **CLICKABLE)
        view.pad, view.selected = (0, 10, 0, 8), on
        view.on_click = ui.state.closing(partial(self.program.react, row.number("_id"), mark))
        return view

    def _forget(self, ident: int) -> None:
        self.content.delete(f"{MESSAGES}/{ident}")
        self.content.delete(REACTIONS, f"message_id={ident}")
        if self.answered == ident:
            self.answered = None
        self.toast(self.t("Message deleted"))

    def _forward(self, body: str) -> None:
        def done(page: Page, chat: int) -> None:
            self.program.send(chat, body, forwarded=True)
            page.replace(TalkPage(self.program, chat))

        self.open(PickPage(self.program, "Forward to", done))

    def _info(self) -> None:
        self.open(InfoPage(self.program, self.chat))

    def _delete(self, row: Row) -> None:
        self.program.ask_delete(self, row, self.close)


def _on(mine: bool, size: float) -> Style:
    return style(size=size, fg="on_primary" if mine else "text")
