"""The list of chats, its filters and search, and the archive."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.apps._chat_people import GroupPage, NewPage
from device_drivers.virtual.apps._dates import when
from device_drivers.virtual.apps._search import Searching
from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import WRAP, View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.chat import Program

CHATS, MESSAGES = "content://com.android.chat/chats", "content://com.android.chat/messages"
_TABS = (
    Tab("All chats", "bubbles", "tab_all"),
    Tab("Unread", "dot", "tab_unread"),
    Tab("Groups", "people", "tab_groups"),
)
_WHERE = ("archived=0", "archived=0 AND (unread_count>0 OR marked_unread=1)", "archived=0 AND is_group=1")
_SMALL = style(fg="muted", size=12, lines=1)


def chat_row(ui: Kit, page: Page, chat: Program, row: Row) -> View:
    """A chat in a list: its name, its last message, the time, and what is unread."""
    unread = row.number("unread_count")
    ends = [ui.text(when(page.system, row.number("date")), "chat_time", _SMALL, w=WRAP)]
    if row.number("pinned"):
        ends.append(ui.icon("pin", "chat_pinned", desc=ui.t("Pinned"), size=16))
    if row.number("muted"):
        ends.append(ui.icon("mute", "chat_muted", desc=ui.t("Muted"), size=16))
    if unread or row.number("marked_unread"):
        words = f"{unread} {ui.t('unread')}" if unread else ui.t("Unread")
        look = style(fg="on_primary", bg="primary", shape="pill", size=12, bold=True, lines=1)
        badge = ui.text(str(unread) if unread else " ", "unread_count", look, w=WRAP, desc=words)
        badge.pad = (8, 3, 8, 3)
        ends.append(badge)
    return ui.row(
        row.text("name"),
        _snippet(ui, row),
        partial(chat.talk, row.number("_id")),
        icon=ui.avatar(row.text("name"), "chat_photo"),
        trailing=ends,
        ids=("chat_name", "chat_snippet"),
        bold=bool(unread or row.number("marked_unread")),
        on_long=partial(_menu, page, chat, row),
    )


def _snippet(ui: Kit, row: Row) -> str:
    if row.text("draft"):
        return f"{ui.t('Draft')}: {row.text('draft')}"
    who = ui.t("You") if row.number("last_outgoing") else row.text("last_sender")
    said = who and (row.number("last_outgoing") or row.number("is_group"))
    return f"{who}: {row.text('snippet')}" if said else row.text("snippet")


def _menu(page: Page, chat: Program, row: Row) -> None:
    ident, unread = row.number("_id"), bool(row.number("unread_count") or row.number("marked_unread"))
    pinned, archived = row.number("pinned"), row.number("archived")
    options = [
        ("Unpin" if pinned else "Pin", partial(chat.write, ident, {"pinned": int(not pinned)})),
        ("Unmute" if row.number("muted") else "Mute", partial(chat.choose_mute, page, row)),
        ("Unarchive" if archived else "Archive", partial(chat.set_archived, page, ident, not archived)),
        ("Mark as read" if unread else "Mark as unread", partial(chat.mark, ident, unread)),
        ("Leave group" if row.number("is_group") else "Delete", partial(chat.ask_delete, page, row)),
    ]
    if archived:
        options.pop(0)
    page.show(items(row.text("name"), options, plain=True))


def _message(ui: Kit, page: Page, chat: Program, row: Row, name: str) -> View:
    """A message out of its chat, whose name it carries."""
    who = row.text("sender") or ui.t("You")
    return ui.row(
        name,
        f"{who}: {row.text('body')}",
        partial(chat.talk, row.number("chat_id")),
        trailing=[ui.text(when(page.system, row.number("date")), "message_time", _SMALL, w=WRAP)],
        ids=("chat_name", "snippet"),
        lines=2,
    )


class ListPage(Searching):
    cls = ".MainActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.chat = app
        self.tab = 0

    def view(self, ui: Kit) -> View:
        if self.searching:
            return self._results(ui)
        rows = [chat_row(ui, self, self.chat, row) for row in self.content.rows(CHATS, _WHERE[self.tab])]
        archived = len(self.content.rows(CHATS, "archived=1"))
        if archived and self.tab == 0:
            count = ui.text(str(archived), "archived_count", _SMALL, w=WRAP)
            icon = ui.icon("archive", size=40)
            row = ui.row(ui.t("Archived"), "", self.chat.archive, icon=icon, trailing=[count])
            rows.insert(0, row)
        said = ("No chats yet", "No unread chats", "No groups yet")[self.tab]
        body = ui.list(rows, "chat_list", pad=(0, 4, 0, 96)) if rows else ui.empty(said, "bubbles")
        actions = [
            Action("Search", self.search, "search", "menu_search"),
            Action("New group", lambda: self.open(GroupPage(self.chat)), main=False),
            Action("Starred messages", lambda: self.open(StarredPage(self.chat)), main=False),
            Action("Mark all as read", self._read_all, main=False),
        ]
        new = Action("New chat", lambda: self.open(NewPage(self.chat)), "chat", "fab_new_chat")
        tabs = Tabs(_TABS, self.tab, self._choose)
        return scaffold(ui, "Chat", body, actions=actions, add=new, tabs=tabs)

    def _choose(self, place: int) -> None:
        self.tab = place

    def _read_all(self) -> None:
        for row in self.content.rows(CHATS):
            self.chat.mark(row.number("_id"), True)

    def _results(self, ui: Kit) -> View:
        """Chats by name, then messages by what they say."""
        wanted = self.wanted()
        chats = self.content.rows(CHATS)
        names = {row.number("_id"): row.text("name") for row in chats}
        rows = [
            chat_row(ui, self, self.chat, row)
            for row in chats
            if wanted and wanted in row.text("name").lower()
        ]
        rows = [ui.header("Chats"), *rows] if rows else []
        found = [
            row
            for row in self.content.rows(MESSAGES, sort="date DESC")
            if wanted and wanted in row.text("body").lower()
        ]
        if found:
            rows.append(ui.header("Messages"))
        rows += [_message(ui, self, self.chat, row, names.get(row.number("chat_id"), "")) for row in found]
        body = ui.list(rows, "search_results") if rows or not wanted else ui.empty("No results", "search")
        return scaffold(ui, "", body, bar=self.search_bar(ui, "Search chats"))


class ArchivePage(Page):
    cls = ".ArchivedActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.chat = app

    def view(self, ui: Kit) -> View:
        rows = [chat_row(ui, self, self.chat, row) for row in self.content.rows(CHATS, "archived=1")]
        body = ui.list(rows, "chat_list") if rows else ui.empty("No archived chats", "archive")
        return scaffold(ui, "Archived", body, up=self.up)


class StarredPage(Page):
    cls = ".StarredActivity"

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.chat = app

    def view(self, ui: Kit) -> View:
        names = {row.number("_id"): row.text("name") for row in self.content.rows(CHATS)}
        found = self.content.rows(MESSAGES, "starred=1", "date DESC")
        rows = [_message(ui, self, self.chat, row, names.get(row.number("chat_id"), "")) for row in found]
        body = ui.list(rows, "starred_list") if rows else ui.empty("No starred messages", "star")
        return scaffold(ui, "Starred messages", body, up=self.up)
