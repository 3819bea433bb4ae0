"""What the printer says about itself, bit by bit and all together; "unknown" is a value of every fact."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, fields

from kiosk.hardware.known import Known

# Fact sheet 4.1 [2+]; two bits that say the same thing stand in one mask. DLE EOT n:
REAL_TIME_BITS: Mapping[int, Mapping[str, int]] = {
    1: {"drawer_high": 0x04, "off_line": 0x08, "waits_for_recovery": 0x20, "feed_button": 0x40},
    2: {"cover_open": 0x04, "being_fed": 0x08, "stopped_by_paper_end": 0x20, "error": 0x40},
    3: {"mechanical": 0x04, "cutter": 0x08, "unrecoverable": 0x20, "recovers_by_itself": 0x40},
    4: {"near_end": 0x0C, "paper_end": 0x60},
}
# GS r n:
IN_ORDER_BITS: Mapping[int, Mapping[str, int]] = {
    1: {"near_end": 0x03, "paper_end": 0x0C},
    2: {"drawer_high": 0x01},
}
# An automatic status, by its bytes; the fourth is reserved.
ASB_BITS: tuple[Mapping[str, int], ...] = (
    {"drawer_high": 0x04, "off_line": 0x08, "cover_open": 0x20, "feed_button": 0x40},
    {"cutter": 0x08, "unrecoverable": 0x20, "recovers_by_itself": 0x40},
    {"near_end": 0x03, "paper_end": 0x0C},
)


class Trouble(enum.Enum):
    """What is wrong with the printer, as one word for logs and boards; most telling first."""

    COVER_OPEN = "cover-open"
    PAPER_END = "paper-end"
    CUTTER = "cutter"
    UNRECOVERABLE = "unrecoverable"
    MECHANICAL = "mechanical"
    OVERHEATED = "overheated"  # the error that ends by itself: the head is too hot, or the voltage too low
    BEING_FED = "being-fed"
    WAITS_FOR_RECOVERY = "waits-for-recovery"
    ERROR = "error"
    OFF_LINE = "off-line"
    NEAR_END = "paper-near-end"

    @property
    def stops(self) -> bool:
        """Whether nothing can be printed; little paper is only a warning."""
        return self is not Trouble.NEAR_END

    @property
    def passes(self) -> bool:
        """Whether it ends by itself, and the printer then goes on where it stopped."""
        return self in (Trouble.OVERHEATED, Trouble.BEING_FED)

    @property
    def recoverable(self) -> bool:
        """Whether it lasts, its cause removed or not, until the printer is told to recover (DLE ENQ)."""
        return self in (Trouble.CUTTER, Trouble.MECHANICAL, Trouble.WAITS_FOR_RECOVERY)


@dataclass(frozen=True)
class Status:
    """The facts. Where an answer is missing its facts are unknown."""

    off_line: Known = Known.UNKNOWN
    waits_for_recovery: Known = Known.UNKNOWN
    feed_button: Known = Known.UNKNOWN
    cover_open: Known = Known.UNKNOWN
    being_fed: Known = Known.UNKNOWN
    error: Known = Known.UNKNOWN
    mechanical: Known = Known.UNKNOWN
    cutter: Known = Known.UNKNOWN
    unrecoverable: Known = Known.UNKNOWN
    recovers_by_itself: Known = Known.UNKNOWN
    near_end: Known = Known.UNKNOWN
    paper_end: Known = Known.UNKNOWN

    @property
    def trouble(self) -> Trouble | None:
        """What keeps the printer from printing; None when nothing is known to."""
        facts = (
            (self.cover_open, Trouble.COVER_OPEN),
            (self.paper_end, Trouble.PAPER_END),
            (self.cutter, Trouble.CUTTER),
            (self.unrecoverable, Trouble.UNRECOVERABLE),
            (self.mechanical, Trouble.MECHANICAL),
            (self.recovers_by_itself, Trouble.OVERHEATED),
            (self.being_fed, Trouble.BEING_FED),
            (self.waits_for_recovery, Trouble.WAITS_FOR_RECOVERY),
            (self.error, Trouble.ERROR),
            (self.off_line, Trouble.OFF_LINE),
        )
        return next((trouble for fact, trouble in facts if fact is Known.YES), None)

    @property
    def warning(self) -> Trouble | None:
        """What will soon keep it from printing."""
        return Trouble.NEAR_END if self.near_end is Known.YES else None

    @property
    def fine(self) -> bool:
        """True when every fact that stops printing is known, and is a no."""
        stops = (self.off_line, self.cover_open, self.paper_end, self.cutter, self.mechanical, self.unrecoverable)
        return self.recovers_by_itself is Known.NO and all(fact is Known.NO for fact in stops)

    def filled_from(self, other: Status) -> Status:
        """The same; what is unknown here is taken from there."""
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return Status(**{k: getattr(other, k) if v is Known.UNKNOWN else v for k, v in mine.items()})


def status(printer: int | None, cause: int | None, error: int | None, paper: int | None) -> Status:
    """The facts in the answers to DLE EOT 1, 2, 3 and 4; None for a question that got no answer."""
    facts: dict[str, Known] = {}
    for n, byte in enumerate((printer, cause, error, paper), 1):
        facts |= bits(byte, REAL_TIME_BITS[n])
    del facts["drawer_high"]
    facts["paper_end"] = _either(facts["paper_end"], facts.pop("stopped_by_paper_end"))
    return Status(**facts)


def told(asb: bytes) -> Status:
    """The facts in the four bytes of an automatic status; it says nothing about the mechanics."""
    facts: dict[str, Known] = {}
    for byte, names in zip(asb, ASB_BITS, strict=False):
        facts |= bits(byte, names)
    facts.pop("drawer_high", None)
    return Status(**facts)


def bits(byte: int | None, names: Mapping[str, int]) -> dict[str, Known]:
    """Each name with what its bits say; bits of one mask must agree, or nobody knows."""
    return {name: _known(byte, mask) for name, mask in names.items()}


def _known(byte: int | None, mask: int) -> Known:
    if byte is None or byte & mask not in (0, mask):
        return Known.UNKNOWN
    return Known.YES if byte & mask else Known.NO


def _either(first: Known, second: Known) -> Known:
    if Known.YES in (first, second):
        return Known.YES
    return first if first is not Known.UNKNOWN else second
