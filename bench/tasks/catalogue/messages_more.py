"""Messages: several at once, by a condition, and with what other apps know."""

from __future__ import annotations

from bench.tasks.catalogue._people import (
    MESSAGES,
    digits_in,
    either_branch,
    leave,
    numbered,
    people,
    person,
    plain_person,
    show_contact,
    text_person,
    texted,
    texts,
    write_text,
)
from bench.tasks.catalogue.messages import text_to
from bench.tasks.hand import Hand
from bench.tasks.judges import every, removed
from bench.tasks.state import State, digits
from bench.tasks.task import Before, Judge, Params, Task
from bench.tasks.world import World
from device_drivers.virtual.fixture import Message

_TRIO, _MANY, _STRANGERS = 3, 6, 5
_ADVERTS = (
    "You won a cruise! Reply YES", "Cheap tyres this week only", "Your parcel is waiting, pay the fee",
    "Loans approved in minutes", "Last chance: half price sunglasses", "Upgrade your plan today",
)  # fmt: skip
_QUESTIONS = ("Can you pick me up tonight?", "Shall I buy the tickets?", "Is the garage free on Sunday?")
_REMARKS = ("That was a lovely evening", "My new bike has arrived", "We are back from the lake")
_ANSWERS = ("yes, gladly", "of course", "sure, no problem")


# Draws
def _to_three(world: World) -> dict[str, str]:
    return {**people(world, _TRIO), "text": world.phrase()}


def _to_many(world: World) -> dict[str, str]:
    return {**people(world, _MANY), "text": world.phrase()}


def _each_its_own(world: World) -> dict[str, str]:
    return {**people(world, _TRIO), **{f"text{n}": world.phrase() for n in range(1, _TRIO + 1)}}


def _waiting(world: World) -> dict[str, str]:
    """Three contacts whose texts are unread, and nobody else's."""
    world.put("messages", [one.model_copy(update={"read": True}) for one in world.things("messages")])
    three = people(world, _TRIO)
    for n in range(1, _TRIO + 1):
        new = Message(address=three[f"who{n}_number"], body=world.phrase(), read=False, minutes_ago=7 * n)
        world.add("messages", new)
    return {**three, "text": world.choose("I call you tomorrow", "can't talk now", "I'm on my way home")}


def _adverts(world: World) -> dict[str, str]:
    made = {}
    for n, body in enumerate(world.rng.sample(_ADVERTS, _STRANGERS), 1):
        made[f"number{n}"] = world.number()
        world.add("messages", Message(address=made[f"number{n}"], body=body, minutes_ago=11 * n))
    return made


def _number_of(world: World) -> dict[str, str]:
    return {**person(world), **person(world, "of")}


def _mail_of(world: World) -> dict[str, str]:
    of = plain_person(world, email=f"{world.rng.choice(('post', 'mail', 'hello'))}@example.net")
    return {**person(world), "of": of.name, "mail": of.email}


def _asked_or_not(world: World) -> dict[str, str]:
    who, asked = person(world), world.rng.random() < 0.5
    world.drop("messages", lambda one: one.address == who["who_number"])
    last = world.choose(*(_QUESTIONS if asked else _REMARKS))
    world.add("messages", Message(address=who["who_number"], body=last, minutes_ago=8))
    other = world.phrase()
    return {**who, "answer": world.choose(*_ANSWERS), "text": other, "yes": "yes" if asked else "no"}


def _two_of(world: World) -> dict[str, str]:
    return {**text_to(world), **person(world, "to"), "also": world.phrase()}


# Judges
def _to_all(count: int) -> Judge:
    return texts({f"{{who{n}_number}}": "{text}" for n in range(1, count + 1)})


def _strangers_gone(after: State, before: Before) -> bool:
    """No text of a number that nobody in the contacts has; all others as they were."""
    known = {digits(row["data1"]) for row in before.state.tables["phones"]}
    wanted = {"address": lambda value, _: digits(value) not in known}
    return removed("sms", wanted).check(after, before)


