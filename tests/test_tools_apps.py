"""edgelam.tools.apps: which app is meant, and what is done with it."""

from __future__ import annotations

from functools import partial

import pytest

from edgelam.core.command import LaunchApp, Uninstall
from edgelam.core.fact import App
from edgelam.core.plan import Front
from edgelam.tools import ToolUnfit, all_tools
from tests import tool_world
from tests.tool_world import command, conditions, expected, holds, intent, shown

APPS = (
    App(package="com.android.deskclock", label="Clock"),
    App(package="net.example.notes", label="Notes"),
    App(package="net.example.notes.pro", label="Notes Pro"),
)
call = partial(tool_world.call, apps=APPS)


def test_an_app_is_opened_by_its_own_name() -> None:
    opened = call("app.open", app="notes")
    assert command(opened) == LaunchApp(package="net.example.notes")
    assert expected(opened) == Front(app="net.example.notes")
    assert command(call("app.open", app="the Clock app")) == LaunchApp(package="com.android.deskclock")
    with pytest.raises(ToolUnfit, match="unknown:app"):
        call("app.open", app="Spotify")


def test_a_text_is_shared_with_an_app_that_takes_it() -> None:
    takers = ("com.android.mail", "net.example.notes")
    shared = call("app.share", app="notes", text="Look", takers=takers)
    assert intent(shared).package == "net.example.notes"
    assert dict(intent(shared).extras) == {"android.intent.extra.TEXT": "Look"}
    with pytest.raises(ToolUnfit, match="no_handler"):
        call("app.share", app="clock", text="Look", takers=takers)


def test_an_apps_page_is_that_of_its_package() -> None:
    assert shown(call("app.info.open", app="clock")) == "package:com.android.deskclock"


def test_only_what_the_person_installed_is_deleted_and_it_is_asked_for() -> None:
    own = {"user_apps": ({"package": "net.example.notes"},)}
    gone = call("app.delete", app="notes", tables=own)
    assert command(gone) == Uninstall(package="net.example.notes")
    assert conditions(gone) == {"package": "net.example.notes"} and not holds(gone).present
    assert all_tools()["app.delete"].spec.risk == 3
    with pytest.raises(ToolUnfit, match="system_app"):
        call("app.delete", app="clock", tables=own)


def test_the_store_is_searched() -> None:
    assert shown(call("store.search", query="word game")) == "market://search?q=word%20game"
