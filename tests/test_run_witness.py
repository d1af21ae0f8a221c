from __future__ import annotations

from paper import paper

from edgelam.core.fact import AskNow, AskTable, Fact, Now, Query, Rows
from edgelam.core.plan import Slot, Step
from edgelam.core.screen import Screen
from edgelam.run.witness import Witness
from edgelam.verify.effects import Act

CHROME = (("button", "Menu"), ("button", "Search"), ("button", "Add"))
LIST = paper("com.notes", *CHROME, ("button", "Shopping"), ("button", "Trips"))
WITHOUT = paper("com.notes", *CHROME, ("button", "Trips"))
PAGE = paper("com.notes", ("text", "Shopping"), ("button", "Delete"))
DIALOG = paper("com.notes", ("text", "Delete note?"), ("button", "Cancel"), ("button", "Delete"))
ELSEWHERE = paper("com.notes", ("text", "Settings"), ("switch", "Dark mode"), checked=False)


def step(do: str, **slots: str) -> Step:
    return Step(id="1", do=do, app="com.notes", slots=tuple(Slot(name=n, value=v) for n, v in slots.items()))


def act(kind: str, label: str, before: Screen, text: str = "", grave: str = "") -> Act:
    element = next(e for e in before.elements if e.label == label)
    return Act(kind, element, before, text, grave)


def tap(label: str, before: Screen, grave: str = "") -> Act:
    return act("tap", label, before, grave=grave)


def hinted(hint: str, screen: Screen) -> Screen:
    """The screen, whose inputs say what they are for."""
    elements = tuple(e.model_copy(update={"hint": hint}) if e.role == "input" else e for e in screen.elements)
    return screen.model_copy(update={"elements": elements})


def verdict(witness: Witness, screen: Screen) -> str:
    return witness.proof(screen)[0].verdict


def delete(grave: str = "") -> Witness:
    witness = Witness(step("delete the note Shopping", title="Shopping"))
    witness.look(LIST)
    witness.look(PAGE, tap("Shopping", LIST))
    witness.look(WITHOUT, tap("Delete", PAGE, grave))
    return witness


def test_a_deletion_is_the_act_and_the_absence_where_it_was_seen() -> None:
    assert verdict(delete("delete"), WITHOUT) == "met"
    assert verdict(delete("delete"), LIST) == "not_met"
    assert verdict(delete("delete"), DIALOG) == "not_met"
    assert verdict(delete("delete"), ELSEWHERE) == "unknown"


def test_a_text_that_only_came_into_view_proves_nothing() -> None:
    witness = Witness(step("move Shopping out of the archive", title="Shopping"))
    witness.look(WITHOUT)
    witness.look(LIST, tap("Menu", WITHOUT))
    assert verdict(witness, LIST) == "unknown"


def test_a_touch_after_which_the_screen_is_another_proves_nothing() -> None:
    witness = Witness(step("pin the note Shopping", title="Shopping"))
    witness.look(LIST)
    witness.look(PAGE, tap("Shopping", LIST))
    assert verdict(witness, PAGE) == "unknown"


def test_a_row_that_says_more_than_before_is_evidence_of_what_was_touched() -> None:
    chosen = paper("com.notes", *CHROME, ("button", "Pin"), ("button", "Star"))
    pinned = paper("com.notes", *CHROME, ("button", "Shopping\nPinned"), ("button", "Trips"))
    for label, expected in (("Pin", "met"), ("Star", "unknown")):
        witness = Witness(step("pin the note Shopping", title="Shopping"))
        witness.look(LIST)
        witness.look(chosen, act("long_press", "Shopping", LIST))
        shown = pinned if label == "Pin" else paper("com.notes", *CHROME, ("button", "Shopping\n*"))
        witness.look(shown, tap(label, chosen))
        assert verdict(witness, shown) == expected


