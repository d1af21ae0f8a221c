"""What people ask of the made-up apps, one function a kind of request."""

from __future__ import annotations

from collections.abc import Callable

from . import lexicon as words
from .examples import Gold
from .flows import App, Item, quoted


def toggle(app: App) -> None:
    """A setting on or off, behind the settings, perhaps on a page of its own."""
    rng = app.rng
    if rng.random() < 0.6:
        label, *ways = rng.choice(words.TOGGLES)
        said = rng.choice([label.lower(), *ways])
    else:
        label = rng.choice(app.pool.labels)
        said = label.lower() if rng.random() < 0.8 else label
    on = rng.random() < 0.6
    bare = on and rng.random() < 0.25
    app.goal = said if bare else rng.choice(words.ON if on else words.OFF).format(quoted(rng, said) if rng.random() < 0.2 else said)
    item = Item(app.toggle_role(), label, checked=not on)
    if rng.random() < 0.15:
        app.tap(app.main(item), item)
    else:
        app.open_settings()
        if rng.random() < 0.25:
            section = Item("button", rng.choice(("Display", "General", "Appearance", "Privacy", "Advanced", "Behaviour", "Main screen")))
            app.tap(app.settings_page(section), section)
        app.tap(app.settings_page(item), item)
    item.checked = on
    app.stop(app.settings_page(item))


def choose(app: App) -> None:
    """A setting with values: open it, pick one, perhaps confirm."""
    rng = app.rng
    label, ways, values = rng.choice(words.CHOICES)
    value, now = rng.sample(values, 2)
    said = rng.choice((label.lower(), label.lower(), *ways))
    app.goal = rng.choice(words.SET).format(said, quoted(rng, value.lower() if rng.random() < 0.6 else value))
    row = Item("button", f"{label}\n{now}" if rng.random() < 0.8 else label)
    app.open_settings()
    app.tap(app.settings_page(row), row)
    buttons = rng.choice(((), (), ("Cancel",), ("Cancel", "OK"), ("OK",)))
    options = [Item("checkbox" if rng.random() < 0.8 else "button", v, checked=v == now) for v in values]
    for option in options:
        option.checked = option.checked if option.role == "checkbox" else None
    pick = options[values.index(value)]
    page = app.dialog(options, buttons)
    app.tap(page, pick)
    if "OK" in buttons:
        for option in options:
            option.checked = option is pick if option.role == "checkbox" else None
        app.tap(page, page[-1])
    row.text = f"{label}\n{value}"
    app.stop(app.settings_page(row) if rng.random() < 0.8 else page)


def theme(app: App) -> None:
    """Colours: a page, a dialog, often a save button."""
    rng = app.rng
    value, now = rng.sample(("Light", "Dark", "Automatic", "White", "Black", "Blue", "Custom"), 2)
    save = rng.random() < 0.7
    app.goal = rng.choice(("switch the colours to {}", "make the theme {}", "use the {} theme", "change the look to {}", "I want {} colours"))
    app.goal = app.goal.format(value.lower()) + (" and save it" if save and rng.random() < 0.6 else "")
    app.open_settings()
    entry = Item("button", rng.choice(("Appearance", "Look and feel", "Personalise", "Display", "Style")))
    app.tap(app.settings_page(entry), entry)
    row = Item("button", f"Theme\n{now}")
    others = [Item("button", t) for t in ("Accent", "Wallpaper", "Icon shape")]
    direct = rng.random() < 0.4
    options = [Item("checkbox" if not direct else "button", v, checked=None if direct else v == now) for v in dict.fromkeys((now, "Light", "Dark", value, "Custom"))]
    rng.shuffle(options)
    pick = next(o for o in options if o.text == value)
    if not direct:
        app.tap(app.mixed(others, [row]), row)
        if rng.random() < 0.3:
            notice = [Item("text", app.rng.choice(app.pool.labels)), Item("button", "OK")]
            app.tap(notice, notice[-1])
    app.tap(options, pick)
    row.text = f"Theme\n{value}"
    if save:
        button = Item("button", "", "Save") if rng.random() < 0.7 else Item("button", "Save")
        app.tap(app.mixed([*others, row], [button]), button)
        app.stop(app.settings_page(entry))
    else:
        app.stop(options if direct else app.mixed(others, [row]))


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
        app.goal += rng.choice((", {0} {1}", " with {0} {1}", " and {0} {1}", ", and type {1} as {0}")).format(app.fields[1].lower(), quoted(rng, second))
    page = app.main()
    app.tap(page, next(i for i in page if i.label == app.create))
    save = Item(*rng.choice(words.SAVE_BUTTONS))
    form = [*app.filler(0, 3), *fields, *([Item("button", "Cancel")] if rng.random() < 0.5 else [])]
    form.insert(rng.choice((0, len(form))), save)
    if rng.random() < 0.1:
        app.tap(form, fields[0])
    app.type(form, fields[0], name)
    if two:
        app.type(form, fields[1], second)
    if rng.random() < 0.2:
        kind = Item("checkbox", rng.choice(("Checklist", "Private", "All-day", "Favourite", "Recurring", "Shared", "Text note")), checked=False)
        app.goal += rng.choice((", {}", " as {}", ", make it {}", " and mark it as {}")).format(kind.text.lower())
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
    app.goal = rng.choice(("add a person {0} {1} with the phone {2}", "add {0} {1} with number {2}", "save {2} as {0} {1}", "new contact {0} {1}, phone {2}"))
    app.goal = app.goal.format(first, last, number)
    page = app.main()
    app.tap(page, next(i for i in page if i.label == app.create))
    labels = rng.choice((("First name", "Surname"), ("Given name", "Family name"), ("First name", "Last name")))
    fields = [Item("input", labels[0]), Item("input", labels[1]), Item("input", rng.choice(("Phone", "Number", "Mobile")))]
    extras = [Item("input", n) for n in rng.sample(("Middle name", "Nickname", "Email", "Notes", "Address", "Company"), rng.randint(0, 4))]
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
    wiped = Item("button", *rng.choice((("", "Delete"), ("Delete", ""), ("", "Remove"), (f"Delete {app.kind}", ""))))
    direct = rng.random() < 0.15
    if not direct:
        app.tap(page, row, "long_press" if rng.random() < 0.15 else "tap")
    opened = [*app.filler(1, 6), Item("text", name), Item("button", "", "Edit"), Item("button", "", self_more := app.more)]
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
    change = rng.choice((f"Rename {app.kind}", "Rename", "Edit", f"Edit {app.kind}", f"{app.kind.capitalize()} details"))
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
    found = app.row(f"{text}" if rng.random() < 0.5 else f"{app.rng.choice(app.pool.texts)} {text}")
    results = [field, found, *(app.row(n) for n in app.names[: rng.randint(0, 2)])]
    if shown:
        app.tap(results, found)
        app.stop([*app.filler(1, 4), Item("text", text)])
    else:
        app.stop(results)


