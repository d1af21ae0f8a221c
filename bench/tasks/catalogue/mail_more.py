"""Mail: what is done with mails that are there, and with folders."""

from __future__ import annotations

from bench.tasks.catalogue._people import MAIL
from bench.tasks.catalogue.mail import (
    ARCHIVE,
    INBOX,
    SPAM,
    TRASH,
    flagged,
    in_box,
    letter,
    letter_with,
    open_mail,
)
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import blind, changed, has, holds, removed
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.mail import Mail

_COUNT = 6
_ADVERTISERS = ("Bargain Barn", "Gadget Galore", "Sofa Planet", "Cruise Corner", "Vitamin Valley")
_OFFERS = (
    "Today only: half price", "You forgot something", "Our spring favourites", "Three for two",
    "Last call for the sale", "A gift for you", "New in stock", "Free delivery this week",
)  # fmt: skip
_SIGNATURES = ("Sent from my phone", "Kind regards, Sam", "Greetings from the allotment", "Talk soon!")


def _starred(world: World) -> dict[str, str]:
    return letter_with(world, starred=True)


def _spam(world: World) -> dict[str, str]:
    return letter_with(world, folder="spam")


def _unread(world: World) -> dict[str, str]:
    return letter_with(world, read=False)


def _advertised(world: World) -> dict[str, str]:
    firm = world.choose(*_ADVERTISERS)
    sender = f"{firm} <news@{firm.lower().replace(' ', '')}.example>"
    made = {"firm": firm}
    for n, subject in enumerate(world.rng.sample(_OFFERS, _COUNT), 1):
        made[f"subject{n}"] = subject
        world.add("mails", Mail(sender=sender, subject=subject, body="See inside.", minutes_ago=4 * n))
    return made


def _signed(world: World) -> dict[str, str]:
    account = world.things("mail_accounts")[0]
    return {"account": account.address, "text": world.choose(*_SIGNATURES)}


def moved(kind: str) -> Judge:
    """The drawn mail, or those that are so, went to a box of that type; read or not."""
    return blind(
        "mails", "flagRead", changed("mails", {"subject": "{subject}"}, {"mailboxKey": in_box(kind)})
    )


def _inbox_read(after: State, before: Before) -> bool:
    """Nothing unread in an inbox, and no mail changed otherwise."""
    inboxes = {row["_id"] for row in after.rows("mailboxes", type=INBOX)}
    done = all(row["flagRead"] == "1" for row in after.tables["mails"] if row["mailboxKey"] in inboxes)
    return done and blind("mails", "flagRead").check(after, before)


def _spam_gone(after: State, before: Before) -> bool:
    return removed("mails", {"mailboxKey": in_box(SPAM)}).check(after, before)


def _star(hand: Hand, p: Params) -> None:
    hand.open(MAIL)
    hand.tap("Star", near=p["subject"])


def _delete(hand: Hand, p: Params) -> None:
    open_mail(hand, p["subject"])
    hand.menu("Delete")


def _archive(hand: Hand, p: Params) -> None:
    open_mail(hand, p["subject"])
    hand.menu("Archive")


def _mark_unread(hand: Hand, p: Params) -> None:
    open_mail(hand, p["subject"])
    hand.menu("Mark as unread")


def _read_all(hand: Hand, p: Params) -> None:
    hand.open(MAIL)
    hand.menu("Mark all as read")


def open_folder(hand: Hand, label: str) -> None:
    """A folder that is no tab."""
    hand.open(MAIL)
    hand.menu("Folders")
    hand.tap(label)


def _not_spam(hand: Hand, p: Params) -> None:
    open_folder(hand, "Spam")
    hand.tap_text(p["subject"])
    hand.menu("Not spam")


def _empty_spam(hand: Hand, p: Params) -> None:
    open_folder(hand, "Spam")
    hand.menu("Empty spam")
    hand.tap("Delete")


def _sign(hand: Hand, p: Params) -> None:
    hand.open(MAIL)
    hand.menu("Folders")
    hand.find(p["account"])
    hand.tap("Account settings", near=p["account"])
    hand.fill("Signature", p["text"])
    hand.menu("Save")


def _delete_all(hand: Hand, p: Params) -> None:
    hand.open(MAIL)
    hand.hold(p["subject1"])
    for n in range(2, _COUNT + 1):
        hand.tap_text(p[f"subject{n}"])
    hand.menu("Delete")