def test_a_new_text_must_be_kept_and_not_only_typed() -> None:
    empty = paper("com.notes", ("input", ""), ("button", "Save"))
    typed = paper("com.notes", ("input", "Milk"), ("button", "Save"))
    witness = Witness(step("write a note Milk", text="Milk"))
    witness.look(empty)
    witness.look(typed, act("type", "", empty, "Milk"))
    assert verdict(witness, typed) == "not_met"
    saved = paper("com.notes", *CHROME, ("button", "Milk"))
    witness.look(saved, tap("Save", typed))
    assert verdict(witness, saved) == "met"


def test_what_a_search_finds_was_there_before() -> None:
    found = paper("com.notes", ("input", "Shopping"), ("button", "Shopping"))
    witness = Witness(step("lock the note Shopping", title="Shopping"))
    search = paper("com.notes", ("input", ""), ("button", "Close"))
    witness.look(search)
    witness.look(found, act("type", "", search, "Shopping"))
    assert verdict(witness, found) != "met"


def test_what_is_renamed_need_not_be_there_any_more() -> None:
    editor = paper("com.notes", ("input", "Shopping"), ("button", "Save"))
    written = paper("com.notes", ("input", "Food"), ("button", "Save"))
    renamed = paper("com.notes", *CHROME, ("button", "Food"), ("button", "Trips"))
    witness = Witness(step("rename the note Shopping to Food", title="Shopping", text="Food"))
    witness.look(LIST)
    witness.look(editor, tap("Shopping", LIST))
    witness.look(written, act("type", "Shopping", editor, "Food"))
    witness.look(renamed, tap("Save", written))
    assert verdict(witness, renamed) == "met"


def test_a_text_of_the_step_that_nothing_was_done_with_leaves_it_undone() -> None:
    empty = paper("com.notes", ("input", ""), ("button", "Save"))
    typed = paper("com.notes", ("input", "Milk"), ("button", "Save"))
    saved = paper("com.notes", *CHROME, ("button", "Milk"))
    witness = Witness(step("notes Milk and Bread", a="Milk", b="Bread"))
    witness.look(empty)
    witness.look(typed, act("type", "", empty, "Milk"))
    witness.look(saved, tap("Save", typed))
    assert witness.proof(saved)[0].text == "nothing was done with: Bread"


def test_what_was_changed_besides_is_told_and_nothing_is_done() -> None:
    starred = paper("com.notes", *CHROME, ("button", "Shopping"), ("button", "Unstar"))
    plain = paper("com.notes", *CHROME, ("button", "Shopping"), ("button", "Star"))
    witness = delete("delete")
    witness.look(plain)
    witness.look(starred, tap("Star", plain))
    assert "something else was changed" in witness.proof(WITHOUT)[0].text
    witness.look(plain, tap("Unstar", starred))
    assert verdict(witness, WITHOUT) == "met"


def test_what_was_written_over_unasked_is_told_and_nothing_is_done() -> None:
    editor = paper("com.notes", ("input", "Shopping"), ("button", "Save"))
    written = paper("com.notes", ("input", "Milk"), ("button", "Save"))
    saved = paper("com.notes", *CHROME, ("button", "Milk"), ("button", "Trips"))
    for do, expected in (("add Milk to my list", "unknown"), ("change the list to Milk", "met")):
        witness = Witness(step(do, text="Milk"))
        witness.look(LIST)
        witness.look(editor, tap("Shopping", LIST))
        witness.look(written, act("type", "Shopping", editor, "Milk"))
        witness.look(saved, tap("Save", written))
        assert verdict(witness, saved) == expected


def test_the_name_that_the_app_gave_to_something_new_may_be_written_over() -> None:
    editor = paper("com.notes", ("text", "Note 1"), ("input", "Note 1"), ("button", "Save"))
    written = paper("com.notes", ("text", "Note 1"), ("input", "Milk"), ("button", "Save"))
    saved = paper("com.notes", *CHROME, ("button", "Milk"), ("button", "Trips"))
    witness = Witness(step("add Milk to my list", text="Milk"))
    witness.look(LIST)
    witness.look(editor, tap("Add", LIST))
    typed = Act("type", editor.elements[1], editor, "Milk")
    assert witness.against(typed) == ""
    witness.look(written, typed)
    witness.look(saved, tap("Save", written))
    assert verdict(witness, saved) == "met"


