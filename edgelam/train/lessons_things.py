"""Requests about things an app holds, one function a kind: make, find, change, send, remove."""

from __future__ import annotations

from . import lexicon as words
from .flows import App, Item, quoted

ACTS: tuple[tuple[str, str, str], ...] = (  # a way to ask, the button, another way to ask
    ("call {}", "Call", "dial {}"),
    ("add {} to favorites", "Toggle favorite", "make {} a favourite"),
    ("share {}", "Share", "send {} to someone"),
    ("archive {}", "Archive", "put {} away"),
    ("pin {}", "Pin to top", "keep {} on top"),
    ("print {}", "Print", "put {} on paper"),
    ("mark {} as read", "Mark as read", "set {} to read"),
    ("play {}", "Play", "listen to {}"),
    ("lock {}", "Lock", "protect {}"),
    ("block {}", "Block", "add {} to the blocked ones"),
    ("duplicate {}", "Make a copy", "copy {}"),
    ("hide {}", "Hide", "make {} invisible"),
    ("", "", ""),
    ("", "", ""),
)


def create(app: App) -> None:
    """A new thing with a name: the button, one or more fields, perhaps a choice, then save."""
    rng = app.rng
    name, second = app.typed(), app.typed()
    if name == second:
        return
    app.goal = rng.choice(words.CREATE).format(app.kind, quoted(rng, name))
    fields = [Item("input", "" if rng.random() < 0.3 else f, hint=f) for f in app.fields]
    for field in fields:
        field.hint = "" if field.text else field.hint
    two = len(fields) > 1 and rng.random() < 0.5
    if two:
        app.goal += rng.choice(
            (", {0} {1}", " with {0} {1}", " and {0} {1}", ", and type {1} as {0}")
        ).format(app.fields[1].lower(), quoted(rng, second))
    page = app.main()
    app.tap(page, next(i for i in page if i.label == app.create))
    save = Item(*rng.choice(words.SAVE_BUTTONS))
    form = [*app.filler(0, 3), *fields, *([Item("button", "Cancel")] if rng.random() < 0.5 else [])]
    form.insert(rng.choice((0, len(form))), save)
    if rng.random() < 0.1:
        fields[0].text = name  # already what was asked for
    else:
        if rng.random() < 0.1:
            app.tap(form, fields[0])
        app.type(form, fields[0], name)
    if two:
        app.type(form, fields[1], second)
    if rng.random() < 0.2:
        kind = Item(
            "checkbox",
            rng.choice(("Checklist", "Private", "All-day", "Favourite", "Recurring", "Shared", "Text note")),
            checked=False,
        )
        app.goal += rng.choice((", {}", " as {}", ", make it {}", " and mark it as {}")).format(
            kind.text.lower()
        )
        form.insert(rng.randint(0, len(form)), kind)
        app.tap(form, kind)
        kind.checked = True
    app.tap(form, save)
    app.stop(app.main(items=[*app.names, name]))


def pair(app: App) -> None:
    """First name and surname, or user and domain: two fields for two words that stand together."""
    rng = app.rng
    first, last = rng.choice(words.PEOPLE), rng.choice(words.SURNAMES)
    number = str(rng.randint(1000, 10**10))
    app.goal = rng.choice(
        (
            "add a person {0} {1} with the phone {2}",
            "add {0} {1} with number {2}",
            "save {2} as {0} {1}",
            "new contact {0} {1}, phone {2}",
        )
    )
    app.goal = app.goal.format(first, last, number)
    page = app.main()
    app.tap(page, next(i for i in page if i.label == app.create))
    labels = rng.choice(
        (("First name", "Surname"), ("Given name", "Family name"), ("First name", "Last name"))
    )
    fields = [
        Item("input", labels[0]),
        Item("input", labels[1]),
        Item("input", rng.choice(("Phone", "Number", "Mobile"))),
    ]
    extras = [
        Item("input", n)
        for n in rng.sample(
            ("Middle name", "Nickname", "Email", "Notes", "Address", "Company"), rng.randint(0, 4)
        )
    ]
    save = Item("button", "", rng.choice(("Save", "Done", "Confirm")))
    form = [save, fields[0], *extras[:1], fields[1], *app.filler(0, 2), fields[2], *extras[1:]]
    for field, text in zip(fields, (first, last, number), strict=True):
        app.type(form, field, text)
    app.tap(form, save)
    app.stop(app.main(items=[*app.names, f"{first} {last}"]))


