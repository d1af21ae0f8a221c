"""One mail: its people, its text, its attachments, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import parseaddr
from functools import partial

from device_drivers.virtual.apps import _listing
from device_drivers.virtual.apps import _mail_store as mails
from device_drivers.virtual.apps._contents import made
from device_drivers.virtual.apps._mail_compose import ComposePage, Letter, answer, forward
from device_drivers.virtual.intents import INSERT, VIEW, Intent
from device_drivers.virtual.kernel import App, Page
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.providers.storage import SHARED
from device_drivers.virtual.window.bars import scaffold
from device_drivers.virtual.window.boxes import Act, style
from device_drivers.virtual.window.dialogs import alert, items
from device_drivers.virtual.window.kit import Action, Kit
from device_drivers.virtual.window.state import Layer
from device_drivers.virtual.window.view import View

_TARGETS = (mails.INBOX, mails.ARCHIVE, mails.SPAM, mails.TRASH)


def ask_delete(delete: Act) -> Layer:
    """The question before mails are gone for good."""
    return alert("Delete forever?", "This can't be undone.", (("Cancel", None), ("Delete", delete)))


def folder_choice(put: Callable[[int], object]) -> Layer:
    """Which folder to move to."""
    return items("Move to", [(mails.NAMES[kind][0], partial(put, kind)) for kind in _TARGETS])


class ReadPage(Page):
    cls = ".activity.MessageViewActivity"

    def __init__(self, app: App, ident: int) -> None:
        super().__init__(app)
        self.store = mails.Store(app.system)
        self.mail = ident
        self.details = False
        self.store.mark([ident], {"flagRead": 1})

    def view(self, ui: Kit) -> View:
        row = self.store.mail(self.mail)
        if row is None:
            return scaffold(ui, "", ui.empty("This mail is gone", "mail"), up=self.up)
        starred = row.number("flagFavorite")
        star = ui.icon_button(
            "Unstar" if starred else "Star",
            "star_full" if starred else "star",
            partial(self.store.mark, [self.mail], {"flagFavorite": int(not starred)}),
            "star",
        )
        subject = row.text("subject") or ui.t("(no subject)")
        folder = ui.label(mails.NAMES[row.number("mailboxType")][0], "folder", style(size=13, fg="muted"))
        title = ui.column([ui.text(subject, "subject", style(size=22)), folder], weight=1, gap=4)
        parts = [
            ui.line([title, star], "subject_and_folder", pad=(16, 4, 8, 4)),
            self._head(ui, row),
            ui.text(row.text("textContent"), "body", style(size=16), pad=(16, 12, 16, 16)),
            *(self._file(ui, file) for file in self.store.files(self.mail)),
        ]
        body = ui.column(
            [ui.scroll(parts, "message_scroll", weight=1, pad=(0, 0, 0, 16)), self._answers(ui, row)]
        )
        return scaffold(ui, "", body, up=self.up, actions=self._actions(row))

    def _actions(self, row: Row) -> list[Action]:
        kind = row.number("mailboxType")
        back_in = kind in (mails.TRASH, mails.SPAM, mails.ARCHIVE)
        put = partial(self._put, mails.INBOX if back_in else mails.ARCHIVE)
        spam = "Not spam" if kind == mails.SPAM else "Report spam"
        return [
            Action("Move to inbox", put, "inbox", "move_to_inbox")
            if back_in
            else Action("Archive", put, "archive", "archive"),
            Action("Delete", self._delete, "delete", "delete"),
            Action("Mark as unread", self._unread, "mail", "inside_conversation_unread"),
            Action("Move to", lambda: self.show(folder_choice(self._put)), main=False),
            Action("Add to contacts", partial(self._add_contact, row), main=False),
            Action(spam, partial(self._put, mails.INBOX if kind == mails.SPAM else mails.SPAM), main=False),
        ]

    def _head(self, ui: Kit, row: Row) -> View:
        sender = row.text("fromList")
        own = self.store.own()
        to = ", ".join(
            ui.t("me") if mails.bare(one) in own else mails.shown(one)
            for one in mails.addresses(row.text("toList"))
        )
        when = _listing.full_text(self.system, row.number("timeStamp"))
        names = [
            ui.text(mails.shown(sender), "sender_name", style(size=16, bold=True, lines=1)),
            ui.text(f"{ui.t('to')} {to}", "recipient_summary", style(size=14, fg="muted", lines=1)),
            ui.text(when, "upper_date", style(size=13, fg="muted", lines=1)),
        ]
        flip = "Hide details" if self.details else "Show details"
        more = ui.icon_button(flip, "up" if self.details else "down", self._flip, "show_details", size=40)
        line = ui.line(
            [ui.avatar(mails.shown(sender), "contact_badge"), ui.column(names, weight=1), more],
            "message_header",
            gap=12,
            pad=(16, 8, 8, 8),
        )
        if not self.details:
            return line
        pairs = (("From", "fromList"), ("To", "toList"), ("Cc", "ccList"), ("Bcc", "bccList"))
        lines = [
            ui.line(
                [
                    ui.label(label, "", style(size=14, fg="muted"), w=56),
                    ui.text(row.text(column), f"{column}_value", style(size=14), weight=1),
                ],
                gap=8,
            )
            for label, column in pairs
            if row.text(column)
        ]
        return ui.column([line, ui.column(lines, "details_expanded", gap=4, pad=(16, 0, 16, 8))])

    def _file(self, ui: Kit, file: Row) -> View:
        save = ui.icon_button("Save attachment", "download", partial(self._save, file), "save_attachment")
        size = _listing.size_text(file.number("size"))
        return ui.row(
            file.text("fileName"),
            size,
            partial(self._look, file),
            icon=ui.icon("attach"),
            trailing=[save],
            ids=("attachment_title", "attachment_subtitle"),
        )

    def _answers(self, ui: Kit, row: Row) -> View:
        several = len(mails.addresses(row.text("toList"))) + len(mails.addresses(row.text("ccList"))) > 1
        offers = [("Reply", "reply", partial(answer, self.store, row))]
        if several:
            offers.append(("Reply all", "reply_all", partial(answer, self.store, row, everybody=True)))
        offers.append(("Forward", "forward_mail", partial(forward, self.store, row)))
        buttons = [
            ui.button(label, partial(self._write, make), icon, kind="tonal", icon=icon, weight=1)
            for label, icon, make in offers
        ]
        return ui.line(buttons, "message_footer", gap=8, pad=(12, 8, 12, 12))

    def _write(self, make: Callable[[], Letter]) -> None:
        self.open(ComposePage(self.app, make()))

    def _flip(self) -> None:
        self.details = not self.details

    def _unread(self) -> None:
        self.store.mark([self.mail], {"flagRead": 0})
        self.close()

    def _put(self, kind: int) -> None:
        before = self.store.move([self.mail], kind)
        self.close()
        words = mails.moved(self.t, 1, kind)
        self.system.page.snack(words, "Undo", partial(self.store.put_back, before))

    def _delete(self) -> None:
        row = self.store.mail(self.mail)
        if row is not None and row.number("mailboxType") in (mails.TRASH, mails.SPAM):
            self.show(ask_delete(self._gone))
        else:
            self._put(mails.TRASH)

    def _gone(self) -> None:
        self.store.delete([self.mail])
        self.close()

    def _add_contact(self, row: Row) -> None:
        name, address = parseaddr(row.text("fromList"))
        extras = {"name": name, "email": address}
        self.system.start(Intent(INSERT, type="vnd.android.cursor.dir/contact", extras=extras))

    def _look(self, file: Row) -> None:
        """Open an attachment; one that came with the mail is saved first."""
        known = file.text("contentUri")
        path = known if known and self.system.files.exists(known) else self._kept(file)
        uri = f"content://media/external/file/{self.system.storage.ident_of(path)}"
        if not self.system.start(Intent(VIEW, data=uri)).ok:
            self.toast(self.t("No app can open this file"))

    def _save(self, file: Row) -> None:
        self._kept(file)
        self.toast(self.t("Saved to Download"))

    def _kept(self, file: Row) -> str:
        """Write an attachment into the downloads; its path."""
        name, path = file.text("fileName"), file.text("contentUri")
        known = path and self.system.files.exists(path)
        data = self.system.files.read(path) if known else made(name, file.number("size"))
        return self.system.storage.save(f"{SHARED}/Download", name, data)
