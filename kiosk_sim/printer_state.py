"""How the simulated printer is: what is open, empty, stuck or hot, and how that stands in its status bytes.

Read from the hardware fact sheet, section 4.1, for a second time; shares nothing with the kiosk.
"""

from __future__ import annotations

from dataclasses import dataclass

ON_LINE_CHANGES, ERRORS, PAPER = 0x02, 0x04, 0x08  # what GS a can have told


@dataclass
class PrinterState:
    """Facts a hand or time changes. Several may be true at once."""

    cover_open: bool = False
    paper_end: bool = False
    near_end: bool = False
    knife_stuck: bool = False  # the error; it stays when what was stuck is gone
    motor_blocked: bool = False  # likewise
    broken: bool = False
    hot: bool = False
    feed_button: bool = False
    stalled: bool = False  # waits for the button, or to be told to recover
    off_line: bool = False  # for no reason that it could tell

    @property
    def error(self) -> bool:
        """Something of its own is wrong, beyond cover and paper."""
        return self.knife_stuck or self.motor_blocked or self.broken or self.hot

    @property
    def stopped(self) -> bool:
        """Nothing moves."""
        hindered = self.cover_open or self.paper_end or self.feed_button or self.stalled or self.off_line
        return hindered or self.error

    def recover(self, *, knife_free: bool, motor_free: bool) -> bool:
        """Leave the errors whose cause is gone; whether there was one to leave."""
        before = (self.knife_stuck, self.motor_blocked, self.stalled)
        self.knife_stuck = self.knife_stuck and not knife_free
        self.motor_blocked = self.motor_blocked and not motor_free
        self.stalled = False
        return before != (self.knife_stuck, self.motor_blocked, self.stalled)

    def real_time(self, n: int) -> bytes:
        """The answer to DLE EOT n."""
        bits = {
            1: 0x08 * self.stopped | 0x20 * self.stalled | 0x40 * self.feed_button,
            2: 0x04 * self.cover_open | 0x08 * self.feed_button | 0x20 * self.paper_end | 0x40 * self.error,
            3: 0x04 * self.motor_blocked | 0x08 * self.knife_stuck | 0x20 * self.broken | 0x40 * self.hot,
            4: 0x0C * self.near_end | 0x60 * self.paper_end,
        }
        return bytes((0x12 | bits[n],))

    def in_order(self) -> bytes:
        """The answer to GS r 1."""
        return bytes((0x03 * self.near_end | 0x0C * self.paper_end,))

    def automatic(self) -> bytes:
        """The four bytes of an automatic status; the last one is reserved."""
        return bytes(
            (
                0x10 | 0x08 * self.stopped | 0x20 * self.cover_open | 0x40 * self.feed_button,
                0x08 * self.knife_stuck | 0x20 * self.broken | 0x40 * self.hot,
                0x03 * self.near_end | 0x0C * self.paper_end,
                0x00,
            )
        )


def worth_telling(before: bytes, now: bytes, wanted: int) -> bool:
    """Whether two automatic statuses differ in what the n of GS a asks to be told."""
    kinds = zip((ON_LINE_CHANGES, ERRORS, PAPER), before, now, strict=False)
    return any(was != becomes and wanted & kind for kind, was, becomes in kinds)
