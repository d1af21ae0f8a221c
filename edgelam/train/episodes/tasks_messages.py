"""Tasks in Messages: writing, reading, finding, tidying up."""

from __future__ import annotations

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.providers.resolver import Row
from device_drivers.virtual.providers.telephony import digits
from device_drivers.virtual.window.view import View

from . import values
from .families import Families
from .oracle import Expert, Lost

TASKS = Families("com.android.messaging", "Messages")
_SMS, _THREADS = "content://sms", "content://mms-sms/conversations"
_PHONES = "content://com.android.contacts/data/phones"
_SEND = (
    "(send|write|text) {contact} {message:q}", "(text|message|sms) {contact} [saying|that says|:] {message:q}", "(tell|let) {contact} [know] {message:q}",
    "(send|write) [a|the] (message|text|sms) to {contact} [saying|that says|with the text] {message:q}", "send {message:q} to {contact}",
    "text {message:q} to {contact}", "message to {contact}: {message:q}", "(shoot|drop) {contact} a text saying {message:q}",
)  # fmt: skip


def _people(x: Expert) -> dict[str, str]:
    """Numbers by the names that only one contact has."""
    rows = x.phone.content.rows(_PHONES)
    names = [row.text("display_name") for row in rows]
    return {row.text("display_name"): row.text("data1") for row in rows if names.count(row.text("display_name")) == 1}


def _called(x: Expert, name: str) -> str:
    """What a contact is called in a goal: the first name alone when nobody else has it."""
    first = name.split()[0]
    alike = [other for other in _people(x) if first.lower() in other.lower().split()]
    return first if " " in name and len(alike) == 1 and x.rng.random() < 0.25 and "." not in first else name


def _threads(x: Expert) -> list[tuple[Row, str]]:
    """The conversations and what they are called."""
    names = {digits(number): name for name, number in _people(x).items()}
    rows = x.phone.content.rows(_THREADS)
    return [(row, names.get(digits(row.text("address")), row.text("address"))) for row in rows]


def _thread(x: Expert) -> tuple[Row, str]:
    threads = _threads(x)
    if not threads:
        raise Lost("no conversation")
    return x.rng.choice(threads)


def _sent(x: Expert, number: str, text: str) -> bool:
    rows = x.phone.content.rows(_SMS, "type=2")
    return any(row.text("body").lower() == text.lower() and digits(row.text("address")) == digits(number) for row in rows)


def _online(x: Expert) -> None:
    x.phone.settings.put("global", "airplane_mode_on", "0")


def _row(x: Expert, name: str) -> View | None:
    found = [v for v in x.matches(name, plain=True) if v.on_long is not None]
    return found[0] if found else None


def _here(x: Expert, number: str) -> bool:
    """Whether the conversation with the number is open."""
    return digits(getattr(x.phone.page, "address", "")) == digits(number)


def _to(x: Expert, name: str, number: str, key: str = "contact") -> None:
    """Open the conversation with somebody: from the list when it is in sight, else as a new one."""
    if x.open(lambda: _here(x, number)):
        return
    row = _row(x, name)
    if row is not None:
        x.press(row)
        return
    x.tap("Start chat")
    if not x.matches(name, plain=True) or x.rng.random() < 0.5:
        x.type("recipient_text_view", key)
    x.tap(name, plain=True)


def _write(x: Expert) -> None:
    x.type("compose_message_text", "message")
    x.tap("Send SMS")


@TASKS.add("messages.send", 2.2)
def send(x: Expert) -> None:
    _online(x)
    people = _people(x)
    if not people:
        raise Lost("nobody to write to")
    name = x.rng.choice(list(people))
    x.goal(_SEND, {"contact": _called(x, name), "message": values.message(x.rng)}, ("contact", "message"))
    _to(x, name, people[name])
    _write(x)
    x.done(_sent(x, people[name], x.said.values["message"]))


@TASKS.add("messages.reply", 1.2)
def reply(x: Expert) -> None:
    _online(x)
    row, name = _thread(x)
    x.goal((*_SEND, "(reply|answer|respond) to {contact} [with|:] {message:q}", "(answer|reply to) {contact}'s (message|text) with {message:q}"),
           {"contact": name, "message": values.message(x.rng)}, ("contact", "message"))  # fmt: skip
    _to(x, name, row.text("address"))
    _write(x)
    x.done(_sent(x, row.text("address"), x.said.values["message"]))


@TASKS.add("messages.send_number", 1.2)
def send_number(x: Expert) -> None:
    _online(x)
    number = values.number(x.rng)
    x.goal(_SEND, {"contact": number, "message": values.message(x.rng)}, ("contact", "message"))
    x.open()
    x.tap("Start chat")
    x.type("recipient_text_view", "contact")
    x.tap(f"{x.t('Send to')} {number}", plain=True)
    _write(x)
    x.done(_sent(x, number, x.said.values["message"]))


