"""Chat: one-to-one and group chats, their list, and what arrives."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from device_drivers.virtual.apps._attaching import Taken
from device_drivers.virtual.apps._chat_list import ArchivePage, ListPage
from device_drivers.virtual.apps._chat_people import PickPage
from device_drivers.virtual.apps._chat_talk import TalkPage
from device_drivers.virtual.fixture import Fixture
from device_drivers.virtual.intents import DEFAULT, LAUNCHER, MAIN, SEND, SENDTO, VIEW, Filter, Intent
from device_drivers.virtual.kernel import App, Page, System
from device_drivers.virtual.providers.resolver import (
    Route,
    Row,
    Tables,
    Value,
    Values,
    delete_rows,
    insert_row,
)
from device_drivers.virtual.providers.telephony import digits
from device_drivers.virtual.services.values import Notification
from device_drivers.virtual.stocks.chats import Chat, ChatMessage
from device_drivers.virtual.window.boxes import Act
from device_drivers.virtual.window.dialogs import alert

URI = "content://com.android.chat"
CHATS, MEMBERS = f"{URI}/chats", f"{URI}/members"
MESSAGES, REACTIONS = f"{URI}/messages", f"{URI}/reactions"
SCHEMA = """
CREATE TABLE chats (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, phone TEXT DEFAULT '',
  is_group INTEGER DEFAULT 0, about TEXT DEFAULT '', pinned INTEGER DEFAULT 0, muted INTEGER DEFAULT 0,
  archived INTEGER DEFAULT 0, marked_unread INTEGER DEFAULT 0, draft TEXT DEFAULT '', created INTEGER);
CREATE TABLE chat_members (_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER, name TEXT,
  phone TEXT DEFAULT '');
CREATE TABLE chat_messages (_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_id INTEGER, sender TEXT DEFAULT '',
  outgoing INTEGER, body TEXT, date INTEGER, read INTEGER DEFAULT 0, reply_to INTEGER,
  forwarded INTEGER DEFAULT 0, starred INTEGER DEFAULT 0, media_uri TEXT DEFAULT '',
  media_type TEXT DEFAULT '', media_name TEXT DEFAULT '');
CREATE TABLE chat_reactions (_id INTEGER PRIMARY KEY AUTOINCREMENT, message_id INTEGER,
  sender TEXT DEFAULT '', reaction TEXT);
CREATE VIEW chats_view AS SELECT c.*, coalesce(m.date, c.created) AS date, m.body AS snippet,
  m.sender AS last_sender, m.outgoing AS last_outgoing,
  (SELECT count(*) FROM chat_messages u WHERE u.chat_id = c._id AND u.read = 0) AS unread_count
  FROM chats c LEFT JOIN chat_messages m ON m._id = (SELECT l._id FROM chat_messages l
  WHERE l.chat_id = c._id ORDER BY l.date DESC, l._id DESC LIMIT 1);