def switched(do: str, label: str, before: Screen, after: Screen) -> str:
    """What is said of a step in which one switch was touched."""
    witness = Witness(step(do))
    witness.look(before)
    witness.look(after, tap(label, before))
    return verdict(witness, after)


def test_one_change_is_no_proof_of_a_condition_nor_of_all() -> None:
    off = paper("com.notes", ("text", "Sync"), ("switch", "Backup"), checked=False)
    on = paper("com.notes", ("text", "Sync"), ("switch", "Backup"), checked=True)
    for do, expected in (
        ("turn on backup", "met"),
        ("turn on backup if sync is off", "unknown"),
        ("turn on backup for all notes", "unknown"),
    ):
        assert switched(do, "Backup", off, on) == expected


def test_something_asked_to_be_shown_is_shown_elsewhere() -> None:
    witness = Witness(step("open the note Shopping", title="Shopping"))
    witness.look(LIST)
    assert verdict(witness, LIST) == "not_met"
    witness.look(PAGE, tap("Shopping", LIST))
    assert verdict(witness, PAGE) == "met"


def test_a_switch_already_as_wanted_is_evidence_when_it_is_just_what_was_named() -> None:
    for do, expected in (("turn off dark mode", "met"), ("turn off the dark mode schedule", "unknown")):
        witness = Witness(step(do))
        witness.look(ELSEWHERE)
        assert verdict(witness, ELSEWHERE) == expected


def test_a_draft_that_is_gone_after_it_was_sent_is_evidence() -> None:
    draft = paper("com.notes", ("input", "Late"), ("button", "Send"))
    box = paper("com.notes", *CHROME, ("button", "Inbox"))
    empty = paper("com.notes", ("input", ""), ("button", "Send"))
    witness = Witness(step("mail Late", text="Late"))
    witness.look(empty)
    witness.look(draft, act("type", "", empty, "Late"))
    assert verdict(witness, draft) == "not_met"
    witness.look(box, tap("Send", draft, "send"))
    assert verdict(witness, box) == "met"


def test_what_the_phone_itself_keeps_is_evidence_though_the_screen_shows_nothing() -> None:
    was: dict[Query, Fact] = {AskNow(): Now(iso="2026-03-05T22:00:00+01:00")}
    now = dict(was)
    was[AskTable(table="pictures")] = Rows(rows=())
    now[AskTable(table="pictures")] = Rows(rows=({"name": "IMG_1.jpg"},))
    viewer = paper("com.camera", ("button", "Take photo"), ("button", "Timer"))
    for do, expected in (("take a photo", "met"), ("take two photos", "unknown")):
        witness = Witness(Step(id="1", do=do, app="com.camera"), was=was)
        witness.look(viewer)
        witness.look(viewer, tap("Take photo", viewer))
        evidence = witness.proof(viewer, now)[0]
        assert evidence.verdict == expected
        assert witness.proof(viewer, was)[0].verdict == "unknown"


def test_a_row_that_the_phone_no_longer_keeps_is_deleted() -> None:
    was: dict[Query, Fact] = {
        AskNow(): Now(iso="2026-03-05T22:00:00+01:00"),
        AskTable(table="contacts"): Rows(rows=({"name": "Ada"}, {"name": "Bob"})),
    }
    for left, expected in (("Bob", "met"), ("Ada", "not_met")):
        now = was | {AskTable(table="contacts"): Rows(rows=({"name": left},))}
        page = paper("com.people", ("text", "Ada"), ("button", "Delete"))
        witness = Witness(
            Step(id="1", do="delete the contact", app="com.people", slots=(Slot(name="n", value="Ada"),)),
            was=was,
        )
        witness.look(page)
        witness.look(page, tap("Delete", page, "delete"))
        assert witness.proof(page, now)[0].verdict == expected


