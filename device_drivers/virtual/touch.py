"""One finger told of by single motion events, made into the gestures the phone understands."""

from __future__ import annotations

from device_drivers.virtual.phone import Phone

SLOP = 24  # px the finger may wander in a tap
LONG_PRESS = 0.5  # seconds
DOWN, UP, MOVE, CANCEL = 0, 1, 2, 3  # android.view.MotionEvent


class Finger:
    """Down, moves, up. Time is the phone's monotonic clock."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._down: tuple[int, int, float] | None = None

    def event(self, action: int, x: int, y: int) -> bool:
        """One event; False when it cannot follow the one before."""
        if action == DOWN:
            self._down = (x, y, self._phone.clock())
            return True
        if self._down is None:
            return False
        if action == MOVE:
            return True
        start_x, start_y, since = self._down
        self._down = None
        if action == UP:
            self._gesture(start_x, start_y, x, y, self._phone.clock() - since)
        return action in (UP, CANCEL)

    def _gesture(self, x1: int, y1: int, x2: int, y2: int, seconds: float) -> None:
        if abs(x2 - x1) > SLOP or abs(y2 - y1) > SLOP:
            self._phone.swipe(x1, y1, x2, y2, int(seconds * 1000))
        elif seconds >= LONG_PRESS:
            self._phone.long_press(x1, y1)
        else:
            self._phone.tap(x1, y1)
