"""What a step must bring about, and how it is looked up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from edgelam.core.event import Evidence, Queried, Verdict
from edgelam.core.fact import AskFront, AskNow, Fact, Now, Query
from edgelam.core.plan import Expectation, Front, Hides, Holds, Shows
from edgelam.core.screen import Screen
from edgelam.verify.device import check_front, check_holds
from edgelam.verify.onscreen import check_hides, check_shows

from .parts import Parts

Facts = dict[Query, Fact]


def ask_device(query: Query, parts: Parts) -> Iterator[Queried]:
    """Ask the driver, as an event."""
    started = parts.now()
    fact = parts.driver.query(query)
    yield Queried(query=query, fact=fact, ms=(parts.now() - started) * 1000)


def device_time(facts: Facts) -> datetime:
    """The phone's own clock, from the facts gathered."""
    fact = facts.get(AskNow())
    return datetime.fromisoformat(fact.iso) if isinstance(fact, Now) else datetime.now().astimezone()


def gather(
    expect: tuple[Expectation, ...], parts: Parts, facts: Facts, also: tuple[Query, ...] = ()
) -> Iterator[Queried]:
    """Ask for everything the device-side expectations need, and for something else, into `facts`."""
    queries: list[Query] = [*also]
    for expectation in expect:
        if isinstance(expectation, Holds):
            queries += [expectation.query, AskNow()]
        elif isinstance(expectation, Front):
            queries.append(AskFront())
    for query in dict.fromkeys(queries):
        for event in ask_device(query, parts):
            facts[query] = event.fact
            yield event


def judge_all(
    expect: tuple[Expectation, ...], facts: Facts, before: Facts, screen: Screen | None, seen: frozenset[str]
) -> tuple[Evidence, ...]:
    """The evidence for each expectation; those that need a screen are unknown without one."""
    found: list[Evidence] = []
    for expectation in expect:
        match expectation:
            case Holds():
                fact = facts[expectation.query]
                found.append(
                    check_holds(expectation, fact, before.get(expectation.query), device_time(facts))
                )
            case Front():
                found.append(check_front(expectation, facts[AskFront()]))
            case Shows() if screen is not None:
                found.append(check_shows(expectation, screen))
            case Hides() if screen is not None:
                found.append(check_hides(expectation, screen, seen))
            case _:
                found.append(Evidence(verdict="unknown"))
    return tuple(found)


def verdict_of(evidence: tuple[Evidence, ...]) -> Verdict:
    """Met only when everything is; not met when anything is not."""
    verdicts = {e.verdict for e in evidence}
    if "not_met" in verdicts:
        return "not_met"
    return "met" if verdicts == {"met"} else "unknown"
