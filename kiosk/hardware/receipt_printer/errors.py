"""How a slip can fail to come out. None of them carries a word of the slip."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.hardware.errors import DeviceError
from kiosk.hardware.receipt_printer.status import Trouble


class CannotPrint(DeviceError):
    """The printer says why it cannot print.

    `printed_part`: it had begun, so that a piece of the slip may hang in the mouth or lie in the machine.
    """

    def __init__(self, device: str, trouble: Trouble, printed_part: bool) -> None:
        super().__init__(device, trouble.value + (", part of the slip may be printed" if printed_part else ""))
        self.trouble = trouble
        self.printed_part = printed_part


class OutOfPaper(CannotPrint):
    """The printer's own sensor says that the paper has ended."""


class CoverOpen(CannotPrint):
    """The printer's own sensor says that its cover is open."""


class CutterStuck(CannotPrint):
    """The knife is stuck."""


class Overheated(CannotPrint):
    """The printer must cool down; it goes on by itself then."""


class PrinterBroken(CannotPrint):
    """Its mechanics have failed, or it calls its error unrecoverable: it needs service."""


class PrintUnconfirmed(DeviceError):
    """All or part of the slip was sent, and the printer did not say whether it came out.

    Neither printed nor not printed: the citizen must be asked to look. The cause, if the line closed or
    the printer fell silent, is chained.
    """


def cannot_print(device: str, trouble: Trouble, printed_part: bool) -> CannotPrint:
    """The error that names this trouble best."""
    return _KINDS.get(trouble, CannotPrint)(device, trouble, printed_part)


_KINDS: Mapping[Trouble, type[CannotPrint]] = {
    Trouble.COVER_OPEN: CoverOpen,
    Trouble.PAPER_END: OutOfPaper,
    Trouble.CUTTER: CutterStuck,
    Trouble.MECHANICAL: PrinterBroken,
    Trouble.UNRECOVERABLE: PrinterBroken,
    Trouble.OVERHEATED: Overheated,
}
