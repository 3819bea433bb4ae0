"""A clock that a test moves by hand, for simulated devices without an event loop."""

from __future__ import annotations

from collections.abc import Callable


class Timer:
    """Something that is to happen."""

    def __init__(self, at: float, callback: Callable[[], None]) -> None:
        self.at = at
        self.callback: Callable[[], None] | None = callback

    def cancel(self) -> None:
        """It is not to happen any more."""
        self.callback = None


class HandClock:
    """Time stands still until `pass_by`."""

    def __init__(self) -> None:
        self._now = 0.0
        self._timers: list[Timer] = []

    def time(self) -> float:
        """Seconds since the clock was made."""
        return self._now

    def call_later(self, delay: float, callback: Callable[[], None], /) -> Timer:
        """Remember to call back."""
        self._timers.append(Timer(self._now + delay, callback))
        return self._timers[-1]

    def pass_by(self, seconds: float) -> None:
        """Let so many seconds pass, and everything happen that falls into them."""
        end = self._now + seconds
        while due := [timer for timer in self._timers if timer.callback and timer.at <= end]:
            first = min(due, key=lambda timer: timer.at)
            self._timers.remove(first)
            self._now = first.at
            assert first.callback is not None
            first.callback()
        self._now = end
