"""What a Caller can say: acts on elements, never free text, coordinates, packages or URLs; pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .plan import Slot
from .screen import Screen
from .value import Value

Direction = Literal["up", "down", "left", "right"]


class Tap(Value):
    kind: Literal["tap"] = "tap"
    target: int


class LongPress(Value):
    kind: Literal["long_press"] = "long_press"
    target: int


class Type(Value):
    """Replace the text of an input by a slot's value."""

    kind: Literal["type"] = "type"
    target: int
    slot: str


class Clear(Value):
    kind: Literal["clear"] = "clear"
    target: int


class Submit(Value):
    """Press the keyboard's action key (search, send, go, next) in the input that has the cursor."""

    kind: Literal["submit"] = "submit"
    target: int


class Scroll(Value):
    """Bring more of the list (or of the whole screen) into view."""

    kind: Literal["scroll"] = "scroll"
    direction: Direction  # the way the content is searched: "down" shows what is below
    target: int | None = None  # None: the whole screen


class Back(Value):
    kind: Literal["back"] = "back"


class Home(Value):
    kind: Literal["home"] = "home"


class OpenApp(Value):
    """Open the step's app."""

    kind: Literal["open_app"] = "open_app"


class Wait(Value):
    kind: Literal["wait"] = "wait"


class Read(Value):
    """Keep an element's text in a slot."""

    kind: Literal["read"] = "read"
    target: int
    slot: str


class Ask(Value):
    """Hand over to the person."""

    kind: Literal["ask"] = "ask"


class Done(Value):
    """Nothing is left to do for this step."""

    kind: Literal["done"] = "done"


class GiveUp(Value):
    kind: Literal["give_up"] = "give_up"


Action = Annotated[
    Tap
    | LongPress
    | Type
    | Clear
    | Submit
    | Scroll
    | Back
    | Home
    | OpenApp
    | Wait
    | Read
    | Ask
    | Done
    | GiveUp,
    Field(discriminator="kind"),
]


class Cost(Value):
    """What a decision cost."""

    tokens: int = 0  # tokens the model read
    cached_tokens: int = 0  # of which not computed again
    passes: int = 0  # of a generating model
    ms: float = 0.0  # wall milliseconds in all
    render_ms: float = 0.0  # from the screen to tokens, pruning included
    prune_ms: float = 0.0  # of which choosing what is shown
    model_ms: float = 0.0  # in the model's engine
    native_ms: float = 0.0  # of which inside its library's calls, where the engine counts them


class Alternative(Value):
    """Another legal action and its probability."""

    action: Action
    probability: float


class Choice(Value):
    """A Caller's decision over the legal actions of one screen."""

    action: Action
    probability: float  # of `action` among all legal ones, 0..1
    margin: float  # probability less the runner-up's, 0..1
    alternatives: tuple[Alternative, ...] = ()  # the next best, best first
    bound: Slot | None = None  # text the Caller cut out of the step's own words, when `action` types it
    cost: Cost = Cost()


def phrase(action: Action, screen: Screen, slots: dict[str, str]) -> str:
    """The action in the plain words a Caller reads as history, e.g. `tap "More options"`.

    slots: shown values by slot name; a name that is missing is shown as itself (secrets).
    """
    target = getattr(action, "target", None)
    element = screen.element(target) if target is not None else None
    label = (element.label or element.own_name) if element else ""
    match action:
        case Type():
            return f'type "{slots.get(action.slot, action.slot)}" into "{label}"'
        case Read():
            return f'read "{label}"'
        case Scroll():
            return f"scroll {action.direction}"
        case Tap() | LongPress() | Clear() | Submit():
            return f'{action.kind.replace("_", " ")} "{label}"'
        case _:
            return action.kind.replace("_", " ")