def sort(app: App) -> None:
    """The order of the list, from the bar or the menu, with a direction and a confirmation."""
    rng = app.rng
    by, now, *rest = rng.sample(words.SORTS, rng.randint(3, 6))
    app.goal = rng.choice(words.SORT).format(app.kind, quoted(rng, by.lower() if rng.random() < 0.6 else by))
    way = rng.choice((None, "Ascending", "Descending"))
    if way:
        app.goal += rng.choice((" {}", " in {} order", ", {}")).format(way.lower())
    label = rng.choice(("Sort by", "Sort", "Order", "Sorting"))
    if rng.random() < 0.5:
        button = Item("button", "", label)
        app.bar = [n for n in app.bar if n != "Sort by"]
        app.tap(app.mixed(app.main(), [button]), button)
    else:
        app.open_menu(label)
    options = [Item("checkbox", n, checked=n == now) for n in (by, now, *rest)]
    rng.shuffle(options)
    up = rng.random() < 0.6
    ways = [Item("checkbox", "Ascending", checked=up), Item("checkbox", "Descending", checked=not up)]
    page = app.dialog([*options, *(ways if way or rng.random() < 0.6 else [])], ("Cancel", "OK") if rng.random() < 0.6 else ("OK",))
    pick = next(o for o in options if o.text == by)
    app.tap(page, pick)
    for option in options:
        option.checked = option is pick
    if way:
        which = ways[way == "Descending"]
        if not which.checked:
            app.tap(page, which)
            for w in ways:
                w.checked = w is which
    app.tap(page, page[-1])
    app.stop(app.main())


def place(app: App) -> None:
    """A page behind a tab, the bar or the menu."""
    rng = app.rng
    if rng.random() < 0.6:
        label, *ways = rng.choice(words.PLACES)
        said = rng.choice([label.lower(), *ways])
    else:
        label = rng.choice(app.pool.labels)
        said = label.lower()
    app.goal = rng.choice(words.OPEN).format(rng.choice(("{}", "the {}", "the {} page", "{}")).format(said))
    where = rng.random()
    if where < 0.4:
        item = Item("button", *(("", label) if rng.random() < 0.3 else (label, "")))
        app.tabs = [t for t in app.tabs if t != label]
        app.tap(app.main(item), item)
    elif where < 0.8:
        app.open_menu(label)
    else:
        app.open_settings()
        item = Item("button", label)
        app.tap(app.settings_page(item), item)
    app.stop(app.mixed([*app.filler(2, 9), *([Item("text", label)] if rng.random() < 0.6 else [])], []))