TASKS = (
    Task(
        "mail-star",
        1,
        (
            "Star the mail from {who}",
            "(mark|flag) the email {subject} with a star",
            "in Mail, star {subject}",
            "put a star on {who}'s mail",
            'add "{subject}" to my starred mails',
            "{who}'s email about {subject} should be starred",
        ),
        ("I need to find {who}'s mail again, mark it", "a star for {subject}"),
        letter,
        flagged("1"),
        _star,
    ),
    Task(
        "mail-delete",
        1,
        (
            "Delete the mail from {who}",
            "(delete|remove) the email {subject}",
            "in Mail, put {subject} in the trash",
            "move {who}'s mail to the trash",
            "throw away the mail about {subject}",
            'I don\'t need "{subject}" in my inbox any more, delete it',
        ),
        ("{who}'s mail is rubbish", "bin what {who} mailed"),
        letter,
        moved(TRASH),
        _delete,
    ),
    Task(
        "mail-archive",
        1,
        (
            "Archive the mail from {who}",
            "archive the email {subject}",
            "in Mail, move {subject} to the archive",
            "put {who}'s mail into the archive",
            "I am done with {subject}, archive that mail",
            '"{subject}" should go from the inbox to the archived mails',
        ),
        (
            "{who}'s mail: out of the inbox, but keep it in the archive",
            "file {subject} away in the mail archive",
        ),
        letter,
        moved(ARCHIVE),
        _archive,
    ),
    Task(
        "mail-not-spam",
        2,
        (
            "The mail {subject} in the spam folder is not spam, move it to the inbox",
            "get {who}'s mail out of spam",
            "rescue the email {subject} from the spam folder",
            "mark {who}'s mail in spam as not spam",
            "in Mail, move {subject} from spam back to the inbox",
            "{who} landed in my spam folder by mistake, put that mail into the inbox",
        ),
        ("{who} is no spammer, tell Mail", "what {who} wrote ended up in the wrong folder: spam"),
        _spam,
        moved(INBOX),
        _not_spam,
    ),
    Task(
        "mail-unread",
        1,
        (
            "Mark the mail from {who} as unread",
            "(set|mark) the email {subject} as unread",
            "in Mail, make {subject} unread again",
            "turn {who}'s mail back to unread",
            "I want {subject} to show as unread",
            '"{subject}" by {who} should be an unread mail',
        ),
        ("pretend I never opened {who}'s mail", "{subject}: bold again, I come back to it"),
        letter,
        changed("mails", {"subject": "{subject}"}, {"flagRead": "0"}),
        _mark_unread,
    ),
    Task(
        "mail-read-all",
        1,
        (
            "Mark all mails in my inbox as read",
            "set the whole inbox to read",
            "in Mail, mark everything in the inbox as read",
            "no unread mails in the inbox any more, mark them all read",
            "I have seen all my mail, mark it as read",
            "clear the unread marks in the inbox",
        ),
        ("nothing in my mail should be bold", "make the inbox look read"),
        _unread,
        Judge(_inbox_read, frozenset({"mails"})),
        _read_all,
    ),
    Task(
        "mail-delete-all-of",
        3,
        (
            "Delete every mail from {firm}",
            "(remove|delete) all emails that {firm} sent me",
            "put all the mails of {firm} in the trash",
            "clean my inbox of {firm}",
            "in Mail, throw away everything from {firm}",
            "I don't want any mail by {firm} in my inbox, delete them all",
        ),
        ("{firm} floods my inbox, out with it", "{firm}: bin, every single one"),
        _advertised,
        blind(
            "mails",
            "flagRead",
            changed("mails", {"fromList": holds("{firm}")}, {"mailboxKey": in_box(TRASH)}),
        ),
        _delete_all,
    ),
    Task(
        "mail-empty-spam",
        2,
        (
            "Empty the spam folder",
            "delete all spam mails for good",
            "in Mail, erase everything in spam",
            "remove every mail in the spam folder forever",
            "I want the spam folder empty",
            "get rid of all the junk mail in spam",
        ),
        ("spam: away with all of it", "nothing shall be left in the junk folder"),
        _spam,
        Judge(_spam_gone, frozenset({"mails", "mail_files"})),
        _empty_spam,
        kind="risky",
    ),
    Task(
        "mail-signature",
        2,
        (
            "Set the signature of {account} to {text}",
            "change my mail signature for {account} to {text}",
            'in Mail, use "{text}" as the signature of the account {account}',
            "mails from {account} should end with the signature {text}",
            "make {text} the signature of {account}",
            "I want a new signature for {account}: {text}",
        ),
        ("whatever I send from {account} should close with {text}", "{account}, signature, {text}"),
        _signed,
        changed("mail_accounts", {"emailAddress": "{account}"}, {"signature": "{text}"}),
        _sign,
    ),
    Task(
        "mail-star-already",
        1,
        (
            "Make sure the mail from {who} has a star",
            "the email {subject} should be starred",
            "check that {subject} is among the starred mails, star it if not",
            "see to it that {who}'s mail is starred",
            "if {who}'s mail has no star yet, give it one",
            "I want a star on {subject}, add it if it is missing",
        ),
        ("{who}'s mail must be easy to find, by star", "is {subject} starred? should be"),
        _starred,
        has("mails", {"subject": "{subject}", "flagFavorite": "1"}),
        nothing,
        kind="already",
    ),
)
