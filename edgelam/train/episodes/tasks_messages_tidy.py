"""Tasks in Messages: finding, marking, copying and removing."""

from __future__ import annotations

from device_drivers.virtual.intents import Intent
from device_drivers.virtual.window.view import View

from . import values
from .families import Families
from .oracle import Expert
from .sight import Lost
from .tasks_messages import SMS, called_in_goal, is_open, known_people, known_threads, some_thread

TASKS = Families("com.android.messaging", "Messages")


@TASKS.add("messages.delete_thread", 1.2)
def delete_thread(x: Expert) -> None:
    row, name = some_thread(x)
    x.goal(
        (
            "(delete|remove|erase) (the|my|all) (conversation|chat|thread|messages) with {contact}",
            "(delete|clear) all (messages|texts) (from|with) {contact}",
            "get rid of the (chat|conversation) with {contact}",
        ),
        {"contact": called_in_goal(x, name)},
        ("contact",),
    )
    x.open()
    x.hold(x.where(lambda v: v.on_long is not None and name in {part.text for part in v.walk()}, name))
    x.tap("Delete")
    x.tap("Delete")
    x.done(all(r.number("_id") != row.number("_id") for r, _ in known_threads(x)))


@TASKS.add("messages.delete_open", 0.8)
def delete_open(x: Expert) -> None:
    """From inside the conversation."""
    row, name = some_thread(x)
    x.goal(
        (
            "delete (this|the open) (conversation|chat|thread)",
            "(remove|delete) this (chat|thread)",
            "(delete|erase) (this conversation|everything here)",
        )
    )
    x.phone.start_activity(Intent("android.intent.action.SENDTO", data=f"smsto:{row.text('address')}"))
    x.arrive()
    x.action("Delete")
    x.tap("Delete")
    x.done(all(r.number("_id") != row.number("_id") for r, _ in known_threads(x)))


@TASKS.add("messages.mark")
def mark(x: Expert) -> None:
    row, name = some_thread(x)
    read = x.rng.random() < 0.5
    word = "read" if read else "unread"
    x.goal(
        (
            f"mark [the] (conversation|chat|messages|thread) (with|from) {{contact}} as {word}",
            f"(set|mark) {{contact}}'s (chat|messages) (to|as) {word}",
            f"(flag|mark) {{contact}} as {word}",
        ),
        {"contact": called_in_goal(x, name)},
        ("contact",),
    )
    x.open()
    x.hold(x.where(lambda v: v.on_long is not None and name in {part.text for part in v.walk()}, name))
    x.tap(f"Mark as {word}")
    x.done(not x.phone.page.state.layers)


@TASKS.add("messages.read_all", 0.7)
def read_all(x: Expert) -> None:
    x.goal(
        (
            "mark (all|all my|every) (messages|conversations|texts) as read",
            "(set|mark) everything [in messages] as read",
            "mark all [as] read",
            "clear all unread (marks|messages)",
            "(make|set) all messages [to] read",
        )
    )
    x.open()
    x.action("Mark all as read")
    x.done(not x.phone.content.rows(SMS, "read=0 AND type=1"))


@TASKS.add("messages.search", 1.2)
def search(x: Expert) -> None:
    rows = x.phone.content.rows(SMS)
    if not rows:
        raise Lost("no messages")
    row = x.rng.choice(rows)
    query = x.rng.choice(
        [word.strip(".,?!'\"") for word in row.text("body").split() if len(word) > 3] or [row.text("body")]
    )
    if x.rng.random() < 0.25:
        query = values.body(x.rng).split()[0]
    opens = x.rng.random() < 0.4
    tail = " and open the (first|top) (result|hit|one)" if opens else ""
    x.goal(
        [
            words + tail
            for words in (
                "(search|look) for {query:q} in [my] (messages|texts)",
                "(find|search) [the] (messages|texts) (with|that say|containing|about) {query:q}",
                "search [my] messages for {query:q}",
                "(find|look up) {query:q} in the messages",
            )
        ],
        {"query": query},
        ("query",),
    )
    x.open()
    x.tap("Search")
    x.type("search_src_text", "query")
    if opens:
        x.press(
            x.where(lambda v: v.on_click is not None and len(v.children) > 1 and not v.checkable, "result")
        )
    x.done()


