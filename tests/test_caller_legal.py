"""Legal actions: every one can be done here, none that can is missing, always in the same order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edgelam.caller.legal import OWN_WORDS, legal_actions
from edgelam.core.action import Clear, LongPress, OpenApp, Read, Scroll, Submit, Tap, Type
from edgelam.core.plan import Slot, Step
from edgelam.core.screen import Bounds, Element, Screen, State

ALL = ("tap_at", "long_press_at", "set_text", "drag", "press_key", "launch_app")
BOX = Bounds(left=0, top=0, right=100, bottom=50)
STEP = Step(id="1", do="do it", app="a.b", slots=(Slot(name="who", value="Mom"),))

states = st.builds(
    State,
    enabled=st.booleans(),
    focused=st.booleans(),
    password=st.booleans(),
    scrollable=st.booleans(),
    clickable=st.booleans(),
    long_clickable=st.booleans(),
)
boxes = st.sampled_from(
    [BOX, Bounds(left=0, top=0, right=0, bottom=9), Bounds(left=0, top=0, right=900, bottom=90)]
)
roles = st.sampled_from(["button", "input", "checkbox", "switch", "text", "image", "list", "other"])
screens = st.lists(
    st.builds(
        lambda role, text, state, bounds: (role, text, state, bounds),
        roles,
        st.sampled_from(["", "x"]),
        states,
        boxes,
    ),
    max_size=6,
).map(
    lambda rows: Screen(
        elements=tuple(
            Element(ref=i, role=r, text=t, state=s, bounds=b) for i, (r, t, s, b) in enumerate(rows, 1)
        )
    )
)


def kinds(screen: Screen, step: Step = STEP, capabilities: tuple[str, ...] = ALL, **more: object) -> set[str]:
    return {a.kind for a in legal_actions(screen, step, capabilities, **{"may_finish": True, **more})}  # type: ignore[arg-type]


@given(screen=screens, may_finish=st.booleans())
def test_targets_are_there_enabled_and_visible(screen: Screen, may_finish: bool) -> None:
    legal = legal_actions(screen, STEP, ALL, may_finish=may_finish)
    assert len(legal) == len(set(legal))
    assert legal == legal_actions(screen, STEP, ALL, may_finish=may_finish)
    assert ("done" in {a.kind for a in legal}) == may_finish
    for action in legal:
        target = getattr(action, "target", None)
        if target is not None:
            found = screen.element(target)
            assert found is not None
            assert found.state.enabled
            assert found.bounds.area > 0
            assert not isinstance(action, Type | Clear) or found.role == "input"
            assert not isinstance(action, Submit) or (found.editable and found.state.focused and found.text)
            assert not isinstance(action, Scroll) or found.state.scrollable
            assert not isinstance(action, LongPress) or found.state.long_clickable


def test_typing_takes_the_slots_of_the_step_and_its_own_words() -> None:
    field = Element(ref=1, role="input", text="old", bounds=BOX)
    legal = legal_actions(Screen(elements=(field,)), STEP, ALL, may_finish=False)
    assert [a for a in legal if isinstance(a, Type)] == [
        Type(target=1, slot="who"),
        Type(target=1, slot=OWN_WORDS),
    ]
    assert Clear(target=1) in legal
    assert Tap(target=1) in legal


def test_what_stands_at_the_cursor_is_submitted() -> None:
    here = State(focused=True)
    fields = (
        Element(ref=1, role="input", text="tea", bounds=BOX, state=here),
        Element(ref=2, role="input", text="tea", bounds=BOX),
        Element(ref=3, role="input", hint="Search", bounds=BOX, state=here),
    )
    legal = legal_actions(Screen(elements=fields), STEP, ALL, may_finish=False)
    assert [a for a in legal if isinstance(a, Submit)] == [Submit(target=1)]
    assert "submit" not in kinds(Screen(elements=fields), capabilities=("tap_at", "set_text"))


def test_words_without_a_control_are_only_tapped_where_no_control_is_known() -> None:
    label = Element(ref=1, role="text", text="Wi-Fi", bounds=BOX)
    button = Element(ref=2, role="button", bounds=BOX)
    assert "tap" in kinds(Screen(elements=(label,)))
    taps = legal_actions(Screen(elements=(label, button)), STEP, ALL, may_finish=False)
    assert [a for a in taps if isinstance(a, Tap)] == [Tap(target=2)]


def test_the_app_is_opened_only_from_outside() -> None:
    assert OpenApp() in legal_actions(Screen(elements=(), package="c.d"), STEP, ALL, may_finish=False)
    assert "open_app" not in kinds(Screen(elements=(), package="a.b"))
    assert "open_app" not in kinds(Screen(elements=()), Step(id="1", do="x"))


def test_reading_needs_a_step_that_reads_and_no_password() -> None:
    shown = Element(ref=1, role="text", text="42", bounds=BOX)
    secret = Element(ref=2, role="input", text="....", bounds=BOX, state=State(password=True))
    step = STEP.model_copy(update={"read_as": "code"})
    legal = legal_actions(Screen(elements=(shown, secret)), step, ALL, may_finish=False)
    assert [a for a in legal if isinstance(a, Read)] == [Read(target=1, slot="code")]
    assert "read" not in kinds(Screen(elements=(shown,)))


def test_one_list_is_scrolled_as_the_screen_and_several_by_name() -> None:
    one = Element(ref=1, role="list", bounds=BOX, state=State(scrollable=True))
    strip = Element(
        ref=2, role="other", bounds=Bounds(left=0, top=0, right=900, bottom=90), state=State(scrollable=True)
    )
    scrolls = [
        a for a in legal_actions(Screen(elements=(one,)), STEP, ALL, may_finish=False) if a.kind == "scroll"
    ]
    assert scrolls == [Scroll(direction="down"), Scroll(direction="up")]
    both = legal_actions(Screen(elements=(one, strip)), STEP, ALL, may_finish=False)
    assert {Scroll(direction="down", target=1), Scroll(direction="right", target=2)} <= set(both)
    assert Scroll(direction="down", target=2) not in both


def test_a_low_list_on_a_screen_that_lies_on_its_side_is_no_strip() -> None:
    wide = Bounds(left=0, top=200, right=2400, bottom=800)
    low = Element(ref=1, role="list", bounds=wide, state=State(scrollable=True))
    for height, expected in ((1080, Scroll(direction="down")), (5000, Scroll(direction="right"))):
        screen = Screen(elements=(low,), width=2400, height=height)
        scrolls = [a for a in legal_actions(screen, STEP, ALL, may_finish=False) if a.kind == "scroll"]
        assert scrolls[0] == expected


def test_driver_and_policy_narrow_it() -> None:
    screen = Screen(elements=(Element(ref=1, role="input", text="x", bounds=BOX),))
    assert kinds(screen, capabilities=()) == {"wait", "ask", "done", "give_up"}
    assert kinds(screen, capabilities=("press_key",)) == {"back", "home", "wait", "ask", "done", "give_up"}
    assert kinds(screen, verbs={"tap", "ask"}) == {"tap", "ask"}
