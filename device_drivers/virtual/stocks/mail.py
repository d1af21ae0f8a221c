"""The accounts and mails of a new phone."""

from __future__ import annotations

import random
from typing import Literal

from pydantic import Field

from device_drivers.virtual.stocks import Strict

Folder = Literal["inbox", "drafts", "sent", "archive", "trash", "spam"]


class MailAccount(Strict):
    address: str = Field(min_length=3)
    name: str = ""  # of its owner
    signature: str = ""


class Mail(Strict):
    sender: str = ""  # "Name <address>"; left out: the account's own
    to: str = ""  # left out: the account's own
    cc: str = ""
    subject: str = ""
    body: str = ""
    folder: Folder = "inbox"
    account: int = Field(default=0, ge=0)  # place in the list of accounts
    read: bool = True
    starred: bool = False
    attachments: tuple[str, ...] = ()  # file names
    minutes_ago: int | None = Field(
        default=None, ge=0
    )  # left out: in the order of the list, the first newest


_PEOPLE = (
    "Ana Abbott", "Ben Bauer", "Carla Costa", "Hugo Jensen", "Ines Rossi", "Leo Larsen", "Mina Tanaka",
    "Priya Nowak", "Sofia Silva", "Yusuf Okafor",
)  # fmt: skip
# Subject, body, attachments.
_LETTERS = (
    ("Minutes of Monday", "Hi,\n\nhere are the minutes. Please check point 4 before Thursday.\n\nThanks",
     ("minutes.pdf",)),
    ("Lunch on Friday?", "Shall we try the new place by the canal? I can book for 12:30.", ()),
    ("Quarterly figures", "Attached are the figures for the last quarter. Costs are up by 3 percent.",
     ("figures.xlsx",)),
    ("Photos from the lake", "Finally sorted them! The one with the boat is my favourite.",
     ("lake.jpg", "boat.jpg")),
    ("Flat viewing on Saturday", "The viewing is at 10:15, Linden Street 8. Bring your papers.", ()),
    ("Re: Bike repair", "The wheel is done. 48 euros, you can pick it up until six.", ()),
    ("Choir practice moved", "Practice is on Wednesday this week, same time, room 12.", ()),
    ("Draft of the contract", "Please read paragraphs 2 and 7 with care and send me your changes.",
     ("contract_draft.pdf",)),
    ("Birthday surprise", "Not a word to Karin! We meet at seven at my place.", ()),
    ("Your question about the heating", "The technician comes on Tuesday between 8 and 10.", ()),
    ("Team trip", "Who drives, who takes the train? Please answer until the 14th.", ("trip_plan.pdf",)),
    ("Book list", "As promised, the list for the reading group.", ("books.txt",)),
)  # fmt: skip
_NOTICES = (
    ("Harbor Library <notice@library.example>", "Two loans are due", "Two of your loans are due on Friday."),
    ("City Power <service@citypower.example>", "Your bill for February", "61.20 euros, due on the 20th."),
    ("Northline Rail <tickets@northline.example>", "Your booking N7K2Q",
     "Coach 4, seat 61. Departure 09:14, platform 7. Have a good journey."),
    ("Greenleaf Market <news@greenleaf.example>", "This week's offers", "Apples, oats and olive oil."),
    ("Dr. Weiss Dental <desk@weissdental.example>", "Time for a check-up",
     "Your last visit was six months ago. Call us for a new appointment."),
    ("Cinema Astor <program@astor.example>", "Program from Thursday", "Three premieres and a late show."),
)  # fmt: skip
_JUNK = (
    (
        "Prize Desk <winner@prizes.example>",
        "You have been chosen",
        "Answer within 24 hours to claim your reward.",
    ),
    ("Fast Loans <offer@loans.example>", "Money without questions", "Only today: no papers needed."),
)


def mail_accounts(seed: int) -> tuple[MailAccount, ...]:
    rng = random.Random(f"mail_accounts:{seed}")
    me = rng.choice(("sam.field", "alex.marsh", "robin.hale", "kim.stone"))
    name = " ".join(part.title() for part in me.split("."))
    home = MailAccount(address=f"{me}@mail.example", name=name)
    work = MailAccount(address=f"{me}@pinewood.example", name=name, signature=f"{name}\nPinewood Ltd.")
    return (home, work) if rng.random() < 0.6 else (home,)


def mails(seed: int) -> tuple[Mail, ...]:
    """Letters of people and notices of firms, the newest first."""
    rng = random.Random(f"mails:{seed}")
    accounts = len(mail_accounts(seed))
    found = []
    for subject, body, attachments in rng.sample(_LETTERS, rng.randrange(6, 11)):
        person = rng.choice(_PEOPLE)
        address = f"{person} <{person.split()[0].lower()}@example.org>"
        folder: Folder = rng.choice(("inbox", "inbox", "inbox", "sent", "archive"))
        outward = folder == "sent"
        found.append(
            Mail(
                sender="" if outward else address,
                to=address if outward else "",
                subject=subject,
                body=body,
                folder=folder,
                account=rng.randrange(accounts),
                read=outward or rng.random() < 0.6,
                starred=rng.random() < 0.2,
                attachments=attachments,
            )
        )
    for sender, subject, body in rng.sample(_NOTICES, rng.randrange(2, 5)):
        found.append(Mail(sender=sender, subject=subject, body=body, read=rng.random() < 0.5))
    rng.shuffle(found)
    found += [Mail(sender=sender, subject=subject, body=body, folder="spam", read=False)
              for sender, subject, body in _JUNK]  # fmt: skip
    return tuple(found)
