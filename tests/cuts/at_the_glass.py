"""The way of each kind of act at the glass: to its confirmation, what is said of its end, what is found afterwards."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from kiosk.flows.service import MORE
from kiosk.journal import ActKind
from kiosk.session.apologies import RETRY
from kiosk.views import (
    Attract,
    Choose,
    ConfirmAct,
    InsertCard,
    Outcome,
    Picked,
    PresentDocument,
    Rate,
    TakeBack,
    Tone,
    View,
    Working,
)
from tests.cuts.lone_kiosk import PLAYS
from tests.glass_by_script import ScriptedGlass
from tests.room import Room
from tests.virtual_time import real_time

_WITHIN = 150.0  # virtual seconds
_NOTICED = 0.45  # real seconds; the next card is let in only then


@dataclass(frozen=True)
class Way:
    """`touches`: from the attract screen to where the document is asked for. `words`: how the keys of its ends begin.

    `again`: the service that begins it anew. `found`: what somebody is told who wants it once more.
    """

    touches: tuple[object, ...]
    words: str
    done: str
    again: str
    found: tuple[Tone, str]


_TO_THE_TRANSFER = (MORE, "transfer", Picked("5107"), "yes", "yes", "use-here", "now")
WAYS = {
    ActKind.ACTIVATE: Way(("activate",), "activate", "activated", "activate", (Tone.INFORM, "activate-already")),
    ActKind.RESET_PIN: Way(
        (MORE, "pin", "forgotten"), "pin-reset", "pin-reset-done", "pin", (Tone.DONE, "pin-reset-already")
    ),
    ActKind.REPORT_LOSS: Way(
        (MORE, "loss", "report"), "loss-report", "loss-reported", "loss", (Tone.INFORM, "loss-reported-before")
    ),
    ActKind.RELEASE_LOSS: Way(
        (MORE, "loss", "release"), "loss-release", "loss-released", "loss", (Tone.INFORM, "loss-not-reported")
    ),
    ActKind.TRANSFER: Way(_TO_THE_TRANSFER, "transfer", "transfer-done", "transfer", (Tone.SORRY, "transfer-is-here")),
}


async def come(room: Room, kind: ActKind) -> ConfirmAct | Outcome[Any]:
    """From the attract screen to the confirmation, or to being told that there is nothing to confirm.

    Tries again what the office did not answer. What the machine holds by then is what the citizen put there.
    """
    await room.glass.until(Attract)
    for touch in WAYS[kind].touches:
        await _asked(room.glass)
        room.glass.answer(touch)
    while True:
        match await _asked(room.glass):
            case PresentDocument():
                room.bench.lay(PLAYS[kind].who)
                await room.glass.change()
            case InsertCard():
                await room.insert(PLAYS[kind].who)
            case Outcome(actions=actions) if RETRY in [action.key for action in actions]:
                room.glass.answer(RETRY)
            case Choose():  # the service has begun anew
                room.glass.answer(WAYS[kind].touches[-1])
            case ConfirmAct() | Outcome() as view:
                return view
            case view:
                raise AssertionError(f"{type(view).__name__} on the way to {kind}")


async def go(room: Room) -> None:
    """Finish at an outcome, take everything, and go."""
    room.glass.answer("finish")
    await room.glass.until(TakeBack)
    await take_all(room)
    await room.glass.until(Rate)
    room.glass.answer(None)
    await room.glass.until(Attract)


async def take_all(room: Room) -> None:
    """Take document and card away; when it returns, pcscd has noticed too, be there a kiosk or not."""
    room.bench.id_reader.lift()
    if room.bench.pcsc.card is not None:
        async with real_time():
            await room.bench.cards.pull()
            await asyncio.sleep(_NOTICED)


async def _asked(glass: ScriptedGlass) -> View[Any]:
    """The next question on the glass; that something can be broken off is none."""
    async with asyncio.timeout(_WITHIN):
        while not glass.asks or isinstance(glass.view, Working):
            await glass.change()
            await asyncio.sleep(0)  # a question is open once its ask() has run on
    return glass.view
