"""What can go wrong with a chip card. The facts never hold a byte the card sent."""

from __future__ import annotations

from kiosk.hardware.errors import DeviceError, DeviceRefused, DeviceSilent


class CardPulled(DeviceError):
    """The card went away, or another one took its place: nothing known of it holds any longer."""


class CardMute(DeviceSilent):
    """A card is in the reader and does not answer: inserted the wrong way round, or broken."""


class SessionOver(DeviceError):
    """A session with a card was used after it had ended. Begin a new one and read the identity again."""


class NotOurCard(DeviceError):
    """The card has no social security application: a bank card, a transport card."""


class CardRefused(DeviceRefused):
    """The card answered a command with a refusal; `status` is its status word."""


class HolderDataLocked(CardRefused):
    """The holder's data needs an external authentication first (RKssse, fact sheet 2.5): a 3.00 card."""


class BadCardData(DeviceError):
    """The card answered, and the answer is not what the specification says."""


class BinFull(DeviceError):
    """A forgotten card cannot be retained: no room is left for it. It stays where the citizen can take it."""