# By hand
def _text_all(count: int, hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    for n, name in enumerate(numbered(p, "who", count), 1):
        leave(hand, "Start chat")
        text_person(hand, name, p.get(f"text{n}", p.get("text", "")))


def _text_three(hand: Hand, p: Params) -> None:
    _text_all(_TRIO, hand, p)


def _text_many(hand: Hand, p: Params) -> None:
    _text_all(_MANY, hand, p)


def _answer_all(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    for name in numbered(p, "who", _TRIO):
        leave(hand, "Start chat")
        hand.tap_text(name)
        write_text(hand, p["text"])


def _delete_strangers(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    for phone in numbered(p, "number", _STRANGERS):
        hand.hold(phone)
        hand.tap("Delete")
        hand.tap("Delete")


def _tell(hand: Hand, p: Params, what: str) -> None:
    show_contact(hand, p["of"])
    hand.find(what)
    hand.open(MESSAGES)
    text_person(hand, p["who"], what)


def _tell_number(hand: Hand, p: Params) -> None:
    _tell(hand, p, p["of_number"])


def _tell_mail(hand: Hand, p: Params) -> None:
    _tell(hand, p, p["mail"])


def _answer_or_tell(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    hand.tap_text(p["who"])
    write_text(hand, p["answer"] if p["yes"] == "yes" else p["text"])


def _text_two(hand: Hand, p: Params) -> None:
    hand.open(MESSAGES)
    text_person(hand, p["who"], p["text"])
    leave(hand, "Start chat")
    text_person(hand, p["to"], p["also"])


TASKS = (
    Task(
        "messages-text-three",
        4,
        (
            "(Text|Tell) {who1}, {who2} and {who3} that {text}",
            "Send {who1}, {who2} and {who3} (a text|one text each) saying {text}",
            'write "{text}" to {who1}, to {who2} and to {who3}, each on their own',
            "{who1}, {who2} and {who3} should each get a message: {text}",
            "send the same text message to three people, {who1}, {who2} and {who3}: {text}",
            "message these contacts that {text}: {who1}, {who2}, {who3}",
        ),
        (
            "let it be known to {who1}, {who2} and {who3} by sms that {text}",
            "{text} - that goes to {who1}, then {who2}, then {who3}",
        ),
        _to_three,
        _to_all(_TRIO),
        _text_three,
    ),
    Task(
        "messages-text-six",
        5,
        (
            "(Text|Tell) {who1}, {who2}, {who3}, {who4}, {who5} and {who6} that {text}",
            "Send each of these a text saying {text}: {who1}, {who2}, {who3}, {who4}, {who5}, {who6}",
            "invite everyone by text. The message is: {text}. The people are {who1}, {who2}, {who3}, {who4}, "
            "{who5} and {who6}",
            "{who1}, {who2}, {who3}, {who4}, {who5} and {who6} should all get a text: {text}",
            'write "{text}" to six people, one by one: {who1}, {who2}, {who3}, {who4}, {who5}, {who6}',
            "message {who1}, {who2}, {who3}, {who4}, {who5}, {who6}, always the same words: {text}",
        ),
        (
            "spread the word that {text} to {who1}, {who2}, {who3}, {who4}, {who5} and {who6}, by sms",
            "six people have to read {text}: that is {who1}, {who2}, {who3}, {who4}, {who5} and {who6}",
        ),
        _to_many,
        _to_all(_MANY),
        _text_many,
    ),
    Task(
        "messages-text-each",
        4,
        (
            "Text {who1} that {text1}, {who2} that {text2} and {who3} that {text3}",
            "Send three texts: to {who1} {text1}, to {who2} {text2}, to {who3} {text3}",
            "message {who1}: {text1}. Message {who2}: {text2}. Message {who3}: {text3}.",
            '{who1} should get "{text1}" as a text, {who2} "{text2}" and {who3} "{text3}"',
            "write a text to each of them. {who1}: {text1}; {who2}: {text2}; {who3}: {text3}",
            "tell {who1} by text {text1}, then tell {who2} {text2}, and tell {who3} {text3}",
        ),
        (
            "my sms round: {who1}, {text1} / {who2}, {text2} / {who3}, {text3}",
            "{text1} is for {who1}, {text2} for {who2} and {text3} for {who3}, all by text",
        ),
        _each_its_own,
        texts({f"{{who{n}_number}}": f"{{text{n}}}" for n in range(1, _TRIO + 1)}),
        _text_three,
    ),
    Task(
        "messages-answer-unread",
        3,
        (
            "(Answer|Reply to) every unread text with {text}",
            "Reply {text} to everyone whose text I haven't read yet",
            "go through the unread conversations in Messages and answer each with {text}",
            'write "{text}" back to all the people with unread texts',
            "all unread text messages get the reply {text}",
            "whoever has an unread message in Messages should get the answer {text}",
        ),
        (
            "those who wait for me in Messages shall hear {text}",
            "bold names in Messages: tell them {text}",
        ),
        _waiting,
        _to_all(_TRIO),
        _answer_all,
    ),
    Task(
        "messages-delete-strangers",
        4,
        (
            "Delete all conversations with numbers that are not in my contacts",
            "remove every text thread of (unknown numbers|a number I haven't saved)",
            "clean up Messages: everything from people who are not in my contacts goes",
            "delete the texts of all strangers, keep those with my contacts",
            "in Messages, erase each conversation that shows only a number instead of a name",
            "get rid of all the text messages from unknown senders",
        ),
        (
            "I only want to see people I know in Messages",
            "throw the advertising out of Messages, it all comes from unknown numbers",
        ),
        _adverts,
        Judge(_strangers_gone, frozenset({"sms"})),
        _delete_strangers,
    ),
    Task(
        "messages-number-of",
        3,
        (
            "(Text|Send) {who} the number of {of}",
            "Send {who} a message with {of}'s phone number",
            "{who} needs {of}'s number, text it to them",
            "look up {of}'s phone number and text it to {who}",
            "share the phone number of {of} with {who} by text message",
            "write {who} a text with the number that I have for {of}",
        ),
        ("{who} asked how to reach {of} by phone, help out by sms", "pass {of}'s number on to {who}"),
        _number_of,
        texted("{who_number}", digits_in("{of_number}")),
        _tell_number,
    ),
    Task(
        "messages-mail-of",
        3,
        (
            "(Text|Send) {who} the email address of {of} in a text",
            "text {who} {of}'s mail address",
            "{who} needs {of}'s email, send it by text message",
            "look up {of}'s email address in contacts and text it to {who}",
            "tell {who} by text what the mail address of {of} is",
            "write {who} a text with the address under which {of} gets mail",
        ),
        ("{who} wants to mail {of}, answer with the address by sms", "{of}'s email goes to {who} as a text"),
        _mail_of,
        texted("{who_number}", lambda value, before: before.params["mail"] in value.lower()),
        _tell_mail,
    ),
    Task(
        "messages-answer-if-asked",
        2,
        (
            "If {who}'s last text is a question, answer {answer}, otherwise text them that {text}",
            "Look at {who}'s last text. A question gets the reply {answer}, anything else the reply {text}",
            "reply {answer} to {who} if they asked me something in their last text, if not write {text}",
            "has {who} asked me something by text? Then answer {answer}, if not tell them {text}",
            'when the last message of {who} is a question, text back "{answer}", else "{text}"',
            "text {who} {text}, unless their last message asks me something: then it should be {answer}",
        ),
        (
            "{who} may have asked something in Messages: {answer} is the answer; no question, then {text}",
            "should {who} want to know something by sms, it's {answer}. Otherwise {text}",
        ),
        _asked_or_not,
        either_branch("yes", texted("{who_number}", "{answer}"), texted("{who_number}", "{text}")),
        _answer_or_tell,
    ),
    Task(
        "messages-text-two",
        3,
        (
            "Text {who} that {text} and {to} that {also}",
            "Send {who} the message {text}, then send {to} the message {also}",
            'message {who}: "{text}", and message {to}: "{also}"',
            "two texts please: {who} gets {text}, {to} gets {also}",
            "tell {who} by text {text} and tell {to} {also}",
            "write to {who} that {text} and to {to} that {also}, both as text messages",
        ),
        (
            "{who} hears {text} from me and {to} hears {also}, by sms",
            "{text}: {who}. {also}: {to}. Text both",
        ),
        _two_of,
        every(texts({"{who_number}": "{text}", "{to_number}": "{also}"})),
        _text_two,
    ),
)
