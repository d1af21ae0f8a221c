"""How the tasks about recipes are judged."""

from __future__ import annotations

from bench.tasks.catalogue._recipes import BOOK
from bench.tasks.judges import (
    Want,
    added,
    changed,
    difference,
    fits,
    removed,
    squeeze,
)
from bench.tasks.state import Row, State
from bench.tasks.task import Before, Judge

THIS: dict[str, Want] = {"title": "{dish}"}
ITEM: dict[str, Want] = {"name": "{item}"}


def goods(state: State) -> list[tuple[str, str, str, float]]:
    """What is on the shopping list: name, unit, whether it is checked, amount."""
    rows = state.tables["shopping"]
    return sorted((r["name"], r["unit"], r["checked"], float(r["amount"] or 0)) for r in rows)


def _bought_for(after: State, before: Before, servings: int) -> bool:
    """The ingredients of the dish, for so many, are on the list."""
    found = [row for row in before.state.tables["recipes"] if row["title"] == before.params["dish"]]
    if len(found) != 1:
        return False
    factor = servings / int(found[0]["servings"])
    parts = before.state.rows("ingredients", recipe_id=found[0]["_id"])
    new = [(r["name"], r["unit"], "0", round(float(r["amount"] or 0) * factor, 3)) for r in parts]
    return goods(after) == sorted([*goods(before.state), *new])


def check_all_bought(after: State, before: Before) -> bool:
    return _bought_for(after, before, 4)


def check_bought_for_more(after: State, before: Before) -> bool:
    return _bought_for(after, before, int(before.params["servings"]))


def check_scaled(after: State, before: Before) -> bool:
    """The dish is shown for so many, the others as before."""
    idents = [row["_id"] for row in before.state.tables["recipes"] if row["title"] == before.params["dish"]]
    shown = {row["_id"]: row["shown_servings"] for row in before.state.tables["recipe_servings"]}
    wanted = {**shown, idents[0]: before.params["servings"]}
    return {row["_id"]: row["shown_servings"] for row in after.tables["recipe_servings"]} == wanted


def check_gone(after: State, before: Before) -> bool:
    """The recipe with all its parts is gone, and nothing else is."""
    idents = [row["_id"] for row in before.state.tables["recipes"] if row["title"] == before.params["dish"]]
    for table in ("ingredients", "cooking_steps"):
        kept = [dict(row) for row in before.state.tables[table] if row["recipe_id"] not in idents]
        if kept != [dict(row) for row in after.tables[table]]:
            return False
    return removed("recipes", THIS).check(after, before)


def _new_parts(after: State, before: Before, table: str) -> list[Row]:
    """The rows of a new recipe."""
    known = {row["_id"] for row in before.state.tables["recipes"]}
    new = {row["_id"] for row in after.tables["recipes"]} - known
    return [row for row in after.tables[table] if row["recipe_id"] in new]


def _same_before(after: State, before: Before, table: str) -> bool:
    """What belonged to the other recipes is as it was."""
    known = {row["_id"] for row in before.state.tables["recipes"]}
    kept = sorted(str(dict(row)) for row in after.tables[table] if row["recipe_id"] in known)
    return kept == sorted(str(dict(row)) for row in before.state.tables[table])


def _parts_are(after: State, before: Before, *wanted: str) -> bool:
    """The ingredients of the new recipe, as `200 g flour` or `2 eggs`."""
    said = []
    for row in _new_parts(after, before, "ingredients"):
        amount = f"{float(row['amount']):g}" if row["amount"] else ""
        said.append(" ".join(part for part in (amount, row["unit"], row["name"]) if part))
    return [squeeze(one) for one in said] == [squeeze(one) for one in wanted]


def check_written_down(after: State, before: Before) -> bool:
    p = before.params
    facts: dict[str, Want] = {"category": "{category}", "servings": "{servings}", "minutes": "{minutes}"}
    steps = [squeeze(row["text"]) for row in _new_parts(after, before, "cooking_steps")]
    return (
        added("recipes", {**THIS, **facts}).check(after, before)
        and _parts_are(after, before, p["a"], p["b"])
        and steps == [squeeze(p["step"])]
        and all(_same_before(after, before, table) for table in ("ingredients", "cooking_steps"))
    )


def check_taken_over(after: State, before: Before) -> bool:
    return (
        added("recipes", THIS).check(after, before)
        and _parts_are(after, before, *before.params["parts"].split("\n"))
        and all(_same_before(after, before, table) for table in ("ingredients", "cooking_steps"))
    )


def check_edited(column: str, value: str) -> Judge:
    """A column of the recipe is different; its parts were only written anew."""

    def check(after: State, before: Before) -> bool:
        same = all(
            sorted(str(dict(row)) for row in after.tables[table])
            == sorted(str(dict(row)) for row in before.state.tables[table])
            for table in ("ingredients", "cooking_steps")
        )
        return same and changed("recipes", THIS, {column: value}).check(after, before)

    return Judge(check, BOOK)


def check_quick_loved(after: State, before: Before) -> bool:
    def wanted(row: Row) -> dict[str, str]:
        quick = row["category"] == before.params["category"] and int(row["minutes"]) < 30
        return {**row, "favorite": "1"} if quick else dict(row)

    return [wanted(row) for row in before.state.tables["recipes"]] == [
        dict(r) for r in after.tables["recipes"]
    ]


def check_bought_or_gone(after: State, before: Before) -> bool:
    same = not any(difference("shopping", after, before))
    if before.params["loved"]:
        return check_all_bought(after, before) and not any(difference("recipes", after, before))
    return same and check_gone(after, before)


def check_tasks_made(after: State, before: Before) -> bool:
    went, came = difference("todos", after, before)
    lists = [row["_id"] for row in before.state.rows("task_lists", title="Shopping")]
    wanted = sorted(map(squeeze, before.params["names"].split("\n")))
    found = sorted(squeeze(row["title"]) for row in came)
    return (
        not went
        and found == wanted
        and all(fits(r, {"completed": "0", "list_id": lists[0]}, before) for r in came)
    )


def check_four_added(after: State, before: Before) -> bool:
    went, came = difference("shopping", after, before)
    wanted = sorted(before.params[name] for name in "abcd")
    return not went and sorted(squeeze(row["name"]) for row in came) == wanted


def check_emptied(after: State, before: Before) -> bool:
    return not after.tables["shopping"]
