"""Messages: conversations, one of them, a new one, and the search."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from urllib.parse import parse_qs, quote, unquote

from device_drivers.virtual.apps._attaching import Taken, attach
from device_drivers.virtual.apps._messages_store import (
    FAILED,
    SMS,
    Said,
    part_view,
    said,
    send_mms,
    send_sms,
    waiting_view,
)
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, SEND, SENDTO, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.providers.telephony import DRAFT, SENT, digits
from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import alert, items
from device_drivers.virtual.window.kit import IMAGE_BUTTON, Action, Kit
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import WRAP, View

THREADS = "content://mms-sms/conversations"
PHONES = "content://com.android.contacts/data/phones"
_SCHEMES = ("sms", "smsto", "mms", "mmsto")
_SMALL = style(fg="muted", size=12, lines=1)


class ListPage(Page):
    cls = ".ui.conversationlist.ConversationListActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.messages = app
        self.searching = False

    def view(self, ui: Kit) -> View:
        if self.searching:
            return self._results(ui)
        names = self.messages.names()
        rows = [self._thread(ui, row, names) for row in self.content.rows(THREADS)]
        body = (
            ui.list(rows, "android:id/list", pad=(0, 4, 0, 96))
            if rows
            else ui.empty("No conversations yet", "chat")
        )
        actions = [
            Action("Search", self._search, "search", "action_zero_state_search"),
            Action("Mark all as read", self._read_all, main=False),
            Action("Settings", lambda: self.toast("Nothing to set"), main=False),
        ]
        start = Action(
            "Start chat", lambda: self.open(NewPage(self.messages)), "chat", "start_new_conversation_button"
        )
        return scaffold(ui, "Messages", body, actions=actions, add=start)

    def _thread(self, ui: Kit, row: Row, names: dict[str, str]) -> View:
        address = row.text("address")
        name = names.get(digits(address), address)
        unread = row.number("read") == 0
        prefix = {SENT: ui.t("You") + ": ", DRAFT: ui.t("Draft") + ": "}.get(row.number("last_type"), "")
        time = ui.text(self.messages.when(row.number("date")), "conversation_timestamp", _SMALL, w=WRAP)
        return ui.row(
            name,
            prefix + row.text("snippet"),
            partial(self._open, address),
            icon=ui.avatar(name, "conversation_icon"),
            trailing=[time],
            ids=("conversation_name", "conversation_snippet"),
            bold=unread,
            on_long=partial(self._menu, row.number("_id"), name, address),
        )

    def _results(self, ui: Kit) -> View:
        wanted = self.state.fields.get("search_src_text", "").strip().lower()
        names = self.messages.names()
        rows = []
        for row in self.content.rows(SMS) if wanted else []:
            name = names.get(digits(row.text("address")), row.text("address"))
            if wanted in row.text("body").lower() or wanted in name.lower():
                rows.append(
                    ui.row(
                        name,
                        row.text("body"),
                        partial(self._open, row.text("address")),
                        ids=("title", "snippet"),
                        icon=ui.avatar(name),
                    )
                )
        body = ui.list(rows, "search_results") if rows or not wanted else ui.empty("No results", "search")
        field = ui.field(
            "search_src_text", "Search messages", box=False, weight=1, look=style(size=18, lines=1)
        )
        clear = ui.icon_button(
            "Clear", "close", lambda: self.state.fields.pop("search_src_text", None), "search_close_btn"
        )
        bar = ui.line(
            [ui.icon_button("Navigate up", "back", self.up), field, clear], "toolbar", h=60, pad=(4, 0, 4, 0)
        )
        return scaffold(ui, "", body, bar=bar)

    def back(self) -> bool:
        used, self.searching = self.searching, False
        self.state.fields.pop("search_src_text", None)
        return used

    def _search(self) -> None:
        self.searching = True
        self.state.focus, self.state.keyboard = "search_src_text", True

    def _read_all(self) -> None:
        self.content.update(SMS, {"read": 1, "seen": 1}, "read=0")

    def _open(self, address: str) -> None:
        self.open(ChatPage(self.messages, address))

    def _menu(self, thread: int, name: str, address: str) -> None:
        options = (
            ("Delete", lambda: self.show(self.messages.ask_delete(thread))),
            ("Mark as read", lambda: self.messages.mark(thread, 1)),
            ("Mark as unread", lambda: self.messages.mark(thread, 0)),
        )
        self.show(items(name, options, plain=True))


class ChatPage(Page):
    cls = ".ui.conversation.ConversationActivity"

    def __init__(self, app: Program, address: str, body: str = "") -> None:
        super().__init__(app)
        self.messages = app
        self.address = address
        self.files: list[Taken] = []  # what goes along with the next message
        self.thread = app.system.sms.thread(address)
        app.mark(self.thread, 1)
        drafts = app.content.rows(SMS, f"thread_id={self.thread} AND type={DRAFT}")
        text = body or (drafts[0].text("body") if drafts else "")
        if drafts:
            app.content.delete(SMS, f"thread_id={self.thread} AND type={DRAFT}")
        self.state.fields["compose_message_text"] = text
        self.state.scroll["message_list"] = 1 << 20

    def view(self, ui: Kit) -> View:
        name = self.messages.names().get(digits(self.address), self.address)
        rows = [self._bubble(ui, one) for one in said(self.content, self.thread)]
        table = ui.list(rows, "message_list", weight=1, pad=(12, 8, 12, 8))
        body = ui.column([table, *waiting_view(ui, self.files), self._composer(ui)])
        actions = [
            Action("Call", self._call, "phone", "action_call"),
            Action("Add contact", self._add, main=False),
            Action("Delete", self._delete, main=False),
        ]
        return scaffold(ui, name, body, up=self.up, actions=actions, plain=True)

    def _bubble(self, ui: Kit, one: Said) -> View:
        mine = one.mine
        look = style(size=16, fg="on_primary" if mine else "text")
        inside = [part_view(ui, self.system, part) for part in one.parts]
        if one.body or not inside:
            inside.append(ui.text(one.body, "message_text", look, w=WRAP))
        state = ui.t("Not sent") if one.kind == FAILED else self.messages.when(one.date)
        bubble = ui.column(
            inside,
            "message_text_and_info",
            gap=6,
            w=WRAP,
            bg="primary" if mine else "tile",
            shape="card",
            pad=(14, 10, 14, 10),
            gravity="end" if mine else "",
        )
        time = ui.text(state, "message_status", _SMALL, w=WRAP, gravity="end" if mine else "")
        row_view = ui.column(
            [bubble, time], "message_content", pad=(0 if not mine else 60, 4, 60 if not mine else 0, 6), gap=3
        )
        row_view.on_long = partial(self._menu, one)
        row_view.long_clickable = True
        return row_view

    def _composer(self, ui: Kit) -> View:
        field = ui.field("compose_message_text", "Text message", lines=0, weight=1)
        empty = not self.state.fields["compose_message_text"].strip() and not self.files
        send = ui.icon_button(
            "Send SMS",
            "send",
            partial(self.require, "android.permission.SEND_SMS", self._send),
            "send_message_button",
            cls=IMAGE_BUTTON,
            fg="muted" if empty else "primary",
        )
        send.enabled = not empty
        more = ui.icon_button("Attach", "add", self._attach, "attach_media_button")
        return ui.line(
            [more, field, send], "message_compose_view_container", gap=4, pad=(4, 8, 4, 8), bg="bg"
        )

    def _attach(self) -> None:
        def told(words: str) -> None:
            known = self.state.fields["compose_message_text"]
            self.state.fields["compose_message_text"] = f"{known}\n{words}".strip()

        attach(self, self.files.append, told)

    def _send(self) -> None:
        text = self.state.fields["compose_message_text"]
        self.state.fields["compose_message_text"] = ""
        self.state.scroll["message_list"] = 1 << 20
        if self.files:
            send_mms(self.system, self.thread, self.address, text.strip(), self.files)
            self.files = []
            return
        send_sms(self.system, self.thread, self.address, text)

    def paused(self) -> None:
        """What was not sent is kept as a draft."""
        text = self.state.fields["compose_message_text"].strip()
        if self not in self.system.task.pages or not text:
            return
        self.content.delete(SMS, f"thread_id={self.thread} AND type={DRAFT}")
        self.content.insert(
            SMS, {"address": self.address, "body": text, "type": DRAFT, "read": 1, "thread_id": self.thread}
        )

    def _menu(self, one: Said) -> None:
        def copy() -> None:
            self.system.clipboard = ("text", one.body)

        def delete() -> None:
            self.content.delete(one.uri)

        ask = alert("Delete this message?", "", (("Cancel", None), ("Delete", delete)))
        self.show(items("Message options", (("Copy text", copy), ("Delete", lambda: self.show(ask)))))

    def _call(self) -> None:
        if not self.system.start(Intent("android.intent.action.CALL", data=f"tel:{self.address}")).ok:
            self.toast("No app can do this")

    def _add(self) -> None:
        self.system.start(
            Intent(
                "android.intent.action.INSERT",
                type="vnd.android.cursor.dir/contact",
                extras={"phone": self.address},
            )
        )

    def _delete(self) -> None:
        def done() -> None:
            self.state.fields["compose_message_text"] = ""
            self.close()

        self.show(self.messages.ask_delete(self.thread, done))


class NewPage(Page):
    """Whom to write to; `body` is carried into the conversation."""

    cls = ".ui.conversation.LaunchConversationActivity"

    def __init__(self, app: Program, body: str = "") -> None:
        super().__init__(app)
        self.messages = app
        self.body = body
        self.state.focus, self.state.keyboard = "recipient_text_view", True

    def view(self, ui: Kit) -> View:
        wanted = self.state.fields.get("recipient_text_view", "").strip()
        rows = []
        if any(char.isdigit() for char in wanted) and not wanted.strip("+0123456789 ()-."):
            rows.append(
                ui.row(
                    f"{ui.t('Send to')} {wanted}",
                    "",
                    partial(self._pick, wanted),
                    icon=ui.avatar("#"),
                    ids=("contact_name", "contact_details"),
                )
            )
        for row in self.content.rows(PHONES, sort="sort_key COLLATE NOCASE"):
            name, number = row.text("display_name"), row.text("data1")
            near = digits(wanted) in digits(number) if wanted.isdigit() else False
            if wanted.lower() in name.lower() or near:
                rows.append(
                    ui.row(
                        name,
                        number,
                        partial(self._pick, number),
                        icon=ui.avatar(name, "contact_icon"),
                        ids=("contact_name", "contact_details"),
                    )
                )
        to = ui.label("To", "to_label", style(fg="muted"), w=WRAP)
        field = ui.field(
            "recipient_text_view",
            "Type a name or phone number",
            weight=1,
            on_submit=partial(self._enter, wanted),
        )
        line = ui.line([to, field], "recipient_container", gap=12, pad=(16, 4, 16, 8))
        body = ui.column([line, ui.list(rows, "all_contacts_list", weight=1)])
        return scaffold(ui, "New conversation", body, up=self.up)

    def _enter(self, wanted: str) -> None:
        if any(char.isdigit() for char in wanted):
            self._pick(wanted)

    def _pick(self, number: str) -> None:
        self.close()
        self.system.push(ChatPage(self.messages, number, self.body))


class Program(App):
    package = "com.android.messaging"
    label = "Messages"
    icon = "chat"
    launcher = ".ui.conversationlist.ConversationListActivity"
    activities = {
        ".ui.conversationlist.ConversationListActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".ui.conversation.LaunchConversationActivity": (Filter((SENDTO, VIEW), schemes=_SCHEMES),),
        ".ui.conversationlist.ShareIntentActivity": (Filter((SEND,), types=("text/plain",)),),
        ".ui.conversation.ConversationActivity": (),
    }
    permissions = (
        "android.permission.SEND_SMS",
        "android.permission.READ_CONTACTS",
        "android.permission.POST_NOTIFICATIONS",
    )
    version = ("1.0.001", 10001040)

    def page(self, activity: str, intent: Intent) -> Page:
        if activity == ".ui.conversationlist.ShareIntentActivity":
            return NewPage(self, intent.string("android.intent.extra.TEXT"))
        if intent.action in (SENDTO, VIEW):
            number, _, query = intent.data.partition(":")[2].partition("?")
            body = intent.string("sms_body") or intent.string("android.intent.extra.TEXT")
            body = body or parse_qs(query).get("body", [""])[0]
            address = unquote(number).strip("/ ")
            return ChatPage(self, address, body) if address else NewPage(self, body)
        return ListPage(self)

    def notified(self, note: Notification, action: str) -> None:
        self.system.withdraw(self.package, note.tag, note.ident)
        if action == "Mark as read":
            self.mark(self.system.sms.thread(note.about), 1)
        else:
            self.system.start(Intent(VIEW, data="smsto:" + quote(note.about, safe="+"), package=self.package))

    def replied(self, note: Notification, action: str, text: str) -> None:
        thread = self.system.sms.thread(note.about)
        send_sms(self.system, thread, note.about, text)
        self.mark(thread, 1)
        self.system.withdraw(self.package, note.tag, note.ident)

    def names(self) -> dict[str, str]:
        """Contacts' names by the digits of their numbers."""
        return {digits(row.text("data1")): row.text("display_name") for row in self.content.rows(PHONES)}

    def when(self, date: int) -> str:
        """As a list shows a moment: the time today, the weekday this week, else the date."""
        now = self.system.now()
        moment = datetime.fromtimestamp(date / 1000, now.tzinfo)
        if moment.date() == now.date():
            return self.system.time_text(moment.hour, moment.minute)
        return self.system.date_text(moment, "E" if (now - moment).days < 6 else "MMMd")

    def mark(self, thread: int, read: int) -> None:
        self.content.update(SMS, {"read": read, "seen": 1}, f"thread_id={thread} AND type=1")

    def ask_delete(self, thread: int, then: Act | None = None) -> Layer:
        def delete() -> None:
            self.content.delete(THREADS, f"_id={thread}")
            if then is not None:
                then()

        return alert(
            "Delete this conversation?", "This can't be undone.", (("Cancel", None), ("Delete", delete))
        )

    def clear(self) -> None:
        self.content.delete(SMS)
