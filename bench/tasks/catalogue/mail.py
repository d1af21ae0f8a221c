"""Mail: letters written, answered and handed on."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bench.tasks.catalogue._people import MAIL, plain_person, show_contact
from bench.tasks.hand import Hand, nothing
from bench.tasks.judges import Test, Want, added, blind, changed, difference, fits, holds, squeeze, unchanged
from bench.tasks.state import State
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.mail import Mail

INBOX, ARCHIVE, DRAFTS, SENT, TRASH, SPAM = "0", "1", "3", "5", "6", "7"
SUBJECTS = (
    "Key for the shed", "Plan for the picnic", "Old sewing machine", "Tandem for sale", "Allotment rota",
    "Minutes of the parents' council", "Boat share", "Lost umbrella", "Apple harvest", "Carpool",
)  # fmt: skip


def address_of(name: str) -> str:
    """The mail address under which a person of that name writes."""
    return f"{'.'.join(name.lower().split())}@example.org"


# Draws
def letter_with(world: World, **fields: object) -> dict[str, str]:
    """A mail from somebody, newer than all others."""
    name, subject = world.stranger(), world.choose(*SUBJECTS)
    given = {
        "sender": f"{name} <{address_of(name)}>",
        "subject": subject,
        "body": f"Hello,\n\n{world.phrase()}.\n\n{name.split()[0]}",
        "minutes_ago": world.rng.randrange(5, 30),
        **fields,
    }
    world.add("mails", Mail.model_validate(given))
    return {"who": name, "subject": subject, "address": address_of(name)}


def letter(world: World) -> dict[str, str]:
    """A mail as any other."""
    return letter_with(world)


def _to_answer(world: World) -> dict[str, str]:
    return {**letter(world), "text": world.phrase()}


def _to_forward(world: World) -> dict[str, str]:
    return {**letter(world), "to": address_of(world.stranger())}


def _new_mail(world: World) -> dict[str, str]:
    to, copy = world.stranger(), world.stranger()
    return {
        "address": address_of(to),
        "copy": address_of(copy),
        "subject": world.choose(*SUBJECTS),
        "text": world.phrase(),
    }


def _to_person(world: World) -> dict[str, str]:
    name = world.stranger()
    plain_person(world, name=name, email=address_of(name))
    return {**_new_mail(world), "who": name, "address": address_of(name)}


def _nothing_from(world: World) -> dict[str, str]:
    return {"who": world.stranger(), "text": world.phrase()}


# Judges
def in_box(kind: str) -> Test:
    """The mailbox is one of that type, of whichever account."""

    def test(value: str, before: Before) -> bool:
        return any(row["_id"] == value for row in before.state.rows("mailboxes", type=kind))

    return test


def only_to(address: str) -> Test:
    """It goes to that address and to no other; with or without a name."""

    def test(value: str, before: Before) -> bool:
        found = re.findall(r"[^\s<>,;]+@[^\s<>,;]+", value.lower())
        return found == [address.format(**before.params).lower()]

    return test


def begins(text: str) -> Test:
    """It begins so; a signature or what is quoted may follow."""

    def test(value: str, before: Before) -> bool:
        return squeeze(value).startswith(squeeze(text.format(**before.params)))

    return test


def mailed(to: str, subject: Want, body: Want, cc: Want = "") -> dict[str, Want]:
    """The columns of a mail that went off."""
    sent: dict[str, Want] = {"mailboxKey": in_box(SENT), "toList": only_to(to), "ccList": cc, "bccList": ""}
    return {**sent, "subject": subject, "textContent": body}


def _answered(flag: str, wanted: Mapping[str, Want]) -> Judge:
    """One new mail, made of the drawn one, which bears the flag of it."""

    def check(after: State, before: Before) -> bool:
        went, came = difference("mails", after, before)
        fresh = [row for row in came if fits(row, wanted, before)]
        marked = [row for row in came if row not in fresh]
        source = [row for row in went if fits(row, {"subject": "{subject}"}, before)]
        return len(fresh) == len(source) == 1 and marked == [{**source[0], flag: "1"}] and went == source

    return blind("mails", "flagRead", Judge(check, frozenset({"mails"})))


def flagged(value: str) -> Judge:
    """The drawn mail has a star, or has none."""
    return blind("mails", "flagRead", changed("mails", {"subject": "{subject}"}, {"flagFavorite": value}))


# By hand
def open_mail(hand: Hand, subject: str) -> None:
    """A mail of the inbox."""
    hand.open(MAIL)
    hand.tap_text(subject)


def write_mail(hand: Hand, to: str, subject: str, text: str) -> None:
    """A new mail, from a list of mails; not sent yet."""
    hand.tap("Compose")
    hand.fill("To", to)
    hand.fill("Subject", subject)
    hand.fill("Compose email", text)


def _send(hand: Hand, p: Params) -> None:
    hand.open(MAIL)
    write_mail(hand, p["address"], p["subject"], p["text"])
    hand.menu("Send")


def _send_copy(hand: Hand, p: Params) -> None:
    hand.open(MAIL)
    hand.tap("Compose")
    hand.tap("Add Cc/Bcc")
    hand.fill("Cc", p["copy"])
    hand.fill("To", p["address"])
    hand.fill("Subject", p["subject"])
    hand.fill("Compose email", p["text"])
    hand.menu("Send")


def _send_person(hand: Hand, p: Params) -> None:
    show_contact(hand, p["who"])
    hand.tap_text(p["address"])
    hand.fill("Subject", p["subject"])
    hand.fill("Compose email", p["text"])
    hand.menu("Send")


def _keep_draft(hand: Hand, p: Params) -> None:
    hand.open(MAIL)
    write_mail(hand, p["address"], p["subject"], p["text"])
    hand.menu("Save draft")


def _reply(hand: Hand, p: Params) -> None:
    open_mail(hand, p["subject"])
    hand.tap("Reply")
    hand.fill("Compose email", p["text"])
    hand.menu("Send")


def _forward(hand: Hand, p: Params) -> None:
    open_mail(hand, p["subject"])
    hand.tap("Forward")
    hand.fill("To", p["to"])
    hand.menu("Send")


TASKS = (
    Task(
        "mail-send",
        2,
        (
            "(Send|Write) an email to {address} with the subject {subject} saying {text}",
            "mail {address}: subject {subject}, text {text}",
            "email {address} about {subject} and tell them that {text}",
            'compose a mail to {address}, "{subject}" is the subject, "{text}" the message',
            "I want to send {address} a mail called {subject} that says {text}",
            "{address} should get an email from me, titled {subject}: {text}",
        ),
        ("to {address}, by mail, re {subject}: {text}", "let {address} know by mail ({subject}) that {text}"),
        _new_mail,
        added("mails", mailed("{address}", "{subject}", begins("{text}"))),
        _send,
    ),
    Task(
        "mail-send-copy",
        3,
        (
            "Send an email to {address} with a copy to {copy}, subject {subject}: {text}",
            "mail {address} and put {copy} in Cc; the subject is {subject} and the text is {text}",
            "write to {address}, cc {copy}. Subject: {subject}. Message: {text}",
            'email {address} that {text}, subject "{subject}", with {copy} as carbon copy',
            "compose a mail called {subject} for {address}, copying {copy}, which says {text}",
            "{address} should get a mail titled {subject} saying {text}, and {copy} a copy of it",
        ),
        (
            "{copy} shall see what I write to {address} about {subject}, namely {text}",
            "{subject}, {text}: to {address} by mail, {copy} gets it too, as a copy",
        ),
        _new_mail,
        added("mails", mailed("{address}", "{subject}", begins("{text}"), only_to("{copy}"))),
        _send_copy,
    ),
    Task(
        "mail-send-person",
        2,
        (
            "(Send|Write) {who} an email with the subject {subject} saying {text}",
            "mail {who} that {text}, subject {subject}",
            "email my contact {who} about {subject}: {text}",
            'compose a mail to {who} called "{subject}" with the text "{text}"',
            "{who} should get an email titled {subject} from me: {text}",
            "look up the address of {who} and mail them {text}, subject {subject}",
        ),
        (
            "by mail, re {subject}, {who} has to read that {text}",
            "tell {who}, not by text but by email: {text} ({subject})",
        ),
        _to_person,
        added("mails", mailed("{address}", "{subject}", begins("{text}"))),
        _send_person,
    ),
    Task(
        "mail-draft",
        2,
        (
            "Prepare an email to {address} about {subject} saying {text}, but only save it as a draft",
            "save a mail draft to {address}, subject {subject}, text {text}",
            "write {address} a mail called {subject} with the text {text}, don't send it yet",
            'I need a draft in Mail: to {address}, "{subject}", "{text}"',
            "draft an email for {address} with subject {subject}: {text}",
            "put a mail to {address} into the drafts, titled {subject}, that says {text}",
        ),
        (
            "have a mail for {address} waiting unsent: {subject}, {text}",
            "{text}, for {address}, re {subject}; I press send tomorrow",
        ),
        _new_mail,
        added("mails", {**mailed("{address}", "{subject}", begins("{text}")), "mailboxKey": in_box(DRAFTS)}),
        _keep_draft,
    ),
    Task(
        "mail-reply",
        2,
        (
            "(Reply to|Answer) the mail from {who} with {text}",
            "answer {who}'s email {subject}: {text}",
            'reply "{text}" to the mail called {subject}',
            "write {who} back that {text}, as a reply to their mail",
            "in Mail, reply to {subject} and say {text}",
            "{who} mailed me about {subject}, reply with {text}",
        ),
        ("{who} waits for an answer to {subject}, it is: {text}", "back to {who} by mail: {text}"),
        _to_answer,
        _answered("flagReplied", mailed("{address}", holds("{subject}"), begins("{text}"))),
        _reply,
    ),
    Task(
        "mail-forward",
        2,
        (
            "Forward the mail {subject} to {to}",
            "forward {who}'s email about {subject} to {to}",
            "(send|pass) the mail from {who} on to {to}",
            '{to} should get the email "{subject}" that {who} sent me, forward it',
            "in Mail, forward {subject} to the address {to}",
            "hand {who}'s mail on to {to}",
        ),
        ("{to} ought to read what {who} mailed me", "share {who}'s {subject} with {to}, by mail"),
        _to_forward,
        _answered("flagForwarded", mailed("{to}", holds("{subject}"), holds("{subject}"))),
        _forward,
    ),
    Task(
        "mail-reply-nobody",
        1,
        (
            "(Reply to|Answer) the mail from {who} with {text}",
            "forward {who}'s last mail to me again",
            "star the email from {who}",
            "unsend the last mail that I sent",
            "delete {who}'s email in my inbox",
            "recall the mail I wrote to {who} and say {text} instead",
        ),
        (
            "{who} mailed me, tell them {text} in return",
            "my mail to {who} was a mistake, make it unread by them",
        ),
        _nothing_from,
        unchanged,
        nothing,
        kind="impossible",
    ),
)
