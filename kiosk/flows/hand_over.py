"""Hand a slip over: print it, see that it came out, and offer another way when it did not."""

from __future__ import annotations

from kiosk.domain.receipt import Barcode, Line, Pair, Paragraph, QrCode, Receipt, Rule, Title
from kiosk.domain.text import Text, text
from kiosk.flows.service import HOME, Visit
from kiosk.hardware.device import State
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.receipt_printer import paper
from kiosk.hardware.receipt_printer.errors import (
    CannotPrint,
    CoverOpen,
    CutterStuck,
    OutOfPaper,
    Overheated,
    PrinterBroken,
    PrintUnconfirmed,
)
from kiosk.i18n import Words
from kiosk.views import Action, Fact, Outcome, Place, Tone, Working

PRINT = "print"

FINISH = Action("finish", text("finish"), "check")
ANOTHER_SERVICE = Action(HOME, text("another-service"), "home")


def can_print(visit: Visit) -> bool:
    """False while the printer is known to be down; its state may also be unknown, then try."""
    return visit.rack.board.report("printer").state in (State.UP, State.UNKNOWN)


async def hand_over(
    visit: Visit, receipt: Receipt, instead: tuple[Text, ...], facts: tuple[Fact, ...] = ()
) -> str | None:
    """Print `receipt`; returns where the citizen wants to go on (`HOME` or None).

    `instead` is what the citizen should note down when no slip can be had; `facts`: of that, what is masked.
    """
    slip = in_words(receipt, visit.words_now(), rehearsal=visit.config.machine.rehearsal)
    begun = False  # some of it may be on paper: whatever is printed after that says so
    while True:
        visit.display.show(Working(doing=text("printing"), at=Place.SLIP_MOUTH, leave=False))
        try:
            await visit.rack.printer.print_slip(slip, reprint=begun)
        except DeviceError as error:
            begun = begun or _may_be_out(error)
            visit.rack.look_at("printer")
            wish = await visit.display.ask(_not_printed(error, instead, facts))
        else:
            wish = await visit.display.ask(_printed())
        if wish != PRINT:
            return HOME if wish == HOME else None


def _may_be_out(error: DeviceError) -> bool:
    return isinstance(error, PrintUnconfirmed) or (isinstance(error, CannotPrint) and error.printed_part)


def _printed() -> Outcome[str]:
    return Outcome(tone=Tone.DONE, sentence=text("printed"), actions=(FINISH, ANOTHER_SERVICE), take=Place.SLIP_MOUTH)


def _not_printed(error: DeviceError, instead: tuple[Text, ...], facts: tuple[Fact, ...]) -> Outcome[str]:
    """What happened to the slip, in the printer's own facts; "unknown" is never told as "out of paper"."""
    uncertain = isinstance(error, PrintUnconfirmed)
    return Outcome(
        tone=Tone.UNCERTAIN if uncertain else Tone.SORRY,
        sentence=_why_not(error),
        details=(text("print-note-down"), *instead),
        facts=facts,
        actions=(FINISH, Action(PRINT, text("print-again"), "printer"), ANOTHER_SERVICE),
    )


def _why_not(error: DeviceError) -> Text:
    match error:
        case CannotPrint(printed_part=True):
            return text("print-part")
        case OutOfPaper():
            return text("print-no-paper")
        case CoverOpen():
            return text("print-cover-open")
        case CutterStuck():
            return text("print-cutter")
        case Overheated():
            return text("print-too-hot")
        case PrinterBroken():
            return text("print-broken")
        case PrintUnconfirmed():
            return text("print-unconfirmed")
    return text("print-failed")


def in_words(receipt: Receipt, words: Words, *, rehearsal: bool) -> paper.Slip:
    """A receipt in the words of one language, as the printer takes it; a rehearsal's slip says so."""
    lines = tuple(_line(line, words) for line in receipt.lines)
    if rehearsal:
        mark = paper.Title(words.say(text("paper-rehearsal")))
        lines = (mark, *lines, mark)
    return paper.Slip((paper.Logo(), *lines), again=words.say(text("paper-reprint")))


def _line(line: Line, words: Words) -> paper.Line:
    match line:
        case Title(title):
            return paper.Title(words.say(title))
        case Paragraph(sentence, strong):
            return paper.Paragraph(words.say(sentence), strong)
        case Pair(name, value, large):
            return paper.Pair(words.say(name), words.say(value), large)
        case Rule():
            return paper.Rule()
        case QrCode(content, caption):
            return paper.QrCode(content, words.say(caption))
        case Barcode(content, caption):
            return paper.Barcode(content, words.say(caption))
