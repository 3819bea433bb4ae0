"""One fault played through: it begins, the machine notices, a citizen comes, it is mended, a citizen is served."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kiosk.backend_client.errors import OfficeTrouble
from kiosk.events import DeviceChanged, DeviceFlaps, Event, Mishap
from kiosk.hardware.errors import DeviceError
from kiosk.views import Attract, Home, InsertCard, Outcome, OutOfService, PresentDocument, Tone, View
from kiosk_sim.bench import CardReaderKind
from tests.citizen import Citizen
from tests.room import Room

# Virtual seconds until the machine knows by itself: one look every 15 s, then three misses, each of a few seconds.
NOTICED = 45.0
_VISIT = 900.0  # virtual seconds: the most anybody stands there
# The voice would be looked for in real time while the clock of the room leaps.
_QUIET = ["cabinet.poll_seconds=10.0", "patience.goodbye=1", "voice.enabled=false"]
_ROUTINE = frozenset(
    """MachineStarted ContentInForce DevicesKnown ServiceStarted ServiceEnded DocumentRead SlipPrinted ActSettled
    CardRetained LeftBehind""".split()
)


@dataclass(frozen=True)
class Seen:
    """What came of a fault. `sees`: what the citizen was told, in order; `log`: events that are not routine."""

    reports: str
    sees: tuple[str, ...]
    light: str
    log: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """How a device is tried: what the machine must have, what the citizen comes for, and with whose cards."""

    device: str
    service: str = "progress"
    who: str = "ready"
    then: str = "ready"  # whose cards show that all is well afterwards
    fitted: frozenset[str] = frozenset({"cabinet"})
    reader: CardReaderKind = "motor"
    prints: bool = False


PARTS: Mapping[str, Part] = {
    "id-reader": Part("id-reader"),
    "card-reader, PC/SC": Part("card-reader", "activate", "collected", "foreign", reader="pcsc"),
    "card-reader, CRT-310": Part("card-reader", "activate", "collected", "foreign"),
    "printer": Part("printer", prints=True),
    "pin-pad": Part("pin-pad", fitted=frozenset({"cabinet", "pin-pad"})),
    "code-scanner": Part("code-scanner", fitted=frozenset({"cabinet", "code-scanner"})),
    "cabinet": Part("cabinet"),
    "ups": Part("ups", fitted=frozenset({"cabinet", "ups"})),
}


async def play(part: Part, fault: str) -> Seen:
    """Play one fault of one device. Raises AssertionError when somebody is left standing, or it does not heal."""
    async with Room(_QUIET, fitted=part.fitted, reader=part.reader) as room:
        async with room.hands():
            await room.bench.fault(part.device, fault)
        await asyncio.sleep(NOTICED)
        reports, light = _reported(room.log.events, part.device), _light(room, part.device)
        sees = await _come(room, part)
        log = tuple(sorted({type(event).__name__ for event in room.log.events} - _ROUTINE))
        strange = [event for event in room.log.events if isinstance(event, Mishap) and unforeseen(event)]
        assert strange == [], strange
        async with room.hands():
            await room.bench.mend(part.device)
        await room.until_well()
        after = await _come(room, replace(part, who=part.then))
        assert after[-1] == "served", f"not well after it was mended: {after}"
        assert room.bench.cards.card is None, "the card is still in the reader"
        return Seen(reports, sees, light, log)


async def _come(room: Room, part: Part) -> tuple[str, ...]:
    citizen = Citizen(room, part.who, part.service, tries=2, prints=part.prints)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_VISIT):
            await citizen.visit()
    said = _said(citizen.seen)
    return (*said, "served") if citizen.served else said or ("nothing",)


def _said(views: Iterable[View[Any]]) -> tuple[str, ...]:
    """What went wrong, as the citizen was told it: each sentence once, in order."""
    told: dict[str, None] = {}
    for view in views:
        match view:
            case OutOfService(reason=reason):
                told[reason.key] = None
            case PresentDocument(hint=hint) | InsertCard(hint=hint) if hint is not None:
                told[hint.key] = None
            case Attract(notice=notice) | Home(notice=notice) if notice is not None:
                told[notice.key] = None
            case Outcome(tone=Tone.SORRY | Tone.UNCERTAIN, sentence=sentence):
                told[sentence.key] = None
            case _:
                pass
    return tuple(told)


def _reported(events: Iterable[Event], device: str) -> str:
    """The last report of a device; ``up`` when there was no news of it."""
    reports = [event for event in events if isinstance(event, DeviceChanged | DeviceFlaps) and event.device == device]
    return reports[-1].state if reports else "up"


def _light(room: Room, device: str) -> str:
    return room.bench.fittings.cabinet.lights.get(device, "none")


def unforeseen(event: Mishap) -> bool:
    """What devices and the office can do is foreseen; anything else is a fault of ours."""
    return event.error.partition(" at ")[0] not in _names(DeviceError) | _names(OfficeTrouble)


def _names(kind: type[Exception]) -> set[str]:
    """An error and everything derived from it, by name."""
    return {kind.__name__}.union(*map(_names, kind.__subclasses__()))
