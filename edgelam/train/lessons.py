"""Requests about settings, pages and order, one function a kind; and the list of all lessons."""

from __future__ import annotations

from collections.abc import Callable

from . import lexicon as words
from .examples import Gold
from .flows import App, Item, quoted
from .lessons_things import create, delete, export, item, keypad, message, pair, rename, search, several


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
    app.goal = (
        said
        if bare
        else rng.choice(words.ON if on else words.OFF).format(
            quoted(rng, said) if rng.random() < 0.2 else said
        )
    )
    item = Item(app.toggle_role(), label, checked=not on)
    where = rng.random()
    if where < 0.1:
        app.tap(app.main(item), item)
    elif where < 0.2:
        item.role, item.checked = "button", None
        app.open_menu(label)
        app.stop(app.main())
        return
    else:
        app.open_settings()
        app.tap(app.settings_page(item), item)
    item.checked = on
    app.stop(app.settings_page(item))


def choose(app: App) -> None:
    """A setting with values: open it, pick one, perhaps confirm."""
    rng = app.rng
    label, ways, values = rng.choice(words.CHOICES)
    value, now = rng.sample(values, 2)
    said = rng.choice((label.lower(), label.lower(), *ways))
    asked = value.lower() if rng.random() < 0.6 else value
    number, _, unit = asked.partition(" ")
    if number.isdigit() and int(number) <= 10 and rng.random() < 0.4:
        asked = f"{words.NUMBERS[int(number)]} {unit}"
    app.goal = rng.choice(words.SET).format(said, quoted(rng, asked))
    row = Item("button", f"{label}\n{now}" if rng.random() < 0.8 else label)
    inside = rng.random() < 0.7
    if inside:
        app.open_settings()
        app.tap(app.settings_page(row), row)
    else:
        app.open_menu(label)
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
    app.stop(app.main() if not inside else app.settings_page(row) if rng.random() < 0.8 else page)


def theme(app: App) -> None:
    """Colours: a page, a dialog, often a save button."""
    rng = app.rng
    value, now = rng.sample(("Light", "Dark", "Automatic", "White", "Black", "Blue", "Custom"), 2)
    save = rng.random() < 0.7
    app.goal = rng.choice(
        (
            "switch the colours to {}",
            "make the theme {}",
            "use the {} theme",
            "change the look to {}",
            "I want {} colours",
        )
    )
    app.goal = app.goal.format(value.lower()) + (" and save it" if save and rng.random() < 0.6 else "")
    app.open_settings()
    entry = Item("button", rng.choice(("Appearance", "Look and feel", "Personalise", "Display", "Style")))
    app.tap(app.settings_page(entry), entry)
    row = Item("button", f"Theme\n{now}")
    others = [Item("button", t) for t in ("Accent", "Wallpaper", "Icon shape")]
    direct = rng.random() < 0.4
    options = [
        Item("checkbox" if not direct else "button", v, checked=None if direct else v == now)
        for v in dict.fromkeys((now, "Light", "Dark", value, "Custom"))
    ]
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
    page = app.dialog(
        [*options, *(ways if way or rng.random() < 0.6 else [])],
        ("Cancel", "OK") if rng.random() < 0.6 else ("OK",),
    )
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
        app.open_settings(0.5)
        item = Item("button", label)
        app.tap(app.settings_page(item), item)
    app.stop(app.mixed([*app.filler(2, 9), *([Item("text", label)] if rng.random() < 0.6 else [])], []))


def untick(app: App) -> None:
    """Show less or more: boxes in a dialog."""
    rng = app.rng
    names = (
        "Images",
        "Videos",
        "Audio",
        "Documents",
        "Holidays",
        "Birthdays",
        "Missed calls",
        "Drafts",
        "Done tasks",
        "Large files",
    )
    shown = [Item("checkbox", n, checked=rng.random() < 0.6) for n in rng.sample(names, rng.randint(3, 6))]
    pick = rng.choice(shown)
    app.goal = rng.choice(
        ("do not show {}", "hide {}", "leave out {}")
        if pick.checked
        else ("show {} too", "show {}", "include {}")
    ).format(pick.text.lower())
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


def inside(app: App) -> None:
    """Something about one item: open it, switch it there, confirm."""
    rng = app.rng
    name = rng.choice(app.names)
    label, *ways = rng.choice(words.TOGGLES)
    said = rng.choice([label.lower(), *ways])
    on = rng.random() < 0.6
    app.goal = rng.choice(words.ON if on else words.OFF).format(
        rng.choice((f"{said} for {{}}", f"the {{}} {app.kind} {said}", f"{said} of {{}}"))
    )
    app.goal = app.goal.format(quoted(rng, name))
    if app.tabs and rng.random() < 0.4:
        tab = Item("button", app.kind.capitalize() + rng.choice(("s", "")))
        app.tap(app.main(tab, items=()), tab)
    page = app.main(items=list(dict.fromkeys(app.names)))
    app.tap(page, next(i for i in page if i.text.split("\n")[0] == name))
    item = Item(app.toggle_role(), label, checked=not on)
    ok = Item("button", rng.choice(("OK", "Save", "Done")))
    form = [*app.filler(1, 5), item, *app.filler(0, 3), Item("button", "Cancel"), ok]
    app.tap(form, item)
    item.checked = on
    if rng.random() < 0.7:
        app.tap(form, ok)
        app.stop(page)
    else:
        app.stop(form)


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
    toggle, toggle, toggle, choose, choose, theme, create, create, pair, delete, rename, search, sort,
    place, place, item, item, message, keypad, untick, export, inside, inside, several, lost,
)  # fmt: skip