def test_a_page_that_shows_the_name_in_an_input_shows_it_as_long_as_nothing_typed_it() -> None:
    editor = paper("com.notes", ("button", "Back"), ("input", "Shopping"), ("button", "Save"))
    witness = Witness(step("show the note Shopping", title="Shopping"))
    witness.look(LIST)
    witness.look(editor, tap("Shopping", LIST))
    assert verdict(witness, editor) == "met"
    witness.look(editor, act("type", "Shopping", editor, text="Shopping"))
    assert verdict(witness, editor) == "not_met"


def test_a_question_for_a_count_is_answered_by_a_figure_of_it() -> None:
    counted = paper("com.notes", ("text", "Shopping"), ("text", "12 lines"), ("button", "Share"))
    for page, expected in ((counted, "met"), (PAGE, "unknown")):
        witness = Witness(step("how many lines does the note Shopping have?", title="Shopping"))
        witness.look(LIST)
        witness.look(page, tap("Shopping", LIST))
        assert verdict(witness, page) == expected


def test_a_question_seen_again_is_no_answer() -> None:
    asked = "how many weeks will it take"
    found = paper("com.notes", ("input", "Find"), ("text", asked))
    witness = Witness(step(f"{asked}?", query=asked))
    witness.look(LIST)
    witness.look(found, tap("Search", LIST))
    assert verdict(witness, found) != "met"


def test_what_is_only_to_be_shown_is_not_written_over() -> None:
    editor = paper("com.notes", ("input", "Milk and bread"))
    looking = Witness(step("show the note Shopping", title="Shopping"))
    assert looking.against(act("clear", "Milk and bread", editor))
    assert looking.against(act("type", "Milk and bread", editor, text="Shopping"))
    writing = Witness(step("open the note Shopping and replace all of it by eggs", text="eggs"))
    assert not writing.against(act("clear", "Milk and bread", editor))


def test_no_name_is_typed_over_a_number() -> None:
    editor = paper("com.notes", ("input", "5552089672"))
    witness = Witness(step("correct the number of Ada Stone", name="Ada Stone"))
    assert witness.against(act("type", "5552089672", editor, text="Ada Stone"))
    assert not witness.against(act("type", "5552089672", editor, text="5550001111"))


def test_a_command_is_known_without_the_words_that_every_command_has() -> None:
    menu = paper("com.notes", ("button", "Mark as unread"), ("button", "Delete"))
    witness = Witness(step("make the note Shopping unread", title="Shopping"))
    witness.look(LIST)
    witness.look(menu, act("long_press", "Shopping", LIST))
    witness.look(LIST, tap("Mark as unread", menu))
    assert verdict(witness, LIST) == "met"


def test_apps_star_their_favorites() -> None:
    page, starred = (
        paper("com.notes", ("text", "Shopping"), ("button", label), ("button", "Edit"), ("button", "Share"))
        for label in ("Add to favorites", "Remove from favorites")
    )
    witness = Witness(step("give the note Shopping a star", title="Shopping"))
    witness.look(LIST)
    witness.look(page, tap("Shopping", LIST))
    assert witness.so_already(page) is None
    witness.look(starred, tap("Add to favorites", page))
    assert verdict(witness, starred) == "met"
    before = Witness(step("give the note Shopping a star", title="Shopping"))
    before.look(LIST)
    before.look(starred, tap("Shopping", LIST))
    assert before.so_already(starred) is not None


def test_all_are_deleted_when_none_of_a_whole_list_is_left() -> None:
    two = paper("com.notes", *CHROME, ("button", "Remove from cart"), ("button", "Remove from cart"))
    one = paper("com.notes", *CHROME, ("button", "Remove from cart"))
    none = paper("com.notes", *CHROME, ("text", "Nothing here"))
    witness = Witness(step("remove everything from the cart"))
    witness.look(two)
    witness.look(one, tap("Remove from cart", two, "delete"))
    assert verdict(witness, one) == "unknown"
    witness.look(none, tap("Remove from cart", one, "delete"))
    assert verdict(witness, none) == "met"