def item(app: App) -> None:
    """Open something, and perhaps do one thing with it."""
    rng = app.rng
    name = rng.choice(app.names)
    page = app.main(items=list(dict.fromkeys(app.names)))
    row = next(i for i in page if i.text.split("\n")[0] == name)
    acts = (
        ("call {}", "Call", "dial {}"), ("add {} to favorites", "Toggle favorite", "make {} a favourite"), ("share {}", "Share", "send {} to someone"),
        ("archive {}", "Archive", "put {} away"), ("pin {}", "Pin to top", "keep {} on top"), ("print {}", "Print", "put {} on paper"),
        ("mark {} as read", "Mark as read", "set {} to read"), ("play {}", "Play", "listen to {}"), ("lock {}", "Lock", "protect {}"),
        ("block {}", "Block", "add {} to the blocked ones"), ("duplicate {}", "Make a copy", "copy {}"), ("hide {}", "Hide", "make {} invisible"),
        ("", "", ""), ("", "", ""),
    )  # fmt: skip
    way, label, other = rng.choice(acts)
    if not label:
        app.goal = rng.choice(words.OPEN).format(rng.choice(("{}", "the {1} {0}", "messages with {}", "{}'s page")).format(quoted(rng, name), app.kind))
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
    app.goal = rng.choice(("send {1} to {0}", "text {0} {1}", "write {1} to {0}", "send a message to {0} saying {1}", "tell {0} that {1}", "message {0}: {1}"))
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
    keys = [Item("button", "" if spoken and rng.random() < 0.6 else str(d), n if spoken else "") for d, n in enumerate(names)]
    call = Item("button", "", rng.choice(("Call number", "Call", "Dial")))
    page = [*app.filler(0, 3), *keys[1:], keys[0], call]
    for digit in digits:
        app.tap(page, keys[int(digit)])
    app.tap(page, call)
    app.stop([Item("text", digits), Item("text", "Calling…"), Item("button", "", "End call"), Item("button", "", "Hold")])


def untick(app: App) -> None:
    """Show less or more: boxes in a dialog."""
    rng = app.rng
    names = ("Images", "Videos", "Audio", "Documents", "Holidays", "Birthdays", "Missed calls", "Drafts", "Done tasks", "Large files")
    shown = [Item("checkbox", n, checked=rng.random() < 0.6) for n in rng.sample(names, rng.randint(3, 6))]
    pick = rng.choice(shown)
    app.goal = rng.choice(("do not show {}", "hide {}", "leave out {}") if pick.checked else ("show {} too", "show {}", "include {}")).format(pick.text.lower())
    label = rng.choice(("Filter", "Filter items", "Manage types", "What to show"))
    app.bar = [n for n in app.bar if n != "Filter"]
    if rng.random() < 0.5:
        button = Item("button", "", label)
        app.tap(app.mixed(app.main(), [button]), button)
    else:
        app.open_menu(label)
    page = app.dialog(shown, ("Cancel", "OK") if rng.random() < 0.7 else ("OK",))
    app.tap(page, pick)
    pick.checked = not pick.checked
    app.tap(page, page[-1])
    app.stop(app.main())


def export(app: App) -> None:
    """Out to a file, with a name to type or to leave as it is."""
    rng = app.rng
    name = "_".join(rng.choice(app.pool.texts).split()[:2])
    end = rng.choice((".txt", ".json", ".vcf", ".pdf", ".csv", ".html", ".zip", ".ics"))
    verb = rng.choice(("Export", "Save as", "Back up", "Print"))
    app.goal = rng.choice((f"{verb.lower()} all {app.kind}s to {{}}", f"{verb.lower()} the {app.kind}s as {{}}", f"{verb.lower()} to the file {{}}")).format(quoted(rng, name + end))
    app.open_menu(rng.choice((f"{verb} {app.kind}s", f"{verb} {app.kind}s to a {end} file", f"{verb} as file", verb)))
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


def lost(app: App) -> None:
    """What is wanted is not here: look further down, or go back from a wrong turn, or wait for the page."""
    rng = app.rng
    label = rng.choice(words.TOGGLES)
    app.goal = rng.choice(words.ON).format(rng.choice(label).lower())
    kind = rng.random()
    if kind < 0.5:
        app.open_settings()
        app.record(app.settings_page(), Gold("scroll_down"))
        app.history.append("scroll down")
        target = Item(app.toggle_role(), label[0], checked=False)
        app.tap(app.settings_page(target), target)
    elif kind < 0.8:
        wrong = rng.choice([t[0] for t in words.PLACES])
        page = app.main(Item("button", wrong))
        app.history.append(f'tap "{wrong}"')
        app.record(app.filler(1, 6), Gold("back"))
        app.history.append("back")
        app.settings_in = "bar"
        page = app.main(Item("button", "", "Settings"))
        app.tap(page, next(i for i in page if i.label == "Settings"))
    else:
        sign = rng.choice(("Loading…", "Please wait…", "Just a moment", "Loading settings…", ""))
        app.record([Item("text", sign)] if sign else [], Gold("wait"))
        app.history.append("wait")
        app.open_settings()


LESSONS: tuple[Callable[[App], None], ...] = (
    toggle, toggle, toggle, choose, choose, theme, create, create, pair, delete, rename, search, sort, place, place,
    item, item, message, keypad, untick, export, lost,
)  # fmt: skip
