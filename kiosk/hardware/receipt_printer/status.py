"""What the printer's four status bytes say together; "unknown" is a value of every fact."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Known(enum.Enum):
    """Yes, no, or nobody knows: no answer, or one that contradicts itself."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Trouble(enum.Enum):
    """Why the printer cannot print, as one word for logs and boards; most telling first."""

    COVER_OPEN = "cover-open"
    PAPER_END = "paper-end"
    CUTTER = "cutter"
    UNRECOVERABLE = "unrecoverable"
    MECHANICAL = "mechanical"
    OVERHEATED = "recovers-by-itself"
    OFF_LINE = "off-line"


@dataclass(frozen=True)
class Status:
    """The facts of DLE EOT 1 to 4 (fact sheet 4.1)."""

    off_line: Known
    cover_open: Known
    paper_end: Known
    near_end: Known
    cutter: Known
    mechanical: Known
    unrecoverable: Known
    recovers_by_itself: Known

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
            (self.off_line, Trouble.OFF_LINE),
        )
        return next((trouble for fact, trouble in facts if fact is Known.YES), None)

    @property
    def fine(self) -> bool:
        """True when every fact that stops printing is known, and is a no."""
        stops = (self.off_line, self.cover_open, self.paper_end, self.cutter, self.mechanical, self.unrecoverable)
        return self.recovers_by_itself is Known.NO and all(fact is Known.NO for fact in stops)


def status(printer: int | None, cause: int | None, error: int | None, paper: int | None) -> Status:
    """The facts in the answers to DLE EOT 1, 2, 3 and 4; None for a question that got no answer."""
    return Status(
        off_line=_bits(printer, 0x08),
        cover_open=_bits(cause, 0x04),
        paper_end=_either(_bits(paper, 0x60), _bits(cause, 0x20)),
        near_end=_bits(paper, 0x0C),
        cutter=_bits(error, 0x08),
        mechanical=_bits(error, 0x04),
        unrecoverable=_bits(error, 0x20),
        recovers_by_itself=_bits(error, 0x40),
    )


def _bits(byte: int | None, mask: int) -> Known:
    """Two bits that say the same thing must agree."""
    if byte is None or byte & mask not in (0, mask):
        return Known.UNKNOWN
    return Known.YES if byte & mask else Known.NO


def _either(first: Known, second: Known) -> Known:
    if Known.YES in (first, second):
        return Known.YES
    return first if first is not Known.UNKNOWN else second
