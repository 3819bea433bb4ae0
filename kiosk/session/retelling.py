"""The log, of which the office is told what concerns it: by words of a closed list, through the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kiosk.events import CardRetained, ContactChanged, Event, LeftBehind, Log, PowerChanged, StaffCalled
from kiosk.outbox import Happening, Kind, Outbox

_LEFT = {"document": Kind.DOCUMENT_LEFT, "card": Kind.CARD_LEFT}
_OPENED = {"door-open": Kind.DOOR_OPEN, "tampered": Kind.TAMPERED}
_SUPPLIES = {"mains": Kind.MAINS_BACK, "battery": Kind.MAINS_LOST, "low": Kind.BATTERY_LOW}


class Retelling:
    """A `Log` in front of the real one."""

    def __init__(self, log: Log, outbox: Outbox, now: Callable[[], datetime]) -> None:
        self._log = log
        self._outbox = outbox
        self._now = now

    def write(self, event: Event) -> None:
        """See `kiosk.events.Log`."""
        self._log.write(event)
        kind = _concerns(event)
        if kind is not None:
            self._outbox.put(Happening(kind, self._now()))


def _concerns(event: Event) -> Kind | None:
    """What the office is told of an event; None for nearly all."""
    match event:
        case StaffCalled():
            return Kind.STAFF_CALLED
        case CardRetained():
            return Kind.CARD_KEPT
        case LeftBehind(item):
            return _LEFT.get(item)
        case ContactChanged(contact, "yes"):
            return _OPENED.get(contact)
        case PowerChanged(_, supply):
            return _SUPPLIES.get(supply)
    return None