@TASKS.add("messages.finish", 1.6)
def finish(x: Expert) -> None:
    """Another app opened the conversation with the text in its field."""
    _online(x)
    people = _people(x)
    number = x.rng.choice([*people.values(), values.number(x.rng)])
    text = values.message(x.rng)
    bare = ("send the (message|text|sms|draft)", "send it", "(press|tap) send", "send this (message|text)", "send what is written")
    named = (*_SEND, "send the message {message:q}")
    words = bare if x.rng.random() < 0.6 else named
    x.goal(words, {"contact": number, "message": text}, ("contact", "message"))
    if words is named and x.said.values.get("message", text) != text:
        text = x.said.values["message"]
    x.phone.start_activity(Intent("android.intent.action.SENDTO", data=f"smsto:{number}", extras={"sms_body": text}))
    x.arrive()
    x.tap("Send SMS")
    x.done(_sent(x, number, text))


@TASKS.add("messages.write_here", 0.8)
def write_here(x: Expert) -> None:
    """The conversation is open, the message is still to be written."""
    _online(x)
    row, name = _thread(x)
    x.goal(("(write|send|reply|answer) {message:q}", "(type|enter) {message:q} and send it", "send [them|back] {message:q}"), {"message": values.message(x.rng)}, ("message",))
    x.phone.start_activity(Intent("android.intent.action.SENDTO", data=f"smsto:{row.text('address')}"))
    x.arrive()
    _write(x)
    x.done(_sent(x, row.text("address"), x.said.values["message"]))


@TASKS.add("messages.draft", 0.8)
def draft(x: Expert) -> None:
    row, name = _thread(x)
    x.goal(("(write|type|draft) {message:q} to {contact} (but|and) (don't|do not) send it [yet]", "(prepare|draft) [a|the] message {message:q} (to|for) {contact} [without sending it]",
            "(type|enter) {message:q} in the (chat|conversation) with {contact}, (don't|do not) send it"),
           {"contact": name, "message": values.message(x.rng)}, ("contact", "message"))  # fmt: skip
    _to(x, name, row.text("address"))
    x.type("compose_message_text", "message")
    x.done()


@TASKS.add("messages.open", 1.2)
def open_thread(x: Expert) -> None:
    row, name = _thread(x)
    x.goal(("(open|show|go to|read) [the] (conversation|chat|messages|thread|texts) (with|from) {contact}", "(open|show) {contact}'s (messages|texts|chat)",
            "what did {contact} (write|say|send)", "(read|check) what {contact} (wrote|sent)", "(open|read) my (texts|messages) with {contact}"),
           {"contact": _called(x, name)}, ("contact",))  # fmt: skip
    if not x.open(lambda: _here(x, row.text("address"))):
        x.tap(name, plain=True)
    x.done(x.phone.page.cls.endswith("ConversationActivity"))


@TASKS.add("messages.delete_thread", 1.2)
def delete_thread(x: Expert) -> None:
    row, name = _thread(x)
    x.goal(("(delete|remove|erase) (the|my|all) (conversation|chat|thread|messages) with {contact}", "(delete|clear) all (messages|texts) (from|with) {contact}",
            "get rid of the (chat|conversation) with {contact}"), {"contact": _called(x, name)}, ("contact",))  # fmt: skip
    x.open()
    x.hold(x.where(lambda v: v.on_long is not None and name in {part.text for part in v.walk()}, name))
    x.tap("Delete")
    x.tap("Delete")
    x.done(all(r.number("_id") != row.number("_id") for r, _ in _threads(x)))


@TASKS.add("messages.delete_open", 0.8)
def delete_open(x: Expert) -> None:
    """From inside the conversation."""
    row, name = _thread(x)
    x.goal(("delete (this|the open) (conversation|chat|thread)", "(remove|delete) this (chat|thread)", "(delete|erase) (this conversation|everything here)"))
    x.phone.start_activity(Intent("android.intent.action.SENDTO", data=f"smsto:{row.text('address')}"))
    x.arrive()
    x.action("Delete")
    x.tap("Delete")
    x.done(all(r.number("_id") != row.number("_id") for r, _ in _threads(x)))


@TASKS.add("messages.mark")
def mark(x: Expert) -> None:
    row, name = _thread(x)
    read = x.rng.random() < 0.5
    word = "read" if read else "unread"
    x.goal((f"mark [the] (conversation|chat|messages|thread) (with|from) {{contact}} as {word}", f"(set|mark) {{contact}}'s (chat|messages) (to|as) {word}",
            f"(flag|mark) {{contact}} as {word}"), {"contact": _called(x, name)}, ("contact",))  # fmt: skip
    x.open()
    x.hold(x.where(lambda v: v.on_long is not None and name in {part.text for part in v.walk()}, name))
    x.tap(f"Mark as {word}")
    x.done(not x.phone.page.state.layers)


@TASKS.add("messages.read_all", 0.7)
def read_all(x: Expert) -> None:
    x.goal(("mark (all|all my|every) (messages|conversations|texts) as read", "(set|mark) everything [in messages] as read", "mark all [as] read",
            "clear all unread (marks|messages)", "(make|set) all messages [to] read"))  # fmt: skip
    x.open()
    x.action("Mark all as read")
    x.done(not x.phone.content.rows(_SMS, "read=0 AND type=1"))