def test_a_switch_that_is_named_whole_needs_nothing_else_to_be_seen() -> None:
    on, off = (
        paper("com.notes", ("switch", "Use Do Not Disturb"), ("text", "Sounds"), checked=state)
        for state in (True, False)
    )
    for said, expected in (
        ("the long meeting is over, end do not disturb", "met"),
        ("end the long day", "unknown"),
        ("do not disturb and bluetooth off", "unknown"),
    ):
        assert switched(said, "Use Do Not Disturb", on, off) == expected


def test_what_was_typed_is_known_from_the_words_where_no_slot_holds_it() -> None:
    editor = paper("com.notes", ("input", "Shopping"), ("button", "Save"))
    written = paper("com.notes", ("input", "Food"), ("button", "Save"))
    renamed = paper("com.notes", *CHROME, ("button", "Food"), ("button", "Trips"))
    for do, expected in (
        ("give the note Shopping the name Food", "met"),
        ("give the note Shopping a name", "unknown"),
    ):
        witness = Witness(step(do, title="Shopping"))
        witness.look(LIST)
        witness.look(editor, tap("Shopping", LIST))
        witness.look(written, act("type", "Shopping", editor, "Food"))
        witness.look(renamed, tap("Save", written))
        assert verdict(witness, renamed) == expected


def test_what_is_quoted_has_to_be_dealt_with() -> None:
    empty = paper("com.notes", ("input", ""), ("button", "Save"))
    typed = paper("com.notes", ("input", "Milk"), ("button", "Save"))
    saved = paper("com.notes", *CHROME, ("button", "Milk"))
    witness = Witness(step("write the note Milk and say “no eggs”", title="Milk"))
    witness.look(empty)
    witness.look(typed, act("type", "", empty, "Milk"))
    witness.look(saved, tap("Save", typed))
    assert witness.proof(saved)[0].text == "nothing was done with: no eggs"


def test_a_favorite_that_is_starred_no_more_is_none() -> None:
    star, unstar, add, remove = (
        paper("com.notes", ("text", "Shopping"), ("button", label), ("button", "Edit"), ("button", "Share"))
        for label in ("Star", "Unstar", "Add to favorites", "Remove from favorites")
    )
    for do, before, after, expected in (
        ("make the note Shopping a favorite", star, unstar, "met"),
        ("add the note Shopping to my favorites", add, remove, "met"),
        ("make the note Shopping a favorite", unstar, star, "unknown"),
        ("remove the note Shopping from my favorites", unstar, star, "met"),
        ("remove the note Shopping from my favorites", star, unstar, "unknown"),
    ):
        witness = Witness(step(do, title="Shopping"))
        witness.look(LIST)
        witness.look(before, tap("Shopping", LIST))
        witness.look(after, tap(before.elements[1].label, before))
        assert verdict(witness, after) == expected, do


def test_what_was_picked_elsewhere_and_stands_here_now_is_new() -> None:
    menu = paper("com.notes", ("text", "Move to"), ("button", "Shopping"), ("button", "Work"))
    for way, expected in (
        (("Add", "Shopping"), "met"),
        (("Add", "Work"), "unknown"),
        (("Search", "Shopping"), "unknown"),  # found, and nothing tells that it was added
    ):
        witness = Witness(step("add the list Shopping", title="Shopping"))
        witness.look(WITHOUT)
        witness.look(menu, tap(way[0], WITHOUT))
        witness.look(LIST, tap(way[1], menu))
        assert verdict(witness, LIST) == expected


def test_what_was_picked_in_a_dialog_and_is_shown_now_is_evidence_when_its_figures_are_the_steps() -> None:
    page = paper("com.notes", *CHROME, ("text", "Shopping"), ("button", "Edit"))
    dialog = paper("com.notes", ("button", "10 minutes before"), ("button", "30 minutes before"))
    for minutes, expected in ((30, "met"), (10, "unknown")):
        label = f"{minutes} minutes before"
        reminded = paper("com.notes", *CHROME, ("text", "Shopping"), ("text", label), ("button", "Edit"))
        witness = Witness(step("put a reminder on Shopping, 30 minutes ahead", title="Shopping"))
        witness.look(page)
        witness.look(dialog, tap("Edit", page))
        witness.look(reminded, tap(label, dialog))
        assert verdict(witness, reminded) == expected