"""
_TEXT = "android.intent.extra.TEXT"


class Program(App):
    package = "com.android.chat"
    label = "Chat"
    icon = "bubbles"
    launcher = ".MainActivity"
    activities = {
        ".MainActivity": (Filter((MAIN,), (LAUNCHER, DEFAULT)),),
        ".ConversationActivity": (Filter((VIEW, SENDTO), schemes=("chat",)),),
        ".ContactPickerActivity": (Filter((SEND,), types=("text/plain",)),),
    }
    permissions = ("android.permission.READ_CONTACTS", "android.permission.POST_NOTIFICATIONS")
    version = ("2.26.4", 226041)

    def __init__(self, system: System) -> None:
        super().__init__(system)
        routes = {
            "chats": Route(
                "chats",
                "chats_view",
                order="pinned DESC, date DESC, _id DESC",
                insert=self._insert_chat,
                delete=self._delete_chats,
            ),
            "members": Route("chat_members"),
            "messages": Route("chat_messages", order="date, _id", insert=self._insert_message),
            "reactions": Route("chat_reactions"),
        }
        system.content.add(Tables(self.package, routes), SCHEMA)
        self._coming: list[tuple[int, Values]] = []

    # the provider
    def _insert_chat(self, values: dict[str, Value]) -> int:
        return insert_row(self.content.db, "chats", {"created": self.system.now_ms(), **values})

    def _delete_chats(self, idents: list[int]) -> None:
        for table in ("chat_members", "chat_messages"):
            delete_rows(self.content.db, table, idents, "chat_id")
        delete_rows(self.content.db, "chats", idents)

    def _insert_message(self, values: dict[str, Value]) -> int:
        """Without a date a message with a sender has just come in, and a notification tells of it."""
        sender, chat = str(values.get("sender") or ""), values.get("chat_id")
        fresh = bool(sender) and "date" not in values
        seen = not sender or (fresh and self._open(chat))
        full: dict[str, Value] = {"date": self.system.now_ms(), "outgoing": int(not sender), **values}
        full["read"] = int(seen) if fresh else full.get("read", int(seen))
        ident = insert_row(self.content.db, "chat_messages", full)
        if fresh and not seen:
            self._tell(int(str(chat)), sender, str(values.get("body") or ""))
        return ident

    def _open(self, chat: Value) -> bool:
        """Its page is on the screen."""
        page = self.system.page
        return isinstance(page, TalkPage) and str(page.chat) == str(chat) and self.system.screen_on

    def _tell(self, ident: int, sender: str, body: str) -> None:
        row = self.content.row(f"{CHATS}/{ident}")
        if row is None or row.number("muted"):
            return
        text = f"{sender}: {body}" if row.number("is_group") else body
        actions = ("Reply", "Mark as read")
        self.system.notify(
            self.package, row.text("name"), text, tag="chat", ident=ident, actions=actions, inputs=actions[:1]
        )

    # what comes by itself
    def fill(self, fixture: Fixture) -> None:
        for chat in fixture.chats:
            self._fill(chat)

    def _fill(self, chat: Chat) -> None:
        flags = {name: int(getattr(chat, name)) for name in ("pinned", "muted", "archived")}
        head: dict[str, Value] = {
            "name": chat.name,
            "phone": chat.phone,
            "about": chat.about,
            "is_group": int(bool(chat.members)),
        }
        ident = self.new_chat({**head, **flags}, [(name, "") for name in chat.members])
        known: list[int] = []
        for place, message in enumerate(chat.messages):
            values = self._values(ident, message, 60 + 7 * (len(chat.messages) - place - 1))
            if message.reply_to is not None and message.reply_to < len(known):
                values["reply_to"] = known[message.reply_to]
            if message.arrives_in:
                self._coming.append((self.system.now_ms() + 1000 * message.arrives_in, values))
                continue
            known.append(_ident(self.content.insert(MESSAGES, values)))
            if message.reaction:
                self.react(known[-1], message.reaction)

    def _values(self, chat: int, message: ChatMessage, ago: int) -> dict[str, Value]:
        values: dict[str, Value] = {"chat_id": chat, "sender": message.sender, "body": message.body}
        if not message.arrives_in:
            minutes = message.minutes_ago if message.minutes_ago is not None else ago
            values["date"] = self.system.now_ms() - 60_000 * minutes
            values["read"] = int(message.read or not message.sender)
        return values

    def tick(self, now: datetime) -> None:
        due = [entry for entry in self._coming if entry[0] <= self.system.now_ms()]
        self._coming = [entry for entry in self._coming if entry not in due]
        for _, values in sorted(due, key=lambda entry: entry[0]):
            if self.content.row(f"{CHATS}/{values['chat_id']!s}") is not None:
                self.content.insert(MESSAGES, values)

    def notified(self, note: Notification, action: str) -> None:
        self.system.withdraw(self.package, "chat", note.ident)
        if action == "Mark as read":
            self.mark(note.ident, True)
            return
        self.system.start(Intent(VIEW, data=f"chat:{note.ident}", package=self.package))

    def replied(self, note: Notification, action: str, text: str) -> None:
        self.send(note.ident, text)
        self.mark(note.ident, True)

    def clear(self) -> None:
        self._coming.clear()
        self.content.delete(CHATS)
        self.content.delete(REACTIONS)

    # pages
    def page(self, activity: str, intent: Intent) -> Page:
        if activity == ".ContactPickerActivity":
            text = intent.string(_TEXT)
            return PickPage(self, "Send to", lambda page, chat: page.replace(TalkPage(self, chat, text)))
        name = intent.data.partition(":")[2].strip("/")
        if intent.scheme == "chat" and name:
            row = self.content.row(f"{CHATS}/{name}") if name.isdigit() else None
            return TalkPage(self, row.number("_id") if row is not None else self.chat_with(name, name))
        return ListPage(self)

    def talk(self, chat: int, text: str = "") -> None:
        self.system.push(TalkPage(self, chat, text))

    def archive(self) -> None:
        self.system.push(ArchivePage(self))

    # what is done with chats
    def new_chat(self, values: Values, members: list[tuple[str, str]]) -> int:
        ident = _ident(self.content.insert(CHATS, values))
        for name, phone in members:
            self.content.insert(MEMBERS, {"chat_id": ident, "name": name, "phone": phone})
        return ident

    def chat_with(self, name: str, phone: str) -> int:
        """The chat with a person; it is made when there is none."""
        for row in self.content.rows(CHATS, "is_group=0"):
            same = digits(row.text("phone")) == digits(phone) if row.text("phone") and phone else False
            if same or row.text("name") == name:
                return row.number("_id")
        return self.new_chat({"name": name, "phone": phone}, [])

    def write(self, chat: int, values: Values) -> None:
        self.content.update(f"{CHATS}/{chat}", values)

    def send(self, chat: int, body: str, reply_to: int | None = None, *, forwarded: bool = False) -> None:
        values: dict[str, Value] = {"chat_id": chat, "body": body, "reply_to": reply_to}
        self.content.insert(MESSAGES, {**values, "forwarded": int(forwarded)})

    def send_file(self, chat: int, file: Taken) -> None:
        media: dict[str, Value] = {"media_uri": file.uri, "media_type": file.mime, "media_name": file.name}
        self.content.insert(MESSAGES, {"chat_id": chat, "body": "", **media})

    def react(self, message: int, reaction: str) -> None:
        """Give the owner's reaction; the same once more takes it back."""
        mine = f"message_id={message} AND sender=''"
        known = self.content.row(REACTIONS, mine)
        self.content.delete(REACTIONS, mine)
        if known is None or known.text("reaction") != reaction:
            self.content.insert(REACTIONS, {"message_id": message, "reaction": reaction})

    def mark(self, chat: int, read: bool) -> None:
        if read:
            self.content.update(MESSAGES, {"read": 1}, f"chat_id={chat} AND read=0")
            self.system.withdraw(self.package, "chat", chat)
        self.write(chat, {"marked_unread": int(not read)})

    def ask_delete(self, page: Page, row: Row, then: Act | None = None) -> None:
        """Delete a chat, or leave a group."""
        group = row.number("is_group") == 1

        def delete() -> None:
            self.content.delete(f"{CHATS}/{row.number('_id')}")
            self.system.withdraw(self.package, "chat", row.number("_id"))
            if then is not None:
                then()

        title = "Leave and delete this group?" if group else "Delete this chat?"
        buttons = (("Cancel", None), ("Leave group" if group else "Delete", delete))
        page.show(alert(title, "All its messages are deleted from this phone.", buttons))

    def choose_mute(self, page: Page, row: Row) -> None:
        muted = row.number("muted") == 1
        self.write(row.number("_id"), {"muted": int(not muted)})
        page.toast(page.t("Notifications on" if muted else "Notifications muted"))

    def set_archived(self, page: Page, chat: int, archived: bool) -> None:
        self.write(chat, {"archived": int(archived), "pinned": 0})
        text = page.t("Chat archived" if archived else "Chat unarchived")
        page.snack(text, "Undo", partial(self.write, chat, {"archived": int(not archived)}))


def _ident(uri: str) -> int:
    return int(uri.rsplit("/", 1)[1])