def delete(app: App) -> None:
    """Away with something: on its page, by the menu or a long press, and confirmed."""
    rng = app.rng
    name = rng.choice(app.names)
    app.goal = rng.choice(words.DELETE).format(app.kind, quoted(rng, name))
    page = app.main(items=list(dict.fromkeys(app.names)))
    row = next(i for i in page if i.text.split("\n")[0] == name)
    wiped = Item(
        "button", *rng.choice((("", "Delete"), ("Delete", ""), ("", "Remove"), (f"Delete {app.kind}", "")))
    )
    direct = rng.random() < 0.15
    if not direct:
        app.tap(page, row, "long_press" if rng.random() < 0.15 else "tap")
    opened = [
        *app.filler(1, 6),
        Item("text", name),
        Item("button", "", "Edit"),
        Item("button", "", self_more := app.more),
    ]
    if not direct and rng.random() < 0.7:
        app.tap(app.mixed(opened, [wiped]), wiped)
    else:
        wiped.text, wiped.desc = wiped.label, ""
        button = next(i for i in (page if direct else opened) if i.desc == self_more)
        app.tap(page if direct else opened, button)
        app.tap(app.menu(wiped), wiped)
    if rng.random() < 0.8:
        yes = Item("button", rng.choice(("Yes", "OK", "Delete", "DELETE", "Remove", "Confirm")))
        box = [Item("text", f"Delete {name}?"), Item("button", rng.choice(("No", "Cancel"))), yes]
        app.tap(box, yes)
    app.stop(app.main(items=[n for n in app.names if n != name]))


def rename(app: App) -> None:
    """Another name for something, or another value in a field that has one."""
    rng = app.rng
    name, new = rng.choice(app.names), app.typed()
    if new == name:
        return
    app.goal = rng.choice(words.RENAME).format(app.kind, quoted(rng, name), quoted(rng, new))
    page = app.main(items=list(dict.fromkeys(app.names)))
    row = next(i for i in page if i.text.split("\n")[0] == name)
    app.tap(page, row)
    change = rng.choice(
        (f"Rename {app.kind}", "Rename", "Edit", f"Edit {app.kind}", f"{app.kind.capitalize()} details")
    )
    opened = [*app.filler(1, 5), Item("text", name)]
    if rng.random() < 0.5:
        button = Item("button", "", change)
        app.tap(app.mixed(opened, [button]), button)
    else:
        app.open_menu(change, opened)
    field = Item("input", name)
    save = Item(*rng.choice(words.SAVE_BUTTONS))
    form = [*app.filler(0, 2), field, Item("button", "Cancel"), save]
    app.type(form, field, new)
    app.tap(form, save)
    app.stop([*opened[:-1], Item("text", new)])


def search(app: App) -> None:
    """Search, and perhaps open what was found."""
    rng = app.rng
    text, shown = app.typed(), rng.random() < 0.5
    app.goal = rng.choice(words.SEARCH).format(quoted(rng, text))
    if shown:
        app.goal += rng.choice((" and open it", " and look at it", " and open the result", " then show it"))
    field = Item("input", rng.choice(("Search", "Search…", f"Search {app.kind}s", "Type to search", "Find")))
    if rng.random() < 0.4:
        button = Item("button", "", rng.choice(("Search", "Find")))
        app.bar = [n for n in app.bar if n != "Search"]
        app.tap(app.mixed(app.main(), [button]), button)
    page = [field, *(app.row(n) for n in app.names)]
    app.type(page, field, text)
    if rng.random() < 0.3:  # nothing is searched for before the keyboard's key is pressed
        field.focused = True
        app.tap(page, field, "submit")
    found = app.row(f"{text}" if rng.random() < 0.5 else f"{app.rng.choice(app.pool.texts)} {text}")
    results = [field, found, *(app.row(n) for n in app.names[: rng.randint(0, 2)])]
    if shown:
        app.tap(results, found)
        app.stop([*app.filler(1, 4), Item("text", text)])
    else:
        app.stop(results)


def item(app: App) -> None:
    """Open something, and perhaps do one thing with it."""
    rng = app.rng
    name = rng.choice(app.names)
    page = app.main(items=list(dict.fromkeys(app.names)))
    row = next(i for i in page if i.text.split("\n")[0] == name)
    way, label, other = rng.choice(ACTS)
    if not label:
        app.goal = rng.choice(words.OPEN).format(
            rng.choice(("{}", "the {1} {0}", "messages with {}", "{}'s page")).format(
                quoted(rng, name), app.kind
            )
        )
        app.tap(page, row)
        app.stop([*app.filler(2, 7), Item("text", name)])
        return
    app.goal = rng.choice((way, other)).format(quoted(rng, name))
    app.tap(page, row)
    button = Item("button", "", label if rng.random() < 0.7 else f"{label} {app.kind}")
    opened = [*app.filler(1, 6), Item("text", name)]
    if rng.random() < 0.7:
        app.tap(app.mixed(opened, [button]), button)
    else:
        app.open_menu(button.desc, opened)
    app.stop(app.mixed([*app.filler(1, 6), Item("text", name)], []))


