"""Mail: many at once, and by a condition."""

from __future__ import annotations

from bench.tasks.catalogue._people import MAIL, either_branch, leave
from bench.tasks.catalogue.mail import (
    ARCHIVE,
    SENT,
    SUBJECTS,
    address_of,
    begins,
    in_box,
    letter_with,
    mailed,
    write_mail,
)
from bench.tasks.catalogue.mail_more import moved
from bench.tasks.hand import Hand
from bench.tasks.judges import added, blind, contains, every
from bench.tasks.task import Params, Task
from bench.tasks.world import World

_MANY = 6


def _unread_or_not(world: World) -> dict[str, str]:
    unread = world.rng.random() < 0.5
    made = letter_with(world, read=not unread)
    return {
        **made,
        "about": world.choose(*SUBJECTS),
        "text": world.phrase(),
        "yes": "yes" if unread else "no",
    }


def _everybody(world: World) -> dict[str, str]:
    made = {"subject": world.choose(*SUBJECTS), "text": world.phrase()}
    return {**made, **{f"to{n}": address_of(world.stranger()) for n in range(1, _MANY + 1)}}


def _archive_or_write(hand: Hand, p: Params) -> None:
    hand.open(MAIL)
    if p["yes"] == "yes":
        hand.tap_text(p["subject"])
        hand.menu("Archive")
    else:
        write_mail(hand, p["address"], p["about"], p["text"])
        hand.menu("Send")


def _send_all(hand: Hand, p: Params) -> None:
    hand.open(MAIL)
    for n in range(1, _MANY + 1):
        leave(hand, "Compose")
        write_mail(hand, p[f"to{n}"], p["subject"], p["text"])
        hand.menu("Send")


TASKS = (
    Task(
        "mail-send-six",
        5,
        (
            "Send each of these addresses a mail of their own with the subject {subject} saying {text}: "
            "{to1}, "
            "{to2}, {to3}, {to4}, {to5}, {to6}",
            "email {to1}, {to2}, {to3}, {to4}, {to5} and {to6} separately, subject {subject}, text {text}",
            "write six separate mails, all called {subject} and all saying {text}, to {to1}, {to2}, {to3}, "
            "{to4}, "
            "{to5} and {to6}",
            "{to1}, {to2}, {to3}, {to4}, {to5} and {to6} must not see each other: mail every one of them "
            "alone "
            "about {subject} that {text}",
            'one mail each to {to1}, {to2}, {to3}, {to4}, {to5}, {to6}. Subject "{subject}", message '
            '"{text}"',
            "mail {to1}, then {to2}, {to3}, {to4}, {to5} and {to6}, single mails, subject {subject}: {text}",
        ),
        (
            "nobody should know who else got it: {subject}, {text}, by mail to {to1}, {to2}, {to3}, {to4}, "
            "{to5}, "
            "{to6}",
            "{text} ({subject}) goes six times, each alone: {to1}, {to2}, {to3}, {to4}, {to5}, {to6}",
        ),
        _everybody,
        every(
            added("mails", {"mailboxKey": in_box(SENT)}, _MANY),
            *(
                contains("mails", mailed(f"{{to{n}}}", "{subject}", begins("{text}")))
                for n in range(1, _MANY + 1)
            ),
        ),
        _send_all,
    ),
    Task(
        "mail-archive-or-write",
        2,
        (
            "If there is an unread mail from {who}, archive it, otherwise mail {address} about {about} "
            "that {text}",
            "Is there an unread mail by {who}? Then archive it. If not, write to {address}: subject {about}, "
            "text {text}",
            "archive the mail from {who} if it is unread; if I read it already send {address} the mail "
            "{about}: "
            "{text}",
            "send {address} an email with the subject {about} saying {text}, unless there is an unread one "
            "from "
            "{who}, which goes into the archive instead",
            "check my inbox for unread mail from {who}: archive it if so, else email {address}, {about}, "
            "{text}",
            "when {who}'s mail is still unread move it to the archive, when not mail {address} ({about}) "
            "that "
            "{text}",
        ),
        (
            "{who} may have mailed something I haven't read, into the archive with it; if not, {address} "
            "gets "
            "the mail {about}, {text}",
            "unread {who}: archive. Read {who}: mail to {address}, {about}, {text}",
        ),
        _unread_or_not,
        either_branch(
            "yes",
            moved(ARCHIVE),
            blind("mails", "flagRead", added("mails", mailed("{address}", "{about}", begins("{text}")))),
        ),
        _archive_or_write,
    ),
)
