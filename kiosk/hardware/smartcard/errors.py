"""What can go wrong with a chip card. The facts never hold a byte the card sent, but for its status word."""

from __future__ import annotations

import enum

from kiosk.hardware.errors import DeviceError, DeviceRefused, DeviceSilent


class CardKind(enum.Enum):
    """What a card without the social security application is, as far as it tells."""

    BANK = "bank"
    HEALTH = "health"
    TRANSPORT = "transport"
    UNKNOWN = "unknown"


class CardPulled(DeviceError):
    """The card went away, or another one took its place: nothing known of it holds any longer."""


class CardMute(DeviceSilent):
    """A card is in the reader and does not answer: inserted the wrong way round, or broken."""


class SessionOver(DeviceError):
    """A session with a card was used after it had ended. Begin a new one and read the identity again."""


class NotOurCard(DeviceError):
    """The card has no social security application; `kind` is what it is instead."""

    def __init__(self, device: str, fact: str, kind: CardKind = CardKind.UNKNOWN) -> None:
        super().__init__(device, fact)
        self.kind = kind


class BadCardData(DeviceError):
    """The card answered, and the answer is not what the specification says."""


class AuthorityRefused(DeviceError):
    """Whoever keeps the card's keys gives no proof for this card. The card was asked nothing, no try was used."""


class CardRefused(DeviceRefused):
    """The card answered a command with a refusal; `status` is its status word."""


class NotAllowed(CardRefused):
    """6982: something must be proved to the card first."""


class HolderDataLocked(NotAllowed):
    """The holder's data needs an external authentication first (RKssse, fact sheet 2.5): a 3.00 card."""


class OutOfOrder(CardRefused):
    """6984, 6985: a command that has to come before it is missing, such as GET CHALLENGE."""


class FileMissing(CardRefused):
    """6A82: no such file or application."""


class RecordMissing(CardRefused):
    """6A83: no such record."""


class KeyMissing(CardRefused):
    """6A88, 9403: the card has no such key."""


class NotUnderstood(CardRefused):
    """6700, 6981, 6A80, 6A81, 6A86, 6B00, 6D00, 6E00, 9302: the card knows the command or its form not."""


class MacWrong(CardRefused):
    """6988, 9406: secure messaging failed."""


class ApplicationBlocked(CardRefused):
    """9303: the application is blocked for ever; the card is of no more use."""


class TryLost(CardRefused):
    """63Cx: a PIN or a proof was wrong. `attempts_left` before it is blocked; never try again by itself."""

    def __init__(self, device: str, fact: str, status: int, attempts_left: int | None) -> None:
        super().__init__(device, fact, status)
        self.attempts_left = attempts_left


class WrongPin(TryLost):
    """The PIN was wrong."""


class ProofRefused(TryLost):
    """The proof relayed to the card was wrong; `attempts_left` is None when the card does not say (6982)."""


class Blocked(CardRefused):
    """6983: no try is left."""


class PinBlocked(Blocked):
    """The PIN is blocked; the office or the bank unblocks it."""


class KeyBlocked(Blocked):
    """The key that guards the holder's data is blocked; only the issuer can help."""


class BinFull(DeviceError):
    """A forgotten card cannot be retained: no room is left for it. It stays where the citizen can take it."""