def test_a_list_that_a_command_of_that_name_emptied_is_evidence() -> None:
    full = paper("com.notes", ("text", "History"), ("button", "Clear history"), ("button", "Shopping"))
    empty = paper("com.notes", ("text", "History"), ("button", "Clear history"), ("text", "No history yet"))
    for do, left, expected in (
        ("wipe the history", empty, "met"),
        ("wipe the history", full, "unknown"),
        ("wipe every drawing", empty, "not_met"),
    ):
        witness = Witness(step(do))
        witness.look(full)
        witness.look(DIALOG, tap("Clear history", full, "delete"))
        witness.look(left, tap("Delete", DIALOG, "delete"))
        assert verdict(witness, left) == expected, do


def test_a_row_that_lost_what_was_asked_for_is_no_evidence_nor_is_the_way_there_taken() -> None:
    menu = paper("com.notes", ("button", "Unpin"), ("button", "Share"))
    pinned = paper("com.notes", *CHROME, ("button", "Shopping\nPinned"), ("button", "Trips"))
    for do, verdict_, against in (
        ("make sure Shopping is pinned", "unknown", True),
        ("unpin Shopping", "met", False),
    ):
        witness = Witness(step(do, title="Shopping"))
        witness.look(pinned)
        witness.look(menu, act("long_press", "Shopping Pinned", pinned))
        assert bool(witness.against(tap("Unpin", menu))) is against
        witness.look(LIST, tap("Unpin", menu))
        assert verdict(witness, LIST) == verdict_


def test_a_question_that_confirms_one_deletion_is_no_second_one() -> None:
    menu = paper("com.notes", *CHROME, ("text", "Shopping"), ("button", "Delete"))
    empty = paper("com.notes", *CHROME, ("text", "Trips"))
    witness = Witness(step("delete all my notes"))
    witness.look(LIST)
    witness.look(menu, tap("Shopping", LIST))
    witness.look(DIALOG, tap("Delete", menu, "delete"))
    witness.look(empty, tap("Delete", DIALOG, "delete"))
    assert verdict(witness, empty) != "met"


def test_what_was_deleted_among_what_was_found_or_in_a_conversation_is_gone() -> None:
    found = hinted("Search", paper("com.notes", ("input", "Shopping"), ("button", "Shopping\nmilk")))
    none = hinted("Search", paper("com.notes", ("input", "Shopping"), ("text", "Nothing was found")))
    witness = Witness(step("delete the note Shopping", title="Shopping"))
    witness.look(found)
    witness.look(DIALOG, act("long_press", "Shopping milk", found))
    witness.look(none, tap("Delete", DIALOG, "delete"))
    assert verdict(witness, none) == "met" and verdict(witness, found) != "met"
    chat = paper("com.notes", ("text", "Ada"), *CHROME, ("text", "See you"), ("text", "Later"))
    less = paper("com.notes", ("text", "Ada"), *CHROME, ("text", "See you"))
    for left, expected in ((less, "met"), (chat, "not_met")):
        witness = Witness(step("delete the last message of Ada", name="Ada"))
        witness.look(chat)
        witness.look(DIALOG, act("long_press", "Later", chat))
        witness.look(left, tap("Delete", DIALOG, "delete"))
        assert verdict(witness, left) == expected


def test_a_command_of_a_menu_may_need_more_than_one_touch() -> None:
    menu = paper("com.notes", ("text", "Shopping"), ("button", "Copy to"), ("button", "Share"))
    folders = paper("com.notes", ("text", "Choose"), ("button", "Home"), ("button", "Cancel"))
    for do, last, expected in (
        ("copy Shopping to Home", "Home", "met"),
        ("copy Shopping to Home", "Cancel", "unknown"),
        ("print Shopping at Home", "Home", "unknown"),
    ):
        witness = Witness(step(do, title="Shopping"))
        witness.look(LIST)
        witness.look(menu, act("long_press", "Shopping", LIST))
        witness.look(folders, tap("Copy to", menu))
        witness.look(LIST, tap(last, folders))
        assert verdict(witness, LIST) == expected, (do, last)


