"""The narrow waists: what a phone, an engine, a Planner and a Caller must offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from .action import Action, Choice
from .catalogue import Catalogue
from .command import Command
from .fact import Fact, Query
from .plan import Plan, Step
from .screen import Screen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
else:
    Vectors = Any


class Driver(Protocol):
    """A phone. Every method blocks until it is done and raises a DeviceError when it cannot be.

    `perform` sends an act at most once: when its answer is lost it raises, and whoever called looks again.
    """

    @property
    def serial(self) -> str:
        """The phone's name."""
        ...

    @property
    def capabilities(self) -> frozenset[str]:
        """Kinds of commands and queries this driver has."""
        ...

    def observe(self) -> Screen:
        """One look at the screen as it is now; it may still be moving. Raises ObserveFailed."""
        ...

    def perform(self, command: Command) -> None:
        """Do it once. Raises CommandFailed, Unsupported, DeviceLost, DeviceTimeout."""
        ...

    def query(self, query: Query) -> Fact:
        """Ask for device state; the answer's class belongs to the query's. May be retried inside."""
        ...

    def screenshot(self) -> bytes:
        """The screen as PNG."""
        ...

    def close(self) -> None:
        """Let the phone go; may be called twice."""
        ...


class Encoder(Protocol):
    """A bidirectional model that gives one vector a token."""

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """The longest input."""
        ...

    def encode(self, tokens: Sequence[int]) -> Vectors:
        """float32 of shape (len(tokens), width). Raises ModelError."""
        ...

    def close(self) -> None:
        """Free the model; may be called twice."""
        ...


class Decoder(Protocol):
    """A causal model with kept state: the tokens evaluated so far.

    Whatever happened before, `evaluate` gives the same logits for the same tokens, up to rounding.
    """

    @property
    def vocabulary(self) -> int:
        """Number of tokens."""
        ...

    @property
    def longest(self) -> int:
        """The longest input in tokens."""
        ...

    @property
    def kept(self) -> tuple[int, ...]:
        """The tokens whose state is held."""
        ...

    def cached(self, tokens: Sequence[int]) -> int:
        """How many leading tokens of `tokens` need not be computed: their state is held and usable."""
        ...

    def tokenize(self, text: str, *, special: bool = False) -> list[int]:
        """Text to tokens; only with `special` can the model's control tokens come out."""
        ...

    def piece(self, token: int) -> bytes:
        """The bytes a token spells."""
        ...

    def evaluate(self, tokens: Sequence[int]) -> Vectors:
        """Logits, float32 (vocabulary,), after all of `tokens`; good until the next call: copy to keep.

        The longest kept prefix is not computed again. Raises ModelError; what is kept then is said by `kept`.
        """
        ...

    def abort(self) -> None:
        """End a running evaluation from another thread; it raises ModelError there. Idle, it does nothing."""
        ...

    def close(self) -> None:
        """Free the model; may be called twice. Evaluating afterwards raises ModelError."""
        ...


class ChatDecoder(Decoder, Protocol):
    """A decoder that knows how a conversation is written for it."""

    @property
    def template(self) -> str:
        """Its chat template (jinja2); empty where the model has none."""
        ...

    @property
    def begin(self) -> str:
        """Text of the token a text begins with; empty for none."""
        ...

    @property
    def finish(self) -> str:
        """Text of the token a text ends with; empty for none."""
        ...

    @property
    def end(self) -> int:
        """The token that ends a turn."""
        ...


@runtime_checkable
class Branching(Protocol):
    """A decoder that can look at several continuations in one pass."""

    @property
    def branches(self) -> int:
        """How many at once; with less than two it is no use."""
        ...

    def evaluate_many(self, prefix: Sequence[int], continuations: Sequence[Sequence[int]]) -> Vectors:
        """Logits, float32 (continuations, vocabulary), after `prefix` and each; good until the next call.

        None may be empty. Afterwards `prefix` is kept, and any of them that the next evaluation goes on from.
        Raises ModelError.
        """
        ...


State = bytes | bytearray | memoryview


class Restorable(Protocol):
    """A decoder whose state can be taken out and put back."""

    @property
    def can_cut(self) -> bool:
        """Whether it can go back to a part of what is kept; recurrent networks cannot."""
        ...

    @property
    def kept(self) -> tuple[int, ...]:
        """The tokens whose state is held."""
        ...

    def cached(self, tokens: Sequence[int]) -> int:
        """How many leading tokens of `tokens` need not be computed, see Decoder."""
        ...

    def snapshot(self) -> State:
        """The state of `kept`, to be given back to `restore` of the same model, build and context."""
        ...

    def restore(self, tokens: Sequence[int], state: State) -> None:
        """Take a snapshot of exactly these tokens back. Raises ModelError; then nothing is kept."""
        ...


@runtime_checkable
class ReadingAhead(Protocol):
    """A Decoder that computes while nobody waits for it."""

    def read_ahead(self, tokens: Sequence[int]) -> None:
        """Begin to evaluate tokens that the next input will probably begin with; the next call waits for it.

        What the next input does not begin with is lost time, never a wrong answer.
        """
        ...


class Planner(Protocol):
    """Goal to plan. It never sees a screen."""

    def plan(self, goal: str, catalogue: Catalogue) -> Plan:
        """The plan, with spans of the goal in its slots; declined plans have no steps. Raises GoalError."""
        ...


class Hints(Protocol):
    """What is known of an app before it is looked at: which labels lie behind the elements of a screen."""

    def leads(self, step: Step, screen: Screen) -> Mapping[int, str]:
        """Element ref -> labels that become reachable by tapping it, what the step needs first."""
        ...


class Caller(Protocol):
    """Step and screen to one action. It never sees later steps, secrets or the vault."""

    def choose(self, step: Step, screen: Screen, history: Sequence[str], legal: Sequence[Action]) -> Choice:
        """The most probable of the legal actions (never empty). History is oldest first, in plain phrases."""
        ...


@runtime_checkable
class Foreseeing(Protocol):
    """A Caller that uses the time in which the phone moves."""

    def foresee(self, step: Step, history: Sequence[str]) -> None:
        """Get ready for a choice about this step after this history; only its screen is not known yet.

        Returns at once. Asked otherwise next, the Caller chooses as ever. Raises ModelError.
        """
        ...
