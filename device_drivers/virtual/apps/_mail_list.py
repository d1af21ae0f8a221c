"""A mail folder with search, filter and selection, and the page of all folders and accounts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from device_drivers.virtual.apps import _listing
from device_drivers.virtual.apps import _mail_store as mails
from device_drivers.virtual.apps._mail_accounts import AccountPage, SetupPage
from device_drivers.virtual.apps._mail_compose import ComposePage, Letter, draft_of
from device_drivers.virtual.apps._mail_read import ReadPage, ask_delete, folder_choice
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import style
from device_drivers.virtual.window.dialogs import choose
from device_drivers.virtual.window.kit import CLICKABLE, Action, Kit
from device_drivers.virtual.window.nav import Tab, Tabs
from device_drivers.virtual.window.view import WRAP, View

_PLACES = (mails.INBOX, mails.STARRED, mails.SENT, mails.DRAFTS)
_TABS = tuple(Tab(*mails.NAMES[kind]) for kind in _PLACES)
_FILTERS = ("All", "Unread", "Starred", "With attachments")
_OUTWARD = (mails.SENT, mails.DRAFTS, mails.OUTBOX)


class FolderPage(_listing.Selecting):
    """The mails of a folder; the app's first page when `root`, with tabs."""

    cls = ".activity.MailboxActivity"

    def __init__(self, app: App, kind: int = mails.INBOX, account: int = 0, root: bool = True) -> None:
        super().__init__(app)
        self.store = mails.Store(app.system)
        self.kind, self.account, self.root = kind, account, root
        self.filter = 0

    def _found(self) -> list[Row]:
        kind = mails.ALL if self.searching and self.root else self.kind
        words = _listing.wanted(self) if self.searching else ""
        return [row for row in self.store.mails(kind, self.account) if self._fits(row, words)]

    def _fits(self, row: Row, words: str) -> bool:
        test = ("", "flagRead", "flagFavorite", "flagAttachment")[self.filter]
        if test and bool(row.number(test)) == (test == "flagRead"):
            return False
        columns = ("subject", "textContent", "fromList", "toList", "ccList")
        return words in "\n".join(row.text(name) for name in columns).lower()

    def view(self, ui: Kit) -> View:
        found = self._found()
        rows = [self._row(ui, row) for row in found]
        body = ui.list(rows, "conversation_list_view", pad=(0, 4, 0, 96)) if rows else self._empty(ui)
        if self.filter:
            chip = ui.button(_FILTERS[self.filter], self._ask_filter, "filter_chip", kind="tonal")
            clear = ui.icon_button(
                "Clear filter", "close", partial(setattr, self, "filter", 0), "filter_clear"
            )
            body = ui.column([ui.line([chip, clear], pad=(16, 4, 16, 4), gap=8), body])
            body.children[1].weight = 1
        if self.picked:
            actions = self.picked_actions(self._for_picked())
            everything = partial(setattr, self, "picked", [row.text("_id") for row in found])
            actions.append(Action("Select all", everything, main=False))
            title = self.picked_title()
            return scaffold(ui, title, body, up=self.unpick, close=True, plain=True, actions=actions)
        if self.searching:
            return scaffold(ui, "", body, bar=_listing.search_bar(self, ui, "Search mail"))
        return self._plain(ui, body, found)

    def _plain(self, ui: Kit, body: View, found: Sequence[Row]) -> View:
        actions = [
            Action("Search", self.search, "search", "action_search"),
            Action("Filter mail", self._ask_filter, main=False),
            Action("Mark all as read", partial(self._read_all, found), main=False),
            Action("Refresh", self._refresh, main=False),
        ]
        if self.kind in (mails.TRASH, mails.SPAM):
            words = "Empty trash" if self.kind == mails.TRASH else "Empty spam"
            actions.insert(1, Action(words, partial(self._empty_out, found), main=False))
        title = mails.NAMES[self.kind][0]
        if not self.root:
            return scaffold(ui, title, body, up=self.up, actions=actions)
        actions.insert(1, Action("Folders", self._folders, "folder", "action_folders"))
        place = _PLACES.index(self.kind)
        tabs = Tabs(_TABS, place, self._choose)
        new = Action("Compose", self._compose, "edit", "compose_button")
        return scaffold(ui, title, body, actions=actions, add=new, tabs=tabs)

    def _empty(self, ui: Kit) -> View:
        if self.filter or (self.searching and _listing.wanted(self)):
            return ui.empty("No mail found", "search")
        return ui.empty("Nothing in this folder", mails.NAMES[self.kind][1])

    def _row(self, ui: Kit, row: Row) -> View:
        ident, unread = row.number("_id"), not row.number("flagRead")
        outward = row.number("mailboxType") in _OUTWARD
        to = mails.addresses(row.text("toList"))
        people = (
            ", ".join(map(mails.shown, to)) or ui.t("No recipient") if outward else row.text("displayName")
        )
        who = f"{ui.t('To')}: {people}" if outward else people
        time = _listing.short_text(self.system, row.number("timeStamp"))
        small = style(size=12, fg="muted", lines=1)
        head: list[View] = [ui.text(who, "senders", style(size=16, bold=unread, lines=1), weight=1)]
        if unread:
            head.append(ui.icon("dot", "unread", desc=ui.t("Unread"), size=12, fg="primary"))
        if row.number("flagAttachment"):
            head.append(ui.icon("attach", "attachment", desc=ui.t("Has attachment"), size=16))
        head.append(ui.text(time, "date", small, w=WRAP))
        subject = row.text("subject") or ui.t("(no subject)")
        lines = [
            ui.line(head, gap=6),
            ui.text(subject, "subject", style(size=15, bold=unread, lines=1)),
            ui.text(row.text("snippet"), "snippet", style(size=14, fg="muted", lines=1)),
        ]
        star = "Unstar" if row.number("flagFavorite") else "Star"
        icon = "star_full" if row.number("flagFavorite") else "star"
        flip = partial(self.store.mark, [ident], {"flagFavorite": int(not row.number("flagFavorite"))})
        picked = str(ident) in self.picked
        face = ui.icon("check", "contact_image", desc=ui.t("Selected"), size=40) if picked else None
        parts = [
            face or ui.avatar(people, "contact_image"),
            ui.column(lines, "conversation", weight=1, gap=2, pad=(0, 8, 0, 8)),
            ui.icon_button(star, icon, flip, "star", fg="muted", size=40),
        ]
        return View(
            "android.view.ViewGroup",
            rid=ui.rid("conversation_row"),
            children=parts,
            axis="h",
            gap=12,
            pad=(16, 2, 8, 2),
            selected=picked,
            style=style(bg="chosen") if picked else style(),
            on_click=partial(self.touched, str(ident), partial(self._open, row)),
            on_long=partial(self.pick, str(ident)),
            on_swipe=partial(self._swiped, ident),
            long_clickable=True,
            **CLICKABLE,
        )

    def _open(self, row: Row) -> None:
        if row.number("mailboxType") == mails.DRAFTS:
            self.open(ComposePage(self.app, draft_of(self.store, row)))
        else:
            self.open(ReadPage(self.app, row.number("_id")))

    def _for_picked(self) -> list[Action]:
        idents = [int(key) for key in self.picked]
        rows = [row for row in map(self.store.mail, idents) if row is not None]
        unread = any(not row.number("flagRead") for row in rows)
        plain = any(not row.number("flagFavorite") for row in rows)
        return [
            Action("Archive", partial(self.put, idents, mails.ARCHIVE), "archive", "archive"),
            Action("Delete", partial(self._delete, idents), "delete", "delete"),
            Action(
                "Mark as read" if unread else "Mark as unread",
                partial(self.store.mark, idents, {"flagRead": int(unread)}),
                "mail",
                "read_state",
            ),
            Action("Move to", partial(self._ask_folder, idents), main=False),
            Action(
                "Star" if plain else "Unstar",
                partial(self.store.mark, idents, {"flagFavorite": int(plain)}),
                main=False,
            ),
            Action("Report spam", partial(self.put, idents, mails.SPAM), main=False),
        ]

    def put(self, idents: Sequence[int], kind: int) -> None:
        """Move mails, with an undo."""
        before = self.store.move(idents, kind)
        self.snack(mails.moved(self.t, len(before), kind), "Undo", partial(self.store.put_back, before))

    def _delete(self, idents: Sequence[int]) -> None:
        if self.kind in (mails.TRASH, mails.SPAM, mails.DRAFTS):
            self.show(ask_delete(partial(self.store.delete, idents)))
        else:
            self.put(idents, mails.TRASH)

    def _ask_folder(self, idents: Sequence[int]) -> None:
        self.show(folder_choice(partial(self.put, idents)))

    def _swiped(self, ident: int, way: str) -> None:
        if way == "left":
            self._delete([ident])
        elif way == "right":
            self.put([ident], mails.ARCHIVE)

    def _choose(self, place: int) -> None:
        self.kind, self.filter = _PLACES[place], 0
        self.state.scroll.clear()

    def _compose(self) -> None:
        self.open(ComposePage(self.app, Letter(account=self.account)))

    def _ask_filter(self) -> None:
        self.show(choose("Filter mail", _FILTERS, self.filter, partial(setattr, self, "filter")))

    def _folders(self) -> None:
        self.open(FoldersPage(self.app, self))

    def _read_all(self, found: Sequence[Row]) -> None:
        self.store.mark([row.number("_id") for row in found], {"flagRead": 1})

    def _empty_out(self, found: Sequence[Row]) -> None:
        self.show(ask_delete(partial(self.store.delete, [row.number("_id") for row in found])))

    def _refresh(self) -> None:
        if not self.store.online():
            self.toast(self.t("No connection"))
            return
        sent = self.store.flush()
        self.toast(f"{self.t('Messages sent')}: {sent}" if sent else self.t("No new mail"))