@TASKS.add("messages.search", 1.2)
def search(x: Expert) -> None:
    rows = x.phone.content.rows(_SMS)
    if not rows:
        raise Lost("no messages")
    row = x.rng.choice(rows)
    query = x.rng.choice([word.strip(".,?!'\"") for word in row.text("body").split() if len(word) > 3] or [row.text("body")])
    if x.rng.random() < 0.25:
        query = values.body(x.rng).split()[0]
    opens = x.rng.random() < 0.4
    tail = " and open the (first|top) (result|hit|one)" if opens else ""
    x.goal([words + tail for words in ("(search|look) for {query:q} in [my] (messages|texts)", "(find|search) [the] (messages|texts) (with|that say|containing|about) {query:q}",
            "search [my] messages for {query:q}", "(find|look up) {query:q} in the messages")], {"query": query}, ("query",))  # fmt: skip
    x.open()
    x.tap("Search")
    x.type("search_src_text", "query")
    if opens:
        x.press(x.where(lambda v: v.on_click is not None and len(v.children) > 1 and not v.checkable, "result"))
    x.done()


@TASKS.add("messages.delete_one")
def delete_one(x: Expert) -> None:
    """One message of a conversation."""
    row, name = _thread(x)
    texts = [m.text("body") for m in x.phone.content.rows(_SMS, f"thread_id={row.number('_id')} AND type!=3")]
    single = [text for text in texts if texts.count(text) == 1]
    if not single:
        raise Lost("no message of its own")
    text = x.rng.choice(single)
    x.goal(("(delete|remove) the message {message:q} (from|in|to) [the chat with] {contact}", "in the (chat|conversation) with {contact}, (delete|remove) {message:q}",
            "(delete|erase) {message:q} in my (conversation|chat) with {contact}"), {"contact": name, "message": text}, ("contact", "message"))  # fmt: skip
    if not x.open(lambda: _here(x, row.text("address"))):
        x.tap(name, plain=True)
    _hold_message(x, text)
    x.tap("Delete")
    x.tap("Delete")
    x.done(text not in [m.text("body") for m in x.phone.content.rows(_SMS, f"thread_id={row.number('_id')}")])


def _hold_message(x: Expert, text: str) -> None:
    def wanted(view: View) -> bool:
        return view.on_long is not None and text in {part.text for part in view.walk()}

    for _ in range(5):
        shown = [v for v in x.stage.views() if wanted(v) and x.stage.element_of(v) is not None]
        if shown:
            x.hold(shown[0])
            return
        x.scroll("up")
    raise Lost("the message is not in sight")


@TASKS.add("messages.copy", 0.8)
def copy(x: Expert) -> None:
    row, name = _thread(x)
    last = x.phone.content.rows(_SMS, f"thread_id={row.number('_id')}", "date DESC, _id DESC")[0].text("body")
    x.goal(("copy the (last|latest) message (from|with|in the chat with) {contact}", "copy what {contact} and i last wrote", "copy {message:q} from {contact}"),
           {"contact": name, "message": last}, ("contact",))  # fmt: skip
    if not x.open(lambda: _here(x, row.text("address"))):
        x.tap(name, plain=True)
    _hold_message(x, last)
    x.tap("Copy text")
    x.done(x.phone.clipboard is not None and x.phone.clipboard[1] == last)


@TASKS.add("messages.keep_number")
def keep_number(x: Expert) -> None:
    """A stranger's number becomes a contact."""
    strangers = [(row, name) for row, name in _threads(x) if any(c.isdigit() for c in name) and name not in _people(x)]
    if not strangers:
        raise Lost("no stranger wrote")
    row, number = x.rng.choice(strangers)
    x.goal(("(add|save|keep) {number} as [a|the] contact [named|called] {name:q}", "(save|add) the (number|sender) {number} to [my] contacts as {name:q}",
            "make a contact {name:q} for {number} [from the messages|]"), {"number": number, "name": values.person(x.rng)}, ("number", "name"))  # fmt: skip
    x.open()
    x.tap(number, plain=True)
    x.action("Add contact")
    x.type("first_name", "name")
    x.tap("Save")
    x.done(x.said.values["name"].lower() in {name.lower() for name in _people(x)})


@TASKS.add("messages.nobody")
def nobody(x: Expert) -> None:
    """A conversation that is not there."""
    known = {name.lower() for _, name in _threads(x)}
    name = next(n for n in values.distinct(x.rng, values.person, 30) if n.lower() not in known and n.split()[0].lower() not in " ".join(known))
    x.goal(("(open|show|go to) the (conversation|chat|thread) with {contact}", "(delete|remove) the (conversation|chat) with {contact}", "what did {contact} (write|say)",
            "mark the (chat|conversation) with {contact} as (read|unread)"), {"contact": name}, ("contact",))  # fmt: skip
    x.open()
    x.give_up()
