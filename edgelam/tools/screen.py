"""The screen itself: home, off, kept as a picture; by Android's keys; pure."""

from __future__ import annotations

from edgelam.core.catalogue import ToolSpec
from edgelam.core.command import PressKey
from edgelam.core.fact import AskHandlers, AskTable, Handlers, Query
from edgelam.core.plan import Front, Holds, Match

from .contract import Facts, Invocation, Slots, Tool, ToolUnfit, no_queries

_HOME = AskHandlers(action="android.intent.action.MAIN", category="android.intent.category.HOME")
_POWER, _PICTURES = AskTable(table="power"), AskTable(table="pictures")


def _asks_home(slots: Slots) -> tuple[Query, ...]:
    return (_HOME,)


def _home(slots: Slots, facts: Facts) -> Invocation:
    fact = facts.get(_HOME)
    if not isinstance(fact, Handlers) or not fact.preferred:
        raise ToolUnfit("no_handler")
    return Invocation(commands=(PressKey(key="home"),), expect=(Front(app=fact.preferred),))


def _lock(slots: Slots, facts: Facts) -> Invocation:
    """KeyEvent.KEYCODE_SLEEP; a phone with a screen lock locks itself then."""
    awake = Holds(query=_POWER, matches=(Match(column="wakefulness", value="Awake"),), present=False)
    return Invocation(commands=(PressKey(key="sleep"),), expect=(awake,))


def _picture(slots: Slots, facts: Facts) -> Invocation:
    """KeyEvent.KEYCODE_SYSRQ, with which keyboards take screenshots; the media store tells of the file."""
    named = Match(column="name", value="screenshot", how="contains")
    return Invocation(
        commands=(PressKey(key="screenshot"),),
        expect=(Holds(query=_PICTURES, matches=(named,), fresh=True),),
    )


TOOLS = (
    Tool(
        spec=ToolSpec(name="screen.home", description="go to the home screen", risk=0),
        needs=_asks_home,
        build=_home,
    ),
    Tool(
        spec=ToolSpec(name="screen.lock", description="turn the screen off and lock the phone"),
        needs=no_queries,
        build=_lock,
    ),
    Tool(
        spec=ToolSpec(name="screen.capture", description="take a screenshot"),
        needs=no_queries,
        build=_picture,
    ),
)