def test_a_number_that_was_counted_up_to_what_the_step_says_is_evidence() -> None:
    def cart(count: str) -> Screen:
        return paper("com.notes", *CHROME, ("text", "Lamp"), ("text", count), ("button", "Increase quantity"))

    for count, expected in (("4", "met"), ("3", "unknown")):
        witness = Witness(step("put 4 lamps in the cart", thing="Lamp"))
        witness.look(cart("1"))
        witness.look(cart(count), tap("Increase quantity", cart("1")))
        assert verdict(witness, cart(count)) == expected


def test_a_button_that_was_asked_for_and_offers_something_else_now_was_heard() -> None:
    stopped = paper("com.notes", *CHROME, ("text", "Stopwatch"), ("button", "Start"))
    runs = paper("com.notes", *CHROME, ("text", "Stopwatch"), ("button", "Pause"))
    for do, expected in (("start it", "met"), ("set it to zero", "unknown")):
        witness = Witness(step(do))
        witness.look(stopped)
        witness.look(runs, tap("Start", stopped))
        assert verdict(witness, runs) == expected


def test_an_editor_in_which_nothing_was_written_is_no_open_one() -> None:
    pin = hinted("Title", paper("com.notes", ("input", "Shopping"), ("button", "Pin"), ("button", "Share")))
    pinned = hinted(
        "Title", paper("com.notes", ("input", "Shopping"), ("button", "Unpin"), ("button", "Share"))
    )
    witness = Witness(step("pin the note Shopping", title="Shopping"))
    witness.look(LIST)
    witness.look(pin, tap("Shopping", LIST))
    witness.look(pinned, tap("Pin", pin))
    assert verdict(witness, pinned) == "met"


def test_the_first_screen_answers_a_question_when_it_says_more_than_was_asked() -> None:
    asked = step("what is in the note Shopping?", title="Shopping")
    told = paper("com.notes", *CHROME, ("button", "Shopping\nmilk and eggs"))
    for screen, expected in ((told, "met"), (LIST, "not_met")):
        witness = Witness(asked)
        witness.look(screen)
        assert verdict(witness, screen) == expected


def test_a_switch_whose_row_says_how_it_is_was_switched() -> None:
    on = paper("com.notes", *CHROME, ("switch", "8:10 AM\nAlarm on"), checked=True)
    off = paper("com.notes", *CHROME, ("switch", "8:10 AM\nAlarm off"), checked=False)
    witness = Witness(step("switch every alarm off"))
    witness.look(on)
    witness.look(off, tap("8:10 AM Alarm on", on))
    assert [effect.state for effect in witness.effects] == [False]


def test_a_name_may_be_written_over_where_another_is_to_stand() -> None:
    named = paper("com.notes", ("input", "Shopping"), ("text", "Shopping"))
    for do, name, against in (
        ("call the list Shopping Errands from now on", "Errands", False),
        ("Shopping is a bad title, take Errands", "Errands", False),
        ("put milk on Shopping", "milk", True),
    ):
        witness = Witness(step(do, title=name))
        witness.look(named)
        assert bool(witness.against(act("type", "Shopping", named, text=name))) is against, do


def test_what_was_typed_over_before_it_was_kept_was_not_done() -> None:
    form = paper("com.notes", ("input", "Milk"), ("button", "Save"))
    kept = paper("com.notes", *CHROME, ("text", "Eggs"), ("text", "Milkshake"))
    witness = Witness(step("add Milk and Eggs to the list", things="Milk and Eggs"))
    empty = paper("com.notes", ("input", ""), ("button", "Save"))
    witness.look(empty)
    witness.look(form, Act("type", empty.elements[0], empty, "Milk"))
    filled = paper("com.notes", ("input", "Eggs"), ("button", "Save"))
    witness.look(filled, Act("type", form.elements[0], form, "Eggs"))
    witness.look(kept, tap("Save", filled))
    assert verdict(witness, kept) == "unknown"


