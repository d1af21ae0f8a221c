"""edgelam.tools.web: addresses and places, and which app gets them."""

from __future__ import annotations

import pytest

from edgelam.tools import ToolUnfit
from tests.tool_world import call, intent, shown


def test_an_intent_goes_to_the_app_that_android_prefers_or_to_a_known_one() -> None:
    both = ("org.example.surf", "com.android.chrome")
    assert intent(call("web.search", query="x", takers=both)).package == "com.android.chrome"
    assert intent(call("web.search", query="x", takers=both, preferred=both[0])).package == both[0]
    assert intent(call("web.search", query="x", takers=both[:1])).package == both[0]
    with pytest.raises(ToolUnfit, match="ambiguous:handler"):
        call("web.search", query="x", takers=(both[0], "org.example.look"))


def test_web_addresses_are_only_web_addresses() -> None:
    opened = call("web.open", url="Example.com/a?b=cd", takers=("com.android.chrome",))
    assert shown(opened) == "https://example.com/a?b=cd"
    for wrong in (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "intent://x#Intent;end",
        "localhost",
        "a b.com",
    ):
        with pytest.raises(ToolUnfit):
            call("web.open", url=wrong)


def test_what_is_looked_for_is_never_part_of_the_address() -> None:
    assert shown(call("web.search", query="a&b=c #1")).endswith("search?q=a%26b%3Dc%20%231")
    assert shown(call("maps.search", place="5 Hill St & Co")) == "geo:0,0?q=5%20Hill%20St%20%26%20Co"
    assert shown(call("maps.navigate", destination="work")) == "google.navigation:q=work"


def test_what_no_installed_app_does_is_unfit() -> None:
    with pytest.raises(ToolUnfit, match="no_handler"):
        call("maps.navigate", destination="work", takers=())
