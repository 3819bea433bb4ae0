"""One fault played through: it begins, the machine notices, a citizen comes, it is mended, a citizen is served."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.events import DeviceChanged, Event, Mishap
from kiosk.views import Attract, Home, InsertCard, Outcome, OutOfService, PresentDocument, View
from tests.citizen import Citizen
from tests.room import Room
from tests.virtual_time import real_time

NOTICED = 24.0  # virtual seconds until the machine knows by itself: one look every 15 s, three misses a second apart
_ROUTINE = frozenset({"ServiceStarted", "ServiceEnded", "DocumentRead", "SlipPrinted", "MachineStarted", "ViewShown"})


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

    service: str
    who: str
    fitted: frozenset[str] = frozenset({"cabinet"})
    prints: bool = False


PARTS: Mapping[str, Part] = {
    "id-reader": Part("progress", "ready"),
    "card-reader": Part("activate", "collected"),
    "printer": Part("progress", "ready", prints=True),
    "cabinet": Part("progress", "ready"),
    "ups": Part("progress", "ready", frozenset({"cabinet", "ups"})),
}


async def play(device: str, fault: str) -> Seen:
    """Play one fault of one device. Raises AssertionError when somebody is left standing, or it does not heal."""
    part = PARTS[device]
    async with Room(["cabinet.poll_seconds=10.0"], fitted=part.fitted) as room:
        async with real_time():
            await room.bench.fault(device, fault)
        await asyncio.sleep(NOTICED)
        reports, light = _reported(room.log.events, device), _light(room, device)
        sees = await _come(room, part)
        log = tuple(sorted({type(event).__name__ for event in room.log.events} - _ROUTINE))
        assert not [event for event in room.log.events if isinstance(event, Mishap) and _unforeseen(event)]
        async with real_time():
            await room.bench.mend(device)
        await room.until_well()
        assert (await _come(room, part))[-1] == "served", "not well after it was mended"
        return Seen(reports, sees, light, log)


async def _come(room: Room, part: Part) -> tuple[str, ...]:
    citizen = Citizen(room, part.who, part.service, tries=2, prints=part.prints)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(400):
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
            case Outcome(sentence=sentence) if view.tone.value in ("sorry", "uncertain"):
                told[sentence.key] = None
            case _:
                pass
    return tuple(told)


def _reported(events: Iterable[Event], device: str) -> str:
    """The last report of a device; ``up`` when there was no news of it."""
    reports = [event for event in events if isinstance(event, DeviceChanged) and event.device == device]
    return reports[-1].state if reports else "up"


def _light(room: Room, device: str) -> str:
    return room.bench.fittings.cabinet.lights.get(device, "none")


def _unforeseen(event: Mishap) -> bool:
    """Errors of devices and of the office are foreseen; anything else is a fault of ours."""
    return not event.error.startswith(_FORESEEN)


_FORESEEN = ("Device", "Card", "Cannot", "Cover", "OutOf", "Cutter", "Print", "Office", "Bin")
