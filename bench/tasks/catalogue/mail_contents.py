"""Mail: what mails bring with them."""

from __future__ import annotations

from bench.tasks.catalogue._people import MAIL, person, send_message, texted
from bench.tasks.catalogue.mail import letter, letter_with, open_mail
from bench.tasks.hand import Hand
from bench.tasks.judges import added, blind, every, front, holds
from bench.tasks.task import Params, Task
from bench.tasks.world import World
from device_drivers.virtual.stocks.mail import Mail

_FILES = ("floor_plan.pdf", "garden_map.pdf", "harvest_list.xlsx", "song_sheet.pdf", "guest_list.txt")
_OPERATORS = ("Bluewater Ferries", "Alpine Railways", "Moorland Coaches", "Skylark Air")


def _file(world: World) -> dict[str, str]:
    name = world.choose(*_FILES)
    return {**letter_with(world, attachments=(name,)), "file": name}


def _booking(world: World) -> dict[str, str]:
    firm, code = world.choose(*_OPERATORS), f"{world.rng.choice('KLMPRT')}{world.rng.randrange(10000, 99999)}"
    body = (
        f"Dear passenger,\n\nthank you for travelling with {firm}. Please be at the gate twenty minutes "
        f"early, "
        f"with one piece of luggage and an identity card for every person.\n\nYour booking code: "
        f"{code}\n\n{firm}"
    )
    sender = f"{firm} <tickets@{firm.split()[0].lower()}.example>"
    world.add("mails", Mail(sender=sender, subject="Your journey", body=body, minutes_ago=12))
    return {"firm": firm, "code": code, **person(world)}


def _save_file(hand: Hand, p: Params) -> None:
    open_mail(hand, p["subject"])
    hand.find(p["file"])
    hand.tap("Save attachment", near=p["file"])


def _read_code(hand: Hand, p: Params) -> None:
    open_mail(hand, p["firm"])


def _text_code(hand: Hand, p: Params) -> None:
    _read_code(hand, p)
    send_message(hand, p["who"], p["code"])


def _save_sender(hand: Hand, p: Params) -> None:
    open_mail(hand, p["subject"])
    hand.menu("Add to contacts")
    hand.tap("Save")


TASKS = (
    Task(
        "mail-save-file",
        1,
        (
            "Save the attachment of the mail {subject}",
            "download {file} from {who}'s mail",
            "(save|keep) the file {file} that {who} mailed me on the phone",
            "in Mail, save the attachment that came with {subject}",
            "{who} sent me {file}, save it to my downloads",
            'get "{file}" out of the mail and store it on this phone',
        ),
        (
            "I need {file} as a file, it came from {who}",
            "what hangs on {who}'s mail should be in my downloads",
        ),
        _file,
        every(added("files", {"_display_name": "{file}", "is_trashed": "0"}), blind("mails", "flagRead")),
        _save_file,
    ),
    Task(
        "mail-code",
        1,
        (
            "What is my booking code with {firm}?",
            "(show|find) the booking code from {firm}'s mail",
            "look up my booking with {firm} in the mail, I need the code",
            "which code did {firm} mail me?",
            "open the mail from {firm} with the booking code",
            "I am at the gate of {firm}, what was my code? It is in the mail",
        ),
        ("{firm} wants a code from me", "the thing one shows at the gate, {firm} mailed it"),
        _booking,
        front(MAIL, "{code}"),
        lambda hand, p: open_mail(hand, p["firm"]),
        kind="ask",
    ),
    Task(
        "mail-text-code",
        3,
        (
            "Text {who} the booking code that {firm} mailed me",
            "send {who} a text with my booking code from {firm}'s mail",
            "{who} needs the {firm} booking code, it is in my mail, text it",
            "look in the mail from {firm} and text the booking code to {who}",
            "find my {firm} booking code and send it to {who} by text message",
            "copy the code out of {firm}'s email into a text to {who}",
        ),
        (
            "{who} stands at the gate of {firm} without the code, help by sms",
            "{firm} mailed a code; {who} gets it by text",
        ),
        _booking,
        every(texted("{who_number}", holds("{code}")), blind("mails", "flagRead")),
        _text_code,
    ),
    Task(
        "mail-save-sender",
        2,
        (
            "Add {who}, who sent me a mail, to my contacts with the mail address",
            "save the sender of {subject} as a contact",
            "make a contact of {who} with the address from their mail",
            "{who} mailed me, put name and mail address into my contacts",
            "create a contact for whoever wrote the mail {subject}",
            "in Mail there is a message by {who}, add them to contacts",
        ),
        ("the phone book should know {who} from the inbox", "remember where {who} mails from"),
        letter,
        every(
            added("contacts", {"display_name": "{who}", "starred": "0"}),
            added("emails", {"display_name": "{who}", "data1": "{address}"}),
            added("contact_data", {"display_name": "{who}", "data1": "{who}"}),
            blind("mails", "flagRead"),
        ),
        _save_sender,
    ),
)