def test_no_sum_is_left_out() -> None:
    empty = paper("com.notes", ("input", ""), ("button", "Save"))
    filled = paper("com.notes", ("input", "Lamp"), ("button", "Save"))
    for label, expected in (("Lamp", "unknown"), ("Lamp\n$36.90", "met")):
        kept = paper("com.notes", *CHROME, ("button", label))
        witness = Witness(step("write down the Lamp for $36.90", thing="Lamp"))
        witness.look(empty)
        witness.look(filled, Act("type", empty.elements[0], empty, "Lamp"))
        witness.look(kept, tap("Save", filled))
        assert verdict(witness, kept) == expected, label


def test_what_only_tells_where_the_words_are_is_not_typed() -> None:
    letter = hinted("Text message", paper("com.notes", ("input", ""), ("button", "Send")))
    witness = Witness(step("text Ada the address of the hotel", name="Ada"))
    typed = Act("type", letter.elements[0], letter, "the address of the hotel")
    assert witness.against(typed)
    assert not witness.against(Act("type", letter.elements[0], letter, "Elm Street 4"))


def test_a_command_for_one_of_two_things_is_not_both() -> None:
    menu = paper("com.notes", ("text", "Options"), ("button", "Flash on"), ("button", "Flash off"))
    for do, expected in (("flash on", "met"), ("one picture, and the flash should be on", "unknown")):
        witness = Witness(step(do))
        witness.look(LIST)
        witness.look(menu, tap("Menu", LIST))
        witness.look(LIST, tap("Flash on", menu))
        assert verdict(witness, LIST) == expected, do


def test_a_row_that_was_only_read_is_not_what_was_asked_for() -> None:
    unread = paper("com.notes", *CHROME, ("button", "Board game\n2 unread"), ("button", "Trips"))
    read = paper("com.notes", *CHROME, ("button", "Board game"), ("button", "Trips"))
    inside = paper("com.notes", ("text", "Board game"), ("text", "See you"))
    witness = Witness(step("Board game goes on without me", group="Board game"))
    witness.look(unread)
    witness.look(inside, tap("Board game 2 unread", unread))
    witness.look(read)
    assert verdict(witness, read) != "met"


def test_a_switch_called_what_is_asked_for_is_to_be_on() -> None:
    def page(on: bool) -> Screen:
        return paper("com.notes", *CHROME, ("switch", "Remove animations"), checked=on)

    for was in (True, False):
        witness = Witness(step("remove the animations"))
        witness.look(page(was))
        witness.look(page(not was), tap("Remove animations", page(was)))
        assert (verdict(witness, page(not was)) == "met") is not was


def test_a_long_text_is_not_written_over() -> None:
    letter = paper("com.notes", ("input", "Dear Ada, see you soon"), ("button", "Save"))
    for do, against in (("add the line Bye to the letter", True), ("empty the letter and write Bye", False)):
        witness = Witness(step(do, text="Bye"))
        witness.look(letter)
        assert bool(witness.against(Act("type", letter.elements[0], letter, "Bye"))) is against


def test_the_other_choice_is_not_taken_where_one_is_named() -> None:
    def dialog(*labels: str) -> Screen:
        """A choice of one, which is the last."""
        screen = paper("com.notes", *(("switch", label) for label in labels), checked=False)
        *others, last = screen.elements
        on = last.model_copy(update={"state": last.state.model_copy(update={"checked": True})})
        return screen.model_copy(update={"elements": (*others, on)})

    units = dialog("Celsius", "Fahrenheit", "Kelvin")
    witness = Witness(step("show degrees in Celsius"))
    assert witness.against(tap("Fahrenheit", units)) and not witness.against(tap("Celsius", units))
    assert not Witness(step("use other units")).against(tap("Fahrenheit", units))
    ranks = dialog("High", "Low", "No priority")
    assert not Witness(step("give it high priority")).against(tap("High", ranks))
    often = dialog("Every week", "Every month", "Does not repeat")
    assert not Witness(step("repeat it weekly")).against(tap("Every week", often))
    days = dialog("Monday", "Tuesday", "Friday", "Sunday")
    assert not Witness(step("from Monday to Friday")).against(tap("Tuesday", days))
