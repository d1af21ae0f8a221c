"""Whom to chat with: the choice of a chat, a new chat, a new group, and what a chat says of itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from device_drivers.virtual.kernel import Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import alert, items, prompt
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.view import View

if TYPE_CHECKING:
    from device_drivers.virtual.apps.chat import Program

CHATS, MEMBERS = "content://com.android.chat/chats", "content://com.android.chat/members"
PHONES = "content://com.android.contacts/data/phones"
Person = tuple[str, str]  # name and number


class _Choice(Page):
    """A page with a field that searches, above rows."""

    def __init__(self, app: Program) -> None:
        super().__init__(app)
        self.chat = app

    def wanted(self) -> str:
        return self.state.fields.get("search_field", "").strip().lower()

    def people(self) -> list[Person]:
        """Contacts that fit the search, then those known from chats alone."""
        found: dict[str, str] = {}
        for row in self.content.rows(PHONES, sort="sort_key COLLATE NOCASE"):
            found.setdefault(row.text("display_name"), row.text("data1"))
        for row in self.content.rows(CHATS, "is_group=0", "name COLLATE NOCASE"):
            found.setdefault(row.text("name"), row.text("phone"))
        for row in self.content.rows(MEMBERS, sort="name COLLATE NOCASE"):
            found.setdefault(row.text("name"), row.text("phone"))
        wanted = self.wanted()
        return [
            (name, phone)
            for name, phone in found.items()
            if wanted in name.lower() or (wanted and wanted in phone)
        ]

    def body(self, ui: Kit, rows: list[View], rid: str) -> View:
        field = ui.column([ui.field("search_field", "Search name or number")], pad=(16, 4, 16, 8))
        shown = (
            ui.list(rows, rid, weight=1, pad=(0, 0, 0, 96))
            if rows
            else ui.empty("No contacts found", "person")
        )
        return ui.column([field, shown])


class PickPage(_Choice):
    """The choice of a chat for something to be sent; `done` gets the page and the chat."""

    cls = ".ContactPickerActivity"

    def __init__(self, app: Program, title: str, done: Callable[[Page, int], object]) -> None:
        super().__init__(app)
        self.title = title
        self.done = done

    def view(self, ui: Kit) -> View:
        chats = [row for row in self.content.rows(CHATS) if self.wanted() in row.text("name").lower()]
        rows = [ui.header("Recent chats")] if chats else []
        for row in chats:
            act = partial(self.done, self, row.number("_id"))
            rows.append(_person(ui, row.text("name"), "", act))
        known = {row.text("name") for row in chats}
        others = [person for person in self.people() if person[0] not in known]
        if others:
            rows.append(ui.header("Other contacts"))
        rows += [_person(ui, name, phone, partial(self._new, name, phone)) for name, phone in others]
        return scaffold(ui, self.title, self.body(ui, rows, "contact_list"), up=self.up)

    def _new(self, name: str, phone: str) -> None:
        self.done(self, self.chat.chat_with(name, phone))


class NewPage(_Choice):
    cls = ".NewChatActivity"

    def view(self, ui: Kit) -> View:
        rows = []
        if not self.wanted():
            group = ui.icon("people", size=40)
            rows.append(ui.row(ui.t("New group"), "", self._group, icon=group, ids=("contact_name", "")))
        rows += [_person(ui, name, phone, partial(self._pick, name, phone)) for name, phone in self.people()]
        return scaffold(ui, "New chat", self.body(ui, rows, "contact_list"), up=self.up)

    def _group(self) -> None:
        self.replace(GroupPage(self.chat))

    def _pick(self, name: str, phone: str) -> None:
        chat = self.chat.chat_with(name, phone)
        self.chat.talk(chat)
        self.close()


class GroupPage(_Choice):
    """A new group, or with `group` more people for one."""

    cls = ".NewGroupActivity"

    def __init__(self, app: Program, group: int | None = None) -> None:
        super().__init__(app)
        self.group = group
        self.chosen: dict[str, str] = {}

    def view(self, ui: Kit) -> View:
        there = {row.text("name") for row in self.content.rows(MEMBERS, f"chat_id={self.group or 0}")}
        rows = []
        for name, phone in self.people():
            if name not in there:
                box = ui.check(name in self.chosen, None, "member_check")
                rows.append(_person(ui, name, phone, partial(self._flip, name, phone), box))
        title = "New group" if self.group is None else "Add members"
        body = self.body(ui, rows, "contact_list")
        count = f"{len(self.chosen)} {ui.t('selected')}"
        body.children.insert(
            0, ui.text(count, "selected_count", style(fg="muted", size=14), pad=(16, 0, 16, 4))
        )
        label = "Next" if self.group is None else "Add"
        return scaffold(
            ui, title, body, up=self.up, actions=[Action(label, self._done, "check", "action_next")]
        )

    def _flip(self, name: str, phone: str) -> None:
        if self.chosen.pop(name, None) is None:
            self.chosen[name] = phone

    def _done(self) -> None:
        if not self.chosen:
            self.toast(self.t("Choose at least one person"))
        elif self.group is None:
            self.state.fields["group_name"] = ""
            self.show(prompt("Name the group", "group_name", "Group name", self._create, ok="Create"))
        else:
            for name, phone in self.chosen.items():
                self.content.insert(MEMBERS, {"chat_id": self.group, "name": name, "phone": phone})
            self.close()

    def _create(self, name: str) -> None:
        if not name.strip():
            self.toast(self.t("Enter a group name"))
            return
        ident = self.chat.new_chat({"name": name.strip(), "is_group": 1}, list(self.chosen.items()))
        self.chat.talk(ident)
        self.close()


class InfoPage(Page):
    cls = ".ChatInfoActivity"

    def __init__(self, app: Program, ident: int) -> None:
        super().__init__(app)
        self.chat = app
        self.chat_id = ident

    def view(self, ui: Kit) -> View:
        row = self.content.row(f"{CHATS}/{self.chat_id}")
        if row is None:
            return scaffold(ui, "Chat", ui.empty("This chat was deleted", "bubbles"), up=self.up)
        group = row.number("is_group") == 1
        head = [
            ui.avatar(row.text("name"), "info_photo", size=72, gravity="center"),
            ui.text(row.text("name"), "info_name", style(size=22, align="center")),
        ]
        if row.text("phone"):
            head.append(ui.text(row.text("phone"), "info_phone", style(fg="muted", align="center")))
        mute = partial(self.chat.choose_mute, self, row)
        rows = [ui.column(head, "info_header", gap=8, pad=(16, 16, 16, 16))]
        rows.append(ui.pref("Mute notifications", "", mute, icon="mute", on=row.number("muted") == 1))
        if group:
            rows += self._group(ui, row)
        leave = "Leave group" if group else "Delete chat"
        rows.append(ui.pref(leave, "", partial(self._delete, row), icon="delete"))
        actions = (
            [Action("Rename group", partial(self._rename, row), "edit", "action_rename")] if group else []
        )
        return scaffold(
            ui,
            "Group info" if group else "Chat info",
            ui.list(rows, "info_list"),
            up=self.up,
            actions=actions,
        )

    def _group(self, ui: Kit, row: Row) -> list[View]:
        about = partial(self._describe, row)
        members = self.content.rows(MEMBERS, f"chat_id={self.chat_id}", "name COLLATE NOCASE")
        count = f"{len(members) + 1} {ui.t('members')}"
        rows = [
            ui.pref("Description", row.text("about") or ui.t("Add a description"), about, icon="note"),
            ui.text(count, "member_count", style(fg="primary", size=14, bold=True), pad=(16, 18, 16, 8)),
            ui.pref("Add members", "", self._add, icon="add"),
            _person(ui, ui.t("You"), "", None),
        ]
        rows += [
            _person(ui, one.text("name"), one.text("phone"), partial(self._member, one)) for one in members
        ]
        return rows

    def _add(self) -> None:
        self.open(GroupPage(self.chat, self.chat_id))

    def _rename(self, row: Row) -> None:
        self.state.fields["group_name"] = row.text("name")
        self.show(prompt("Rename group", "group_name", "Group name", self._named, ok="Save"))

    def _named(self, name: str) -> None:
        if name.strip():
            self.chat.write(self.chat_id, {"name": name.strip()})

    def _describe(self, row: Row) -> None:
        def done(text: str) -> None:
            self.chat.write(self.chat_id, {"about": text.strip()})

        self.state.fields["group_about"] = row.text("about")
        self.show(prompt("Description", "group_about", "Add a description", done, ok="Save"))

    def _member(self, row: Row) -> None:
        name = row.text("name")

        def message() -> None:
            self.chat.talk(self.chat.chat_with(name, row.text("phone")))

        def remove() -> None:
            self.content.delete(f"{MEMBERS}/{row.number('_id')}")

        ask = alert("Remove from the group?", name, (("Cancel", None), ("Remove", remove)))
        options = (("Message", message), ("Remove from group", lambda: self.show(ask)))
        self.show(items(name, options, plain=True))

    def _delete(self, row: Row) -> None:
        def done() -> None:
            self.close()
            self.system.leave()  # the page of the chat itself

        self.chat.ask_delete(self, row, done)


def _person(
    ui: Kit, name: str, phone: str, act: Callable[[], object] | None, trailing: View | None = None
) -> View:
    return ui.row(
        name,
        phone,
        act,
        icon=ui.avatar(name, "contact_photo"),
        trailing=[trailing] if trailing is not None else [],
        ids=("contact_name", "contact_details"),
    )
