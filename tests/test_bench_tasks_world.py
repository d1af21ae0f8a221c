"""The world a task is drawn in: seeded, and nothing is picked twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bench.tasks.world import World, spoken
from device_drivers.virtual.fixture import Note, default_fixture


def test_the_same_seed_and_name_draw_the_same() -> None:
    def drawn(world: World) -> tuple[object, ...]:
        return world.contact(), world.clock(), world.phrase(), world.number(), world.day(), world.stranger()

    assert drawn(World(3, "a-task")) == drawn(World(3, "a-task"))
    assert drawn(World(3, "a-task")) != drawn(World(3, "another-task"))


def test_nothing_is_picked_twice() -> None:
    world = World(1, "t")
    count = len(world.things("notes"))
    picked = [world.pick("notes").title for _ in range(count)]
    assert len(set(picked)) == count
    with pytest.raises(LookupError):
        world.pick("notes")


def test_what_is_added_is_on_the_phone_and_picked_by_nobody_else() -> None:
    world = World(1, "t")
    world.put("notes", [])
    world.add("notes", Note(title="Mine"))
    with pytest.raises(LookupError):
        world.pick("notes")
    assert [note.title for note in world.fixture().notes] == ["Mine"]


def test_the_rest_of_the_phone_is_the_everyday_one() -> None:
    world, everyday = World(2, "t"), default_fixture(2)
    world.drop("notes")
    assert world.fixture() == everyday.model_copy(update={"notes": ()})


def test_a_new_contact_is_nobody_known() -> None:
    world = World(1, "t")
    known = {person.name for person in world.things("contacts")}
    new = world.contact(email="new@example.org")
    assert new.name not in known
    assert new in world.fixture().contacts


def test_days_and_times_are_within_bounds() -> None:
    world = World(5, "t")
    for _ in range(50):
        hour, minute = world.clock(7, 9, step=15)
        assert 7 <= hour <= 9
        assert minute in (0, 15, 30, 45)
        assert timedelta(0) < world.day(1, 3) - world.now <= timedelta(days=3)


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [(0, 5, "12:05 am"), (7, 0, "7 am"), (12, 30, "12:30 pm"), (23, 59, "11:59 pm")],
)
def test_times_are_said_as_people_do(hour: int, minute: int, said: str) -> None:
    assert spoken(hour, minute) == said