def message(app: App) -> None:
    """Words to someone."""
    rng = app.rng
    name, text = rng.choice(words.PEOPLE), app.typed()
    app.goal = rng.choice(
        (
            "send {1} to {0}",
            "text {0} {1}",
            "write {1} to {0}",
            "send a message to {0} saying {1}",
            "tell {0} that {1}",
            "message {0}: {1}",
        )
    )
    app.goal = app.goal.format(name, quoted(rng, text))
    row = app.row(name)
    app.tap(app.main(row), row)
    if rng.random() < 0.3:
        button = Item("button", "", rng.choice(("Send SMS", "Message", "Send a text")))
        app.tap(app.mixed(app.filler(1, 5), [button]), button)
    field = Item("input", rng.choice(("Type a message", "Write a message…", "Text message", "Message")))
    send = Item("button", *rng.choice((("", "Send"), ("Send", ""), ("SMS", ""), ("", "Send message"))))
    chat = [Item("text", name), *app.filler(0, 4), field, send]
    app.type(chat, field, text)
    app.tap(chat, send)
    if rng.random() < 0.3:
        yes = Item("button", rng.choice(("Send", "OK", "Yes")))
        app.tap([Item("text", rng.choice(app.pool.labels)), Item("button", "Cancel"), yes], yes)
    field.text = "Message"
    app.stop([*chat[:-2], Item("text", text), field, send])


def keypad(app: App) -> None:
    """A number on keys, one by one."""
    rng = app.rng
    names = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    digits = "".join(rng.choice("0123456789") for _ in range(rng.randint(2, 5)))
    app.goal = rng.choice(("call {}", "dial {}", "ring {}", "open the keypad and ring {}")).format(digits)
    pad = Item("button", "", rng.choice(("Keypad", "Key pad", "Numbers")))
    app.tap(app.main(pad), pad)
    spoken = rng.random() < 0.6
    keys = [
        Item("button", "" if spoken and rng.random() < 0.6 else str(d), n if spoken else "")
        for d, n in enumerate(names)
    ]
    call = Item("button", "", rng.choice(("Call number", "Call", "Dial")))
    page = [*app.filler(0, 3), *keys[1:], keys[0], call]
    for digit in digits:
        app.tap(page, keys[int(digit)])
    app.tap(page, call)
    app.stop(
        [
            Item("text", digits),
            Item("text", "Calling…"),
            Item("button", "", "End call"),
            Item("button", "", "Hold"),
        ]
    )


def export(app: App) -> None:
    """Out to a file, with a name to type or to leave as it is."""
    rng = app.rng
    name = "_".join(rng.choice(app.pool.texts).split()[:2])
    end = rng.choice((".txt", ".json", ".vcf", ".pdf", ".csv", ".html", ".zip", ".ics"))
    verb = rng.choice(("Export", "Save as", "Back up", "Print"))
    app.goal = rng.choice(
        (
            f"{verb.lower()} all {app.kind}s to {{}}",
            f"{verb.lower()} the {app.kind}s as {{}}",
            f"{verb.lower()} to the file {{}}",
        )
    ).format(quoted(rng, name + end))
    app.open_menu(
        rng.choice((f"{verb} {app.kind}s", f"{verb} {app.kind}s to a {end} file", f"{verb} as file", verb))
    )
    given = rng.random() < 0.4
    field = Item("input", name if given else rng.choice(app.pool.texts).replace(" ", "_"))
    ok = Item("button", rng.choice(("OK", "Export", "SAVE", "Save")))
    page = [*app.filler(0, 3), field, Item("button", "Cancel"), ok]
    if not given:
        app.type(page, field, name)
    app.tap(page, ok)
    if rng.random() < 0.5:
        save = Item("button", rng.choice(("SAVE", "Save")))
        app.tap([*app.filler(3, 9), Item("input", name + end), save], save)
    app.stop(app.main())


def several(app: App) -> None:
    """More than one of a list, then on."""
    rng = app.rng
    people = rng.sample(words.PEOPLE, rng.randint(4, 8))
    picked = people[: rng.randint(2, 3)]
    rng.shuffle(people)
    listed = ", ".join(picked[:-1]) + rng.choice((" and ", ", ", " and also ")) + picked[-1]
    name = app.typed()
    app.goal = rng.choice(
        ("add {0} to {1}", "invite {0} to {1}", "put {0} into the group {1}", "in {1} add {0}")
    ).format(listed, quoted(rng, name))
    row = app.row(name)
    app.tap(app.main(row), row)
    button = Item(
        "button",
        *(
            ("", "Add people")
            if rng.random() < 0.5
            else (rng.choice(("Add members", "Add contacts", "Invite")), "")
        ),
    )
    app.tap(app.mixed(app.filler(1, 5), [button]), button)
    boxes = rng.random() < 0.5
    rows = [Item("checkbox", p, checked=False) if boxes else Item("button", p) for p in people]
    page = app.dialog(rows, ("Cancel", "OK") if rng.random() < 0.5 else ("OK",))
    for person in picked:
        which = next(i for i in page if i.text == person)
        app.tap(page, which)
        which.checked = True if boxes else None
    app.tap(page, page[-1])
    app.stop([Item("text", name), *(Item("text", p) for p in picked), *app.filler(0, 4)])
