"""Asking a model that may die under the question."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Literal, TypeVar

from edgelam.core.errors import ModelCrashed
from edgelam.core.event import Crashed, Event

T = TypeVar("T")


def asking(
    question: Callable[[], T], model: Literal["planner", "caller"], step: str = ""
) -> Generator[Event, None, T]:
    """The answer. When the model's process dies, that is said and it is asked once more.

    Raises ModelCrashed when it dies again.
    """
    try:
        return question()
    except ModelCrashed as error:
        yield Crashed(step=step, model=model, reason=str(error))
    return question()
