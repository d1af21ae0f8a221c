"""mobilerun's own driver for Android (droidrun's, by its former name), by its way over plain adb.

Its other way needs its Portal app, which this phone has not. Without it mobilerun sees, touches, types and
starts apps, and names them by their packages. It stops there: it has no clipboard, types only printable
ASCII, and clears a field but says that it could not where the empty field shows its hint, because Android's
own dump does not tell a hint from a text.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from mobilerun_core_local.driver.android import AndroidDriver

from bench.outside.rows import arguments, check, show

SERIAL, FACTS = arguments()
CONTACTS = "com.android.contacts"


async def ask(call: str, doing: Awaitable[Any], holds: Callable[[Any], object]) -> None:
    answer: Any
    try:
        answer = await doing
    except Exception as error:  # noqa: BLE001 - whatever a tool raises is its answer
        answer = error
    check(call, answer, holds)


async def stops(call: str, doing: Awaitable[Any], because: str) -> None:
    """Where the tool itself cannot go on without its app."""
    try:
        await doing
    except Exception as error:  # noqa: BLE001 - as above
        check(f"{call} stops", str(error), lambda said: because in said)
    else:
        check(f"{call} stops", "it did not", lambda _: False)


def nodes(tree: object) -> list[dict[str, Any]]:
    """A state's nodes, parents first."""
    if isinstance(tree, list):
        return [node for child in tree for node in nodes(child)]
    assert isinstance(tree, dict)
    return [tree, *nodes(tree.get("children", []))]


async def middle(driver: AndroidDriver, **wanted: str) -> tuple[int, int]:
    """Where the node is that has these values."""
    state = await driver.get_ui_tree()
    for node in nodes(state["a11y_tree"]):
        if all(str(node[key]).endswith(value) for key, value in wanted.items()):
            box = node["boundsInScreen"]
            return (box["left"] + box["right"]) // 2, (box["top"] + box["bottom"]) // 2
    raise LookupError(f"no node has {wanted}")


def shows(words: str) -> Callable[[Any], bool]:
    return lambda state: any(words == node["text"] for node in nodes(state["a11y_tree"]))


async def main() -> None:
    driver = AndroidDriver(SERIAL)
    await ask("connect", driver.connect(), lambda _: not driver.portal_available)
    everything = FACTS["apps"]
    await ask(
        "list_packages(system)", driver.list_packages(True), lambda found: set(everything) <= set(found)
    )
    await ask("get_apps", driver.get_apps(), lambda found: len(found) >= len(everything))
    await ask("get_date", driver.get_date(), lambda text: FACTS["year"] in text)
    await ask("start_app", driver.start_app(CONTACTS), lambda text: CONTACTS in text)
    screen = {"width": FACTS["width"], "height": FACTS["height"]}
    await ask(
        "get_ui_tree",
        driver.get_ui_tree(),
        lambda state: (
            state["phone_state"]["packageName"] == CONTACTS
            and state["device_context"]["display_metrics"] == screen
        ),
    )
    await ask("get_ui_tree shows Contacts", driver.get_ui_tree(), shows("Contacts"))
    await driver.tap(*await middle(driver, resourceId="floating_action_button"))
    await driver.tap(*await middle(driver, resourceId="first_name"))
    await ask("input_text", driver.input_text("Wrong words"), lambda done: done)
    await stops("input_text(clear)", driver.input_text(FACTS["typed"], clear=True), "focused text remains")
    await ask("input_text into the cleared field", driver.input_text(FACTS["typed"]), lambda done: done)
    await ask("get_ui_tree shows what was typed", driver.get_ui_tree(), shows(FACTS["typed"]))
    await stops("input_text of another script", driver.input_text("Zoë"), "printable ASCII only")
    await stops("get_clipboard", driver.get_clipboard(), "needs the Mobilerun Portal app")
    await driver.tap(*await middle(driver, contentDescription="Save"))
    await ask("get_ui_tree after saving", driver.get_ui_tree(), shows(FACTS["typed"]))
    await ask("screenshot", driver.screenshot(), lambda data: data.startswith(b"\x89PNG"))
    await ask("swipe", driver.swipe(500, 1800, 500, 600, 100), lambda _: True)
    await ask("press_button(back)", driver.press_button("back"), lambda _: True)
    await ask("press_button(home)", driver.press_button("home"), lambda _: True)
    await ask("get_ui_tree at home", driver.get_ui_tree(), shows("Search apps"))
    await ask("open_deep_link", driver.open_deep_link(FACTS["url"]), lambda _: True)
    await ask("get_ui_tree of the page", driver.get_ui_tree(), shows(FACTS["page"]))
    await ask("grant_permission", driver.grant_permission("com.android.camera2", "CAMERA"), lambda _: True)
    await ask("stop_app", driver.stop_app("com.android.browser"), lambda text: text.startswith("Stopped"))
    await ask("clear_app_data", driver.clear_app_data("com.android.notes"), lambda _: True)


asyncio.run(main())
show()
