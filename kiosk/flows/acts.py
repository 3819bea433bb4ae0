"""Acts that change something at the office: journalled before they happen, never repeated blindly.

DONE with the reason ALREADY is a success: the wished state had been reached before, and nothing was done twice.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kiosk.backend_client.client import Office
from kiosk.backend_client.errors import OfficeTrouble
from kiosk.backend_client.models import ActAnswer, ActOutcome, Reason
from kiosk.domain.text import text
from kiosk.events import ActSettled, ActUnsettled, Log, OfficeCallFailed, mishap
from kiosk.flows.service import Visit
from kiosk.journal import ActKind, ActState, Journal, JournalError
from kiosk.views import Working

_STATES = {ActOutcome.DONE: ActState.DONE, ActOutcome.REFUSED: ActState.REFUSED, ActOutcome.VOID: ActState.VOID}
_ENQUIRIES = 3  # while the citizen waits; afterwards the machine goes on asking by itself
_PAUSE = 2.0  # seconds between two enquiries


@dataclass(frozen=True)
class Settled:
    """How an act stands: `ActState.SENT` means that its answer is not known yet, UNKNOWN that it never will be."""

    number: str
    state: ActState
    reason: Reason | None = None

    @property
    def short_number(self) -> str:
        """What a citizen can tell on the phone."""
        return short_number(self.number)


def short_number(number: str) -> str:
    """Eight digits that a request number (a UUID) has: its value modulo 100,000,000."""
    return f"{uuid.UUID(number).int % 10**8:08d}"


async def act_once(visit: Visit, kind: ActKind, request: Callable[[str], Awaitable[ActAnswer]]) -> Settled:
    """Write the intent, send the request once, write the answer; a lost answer is asked about by number.

    Goes on when the caller is cancelled, and the works wait for it before they close journal and office.
    Raises `JournalError` when the intent cannot be written: then nothing has been sent.
    """
    act = asyncio.create_task(_act(visit, kind, request), name=f"act {kind.value}")
    visit.acts.add(act)
    act.add_done_callback(visit.acts.discard)
    settled = await asyncio.shield(act)
    if settled.state is ActState.SENT:
        visit.unsettled = settled.short_number
    return settled


async def _act(visit: Visit, kind: ActKind, request: Callable[[str], Awaitable[ActAnswer]]) -> Settled:
    number = visit.journal.intend(kind)
    visit.journal.sent(number)
    try:
        answer = await request(number)
    except OfficeTrouble as error:
        visit.log.write(OfficeCallFailed(kind.value, type(error).__name__))
        if error.nothing_done:
            return _settle(visit.journal, visit.log, kind, number, ActAnswer(ActOutcome.VOID))
        visit.log.write(ActUnsettled(kind.value, number))
    except Exception as error:  # noqa: BLE001 - the request may have left: whatever it was, ask about the act
        visit.log.write(mishap(kind.value, error))
        visit.log.write(ActUnsettled(kind.value, number))
    else:
        if answer.outcome is not ActOutcome.PENDING:
            return _settle(visit.journal, visit.log, kind, number, answer)
    visit.display.show(Working(doing=text("asking-again"), leave=False))
    return await enquire(visit.office, visit.journal, visit.log, kind, number)


async def enquire(office: Office, journal: Journal, log: Log, kind: ActKind, number: str) -> Settled:
    """Ask about an act by its number, a few times. Leaves it open in the journal if nobody answers."""
    for attempt in range(_ENQUIRIES):
        if attempt:
            await asyncio.sleep(_PAUSE)
        try:
            answer = await office.enquire(number)
        except OfficeTrouble as error:
            log.write(OfficeCallFailed("enquiry", type(error).__name__))
            continue
        if answer.outcome is not ActOutcome.PENDING:
            return _settle(journal, log, kind, number, answer)
    return Settled(number, ActState.SENT)


def _settle(journal: Journal, log: Log, kind: ActKind, number: str, answer: ActAnswer) -> Settled:
    return settled_in(journal, log, kind, Settled(number, _STATES[answer.outcome], answer.reason))


def settled_in(journal: Journal, log: Log, kind: ActKind, settled: Settled) -> Settled:
    """Write an end into the journal. One that cannot be written is true all the same, and found out again later."""
    try:
        journal.settle(settled.number, settled.state, settled.reason.value if settled.reason else "")
    except JournalError as error:
        log.write(mishap("journal", error))
    else:
        log.write(ActSettled(kind.value, settled.number, settled.state.value))
    return settled


async def settle_open(office: Office, journal: Journal, log: Log) -> None:
    """Settle what an earlier run, or a lost answer, left open.

    An act that was never marked as sent cannot have left this machine: it is void without asking. What was sent to
    a card is UNKNOWN: the card is gone, and the office knows nothing of it. Raises `JournalError`.
    """
    for act in journal.open_acts():
        if act.state is ActState.INTENDED:
            _settle(journal, log, act.kind, act.number, ActAnswer(ActOutcome.VOID))
        elif act.kind.on_card:
            settled_in(journal, log, act.kind, Settled(act.number, ActState.UNKNOWN))
        else:
            await enquire(office, journal, log, act.kind, act.number)