class FoldersPage(Page):
    """Every folder with what is unread in it, and the accounts."""

    cls = ".activity.FolderListActivity"

    def __init__(self, app: App, list_page: FolderPage) -> None:
        super().__init__(app)
        self.store = mails.Store(app.system)
        self.list_page = list_page

    def view(self, ui: Kit) -> View:
        account = self.list_page.account
        rows = [ui.header("Folders")]
        for kind in (mails.ALL, mails.INBOX, mails.STARRED, mails.SENT, mails.DRAFTS, mails.OUTBOX,
                     mails.ARCHIVE, mails.SPAM, mails.TRASH):  # fmt: skip
            label, icon = mails.NAMES[kind]
            inside = self.store.mails(kind, account)
            waits = sum(not row.number("flagRead") for row in inside)
            count = len(inside) if kind in (mails.DRAFTS, mails.OUTBOX) else waits
            end = [ui.text(str(count), "unread", style(size=14, bold=True), w=WRAP)] if count else []
            open_it = partial(self._open, kind)
            row = ui.row(ui.t(label), "", open_it, icon=ui.icon(icon), trailing=end, ids=("name", ""))
            rows.append(row)
        rows.append(ui.header("Accounts"))
        accounts = self.store.accounts()
        if len(accounts) > 1:
            rows.append(self._account(ui, 0, ui.t("All accounts"), "", account == 0))
        for known in accounts:
            ident = known.number("_id")
            words = ui.t("Default account") if known.number("isDefault") else ""
            rows.append(self._account(ui, ident, known.text("emailAddress"), words, account == ident))
        rows.append(ui.row(ui.t("Add account"), "", self._add, icon=ui.icon("add"), ids=("add_account", "")))
        return scaffold(ui, "Folders", ui.list(rows, "folder_list", pad=(0, 0, 0, 24)), up=self.up)

    def _account(self, ui: Kit, ident: int, name: str, summary: str, on: bool) -> View:
        ends = [ui.icon("check", desc=ui.t("Selected"), fg="primary")] if on else []
        if ident:
            settings = partial(self._settings, ident)
            ends.append(ui.icon_button("Account settings", "settings", settings, "account_settings", size=40))
        return ui.row(
            name,
            summary,
            partial(self._show, ident),
            icon=ui.avatar(name),
            trailing=ends,
            ids=("account_name", "account_summary"),
        )

    def _open(self, kind: int) -> None:
        if kind in _PLACES:
            self.list_page.kind = kind
            self.close()
        else:
            self.open(FolderPage(self.app, kind, self.list_page.account, root=False))

    def _add(self) -> None:
        self.open(SetupPage(self.app))

    def _settings(self, ident: int) -> None:
        self.open(AccountPage(self.app, ident))

    def _show(self, ident: int) -> None:
        self.list_page.account = ident
        self.close()