@TASKS.add("messages.delete_one")
def delete_one(x: Expert) -> None:
    """One message of a conversation."""
    row, name = some_thread(x)
    texts = [m.text("body") for m in x.phone.content.rows(SMS, f"thread_id={row.number('_id')} AND type!=3")]
    single = [text for text in texts if texts.count(text) == 1]
    if not single:
        raise Lost("no message of its own")
    text = x.rng.choice(single)
    x.goal(
        (
            "(delete|remove) the message {message:q} (from|in|to) [the chat with] {contact}",
            "in the (chat|conversation) with {contact}, (delete|remove) {message:q}",
            "(delete|erase) {message:q} in my (conversation|chat) with {contact}",
        ),
        {"contact": name, "message": text},
        ("contact", "message"),
    )
    if not x.open(lambda: is_open(x, row.text("address"))):
        x.tap(name, plain=True)
    _hold_message(x, text)
    x.tap("Delete")
    x.tap("Delete")
    x.done(text not in [m.text("body") for m in x.phone.content.rows(SMS, f"thread_id={row.number('_id')}")])


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
    row, name = some_thread(x)
    last = x.phone.content.rows(SMS, f"thread_id={row.number('_id')}", "date DESC, _id DESC")[0].text("body")
    x.goal(
        (
            "copy the (last|latest) message (from|with|in the chat with) {contact}",
            "copy what {contact} and i last wrote",
            "copy {message:q} from {contact}",
            "(copy|take a copy of) {contact}'s (last|latest) (message|text)",
        ),
        {"contact": name, "message": last},
        ("contact",),
    )
    if not x.open(lambda: is_open(x, row.text("address"))):
        x.tap(name, plain=True)
    _hold_message(x, last)
    x.tap("Copy text")
    x.done(x.phone.clipboard is not None and x.phone.clipboard[1] == last)


@TASKS.add("messages.keep_number")
def keep_number(x: Expert) -> None:
    """A stranger's number becomes a contact."""
    strangers = [
        (row, name)
        for row, name in known_threads(x)
        if any(c.isdigit() for c in name) and name not in known_people(x)
    ]
    if not strangers:
        raise Lost("no stranger wrote")
    row, number = x.rng.choice(strangers)
    x.goal(
        (
            "(add|save|keep) {number} as [a|the] contact [named|called] {name:q}",
            "(save|add) the (number|sender) {number} to [my] contacts as {name:q}",
            "make a contact {name:q} for {number} [from the messages|]",
        ),
        {"number": number, "name": values.person(x.rng)},
        ("number", "name"),
    )
    x.open()
    x.tap(number, plain=True)
    x.action("Add contact")
    x.type("first_name", "name")
    x.tap("Save")
    x.done(x.said.values["name"].lower() in {name.lower() for name in known_people(x)})


@TASKS.add("messages.nobody")
def nobody(x: Expert) -> None:
    """A conversation that is not there."""
    known = {name.lower() for _, name in known_threads(x)}
    name = next(
        n
        for n in values.distinct(x.rng, values.person, 30)
        if n.lower() not in known and n.split()[0].lower() not in " ".join(known)
    )
    x.goal(
        (
            "(open|show|go to) the (conversation|chat|thread) with {contact}",
            "(delete|remove) the (conversation|chat) with {contact}",
            "what did {contact} (write|say)",
            "mark the (chat|conversation) with {contact} as (read|unread)",
        ),
        {"contact": name},
        ("contact",),
    )
    x.open()
    x.give_up()
