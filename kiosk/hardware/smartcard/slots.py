"""Which readers are ours, and what their states come to: the contact slot before the one cards are laid on."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.hardware.device import Presence
from kiosk.hardware.smartcard.messages import Interface, ReaderState

_orders = itertools.count(1)


@dataclass(frozen=True)
class Wanted:
    """Parts of the readers' names. `contact` empty: the first that is not contactless; `contactless` empty: none."""

    contact: str
    contactless: str = ""

    def among(self, names: Iterable[str]) -> dict[Interface, str]:
        """Those of them there are."""
        waiting = list(names)
        laid_on = next((name for name in waiting if self.contactless and self.contactless in name), None)
        inserted = next((name for name in waiting if self.contact in name and name != laid_on), None)
        both = {Interface.CONTACT: inserted, Interface.CONTACTLESS: laid_on}
        return {interface: name for interface, name in both.items() if name is not None}


def no_service() -> ReaderState:
    """What is seen when the reader service is down."""
    return ReaderState(next(_orders))


def sight(ours: Mapping[Interface, str], seen: Mapping[str, tuple[int, bytes]], present: int) -> ReaderState:
    """What is seen of our readers; `seen` is flags and ATR by name, `present` the flag that says a card is in.

    A card in the contact slot wins over one that lies on the other.
    """
    if not ours:
        return ReaderState(next(_orders), service=True)
    first_come = [interface for interface in Interface if interface in ours]
    filled = [interface for interface in first_come if seen[ours[interface]][0] & present]
    interface = (filled or first_come)[0]
    flags, atr = seen[ours[interface]]
    card = Presence.PRESENT if filled else Presence.ABSENT
    return ReaderState(next(_orders), True, ours[interface], card, flags >> 16 & 0xFFFF, atr, interface)
