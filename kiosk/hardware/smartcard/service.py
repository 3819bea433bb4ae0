"""PC/SC's own calls, for the worker process; the only file that imports pyscard."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final

from smartcard import scard

from kiosk.hardware.smartcard.messages import Failure

_BUSY_SECONDS: Final = 0.05  # pause before a reader that is in use is tried again

Sight = tuple[int, bytes]  # a reader's state flags, with the event counter in the upper 16 bits; and the card's ATR
PRESENT: Final[int] = scard.SCARD_STATE_PRESENT

# SCARD_E_NOT_TRANSACTED stands for a pulled card as well as for a silently swapped one (measured).
_FAILURES = {
    scard.SCARD_E_NO_SERVICE: Failure.SERVICE_DOWN,
    scard.SCARD_E_SERVICE_STOPPED: Failure.SERVICE_DOWN,
    scard.SCARD_E_INVALID_HANDLE: Failure.SERVICE_DOWN,  # the handle of a service that has been restarted
    scard.SCARD_F_COMM_ERROR: Failure.SERVICE_DOWN,
    scard.SCARD_E_NO_READERS_AVAILABLE: Failure.NO_READER,
    scard.SCARD_E_UNKNOWN_READER: Failure.NO_READER,
    scard.SCARD_E_READER_UNAVAILABLE: Failure.NO_READER,
    scard.SCARD_E_NO_SMARTCARD: Failure.NO_CARD,
    scard.SCARD_W_REMOVED_CARD: Failure.BROKEN_OFF,
    scard.SCARD_W_RESET_CARD: Failure.BROKEN_OFF,
    scard.SCARD_E_NOT_TRANSACTED: Failure.BROKEN_OFF,
    scard.SCARD_W_UNRESPONSIVE_CARD: Failure.MUTE,
    scard.SCARD_W_UNPOWERED_CARD: Failure.MUTE,
}


class Failed(Exception):
    """What a PC/SC call came to, carried to the other process as a message."""

    def __init__(self, failure: Failure, code: int) -> None:
        super().__init__(failure.value)
        self.failure = failure
        self.code = code


class Service:
    """One connection to pcscd, for one thread. Made anew after every failure: an old one never recovers."""

    def __init__(self) -> None:
        result, self._context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        _checked(result)

    def release(self) -> None:
        """Let go of it."""
        scard.SCardReleaseContext(self._context)  # of a service that is gone: fails, and nothing is left to do

    def readers(self) -> list[str]:
        """Every reader and slot by name. Raises `Failed`."""
        result, names = scard.SCardListReaders(self._context, [])
        if result == scard.SCARD_E_NO_READERS_AVAILABLE:
            return []
        _checked(result)
        return list(names)

    def look(self, known: Mapping[str, int], wait_ms: int = 0) -> dict[str, Sight] | None:
        """What readers are like; None when none of them changed from its `known` flags within `wait_ms`.

        Raises `Failed`, also when one of them is gone.
        """
        result, states = scard.SCardGetStatusChange(self._context, wait_ms, list(known.items()))
        if result == scard.SCARD_E_TIMEOUT:
            return None
        _checked(result)
        if any(flags & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE) for _, flags, _ in states):
            raise Failed(Failure.NO_READER, scard.SCARD_E_READER_UNAVAILABLE)
        return {name: (flags & ~scard.SCARD_STATE_CHANGED, bytes(atr)) for name, flags, atr in states}

    def see(self, readers: list[str]) -> dict[str, Sight]:
        """What readers are like now. Raises `Failed`."""
        return self.look(dict.fromkeys(readers, scard.SCARD_STATE_UNAWARE)) or {}

    def connect(self, reader: str) -> Card:
        """Connect so that no other program's commands come between ours while a citizen's card is in.

        Waits as long as the reader is in use: a killed worker's command may still be with the card, and whoever
        asked keeps the deadline. Raises `Failed`.
        """
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        while True:
            result, card, used = scard.SCardConnect(self._context, reader, scard.SCARD_SHARE_EXCLUSIVE, protocols)
            if result != scard.SCARD_E_SHARING_VIOLATION:
                _checked(result)
                return Card(card, used)
            time.sleep(_BUSY_SECONDS)


class Card:
    """A card connected to."""

    def __init__(self, handle: Any, protocol: int) -> None:
        self._handle = handle
        self._protocol = protocol
        self._frame = scard.SCARD_PCI_T1 if protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0

    def reset(self) -> None:
        """Reset it. Raises `Failed`."""
        result, _ = scard.SCardReconnect(
            self._handle, scard.SCARD_SHARE_EXCLUSIVE, self._protocol, scard.SCARD_RESET_CARD
        )
        _checked(result)

    def atr(self) -> bytes:
        """Its answer to reset. Raises `Failed`."""
        result, _, _, _, atr = scard.SCardStatus(self._handle)
        _checked(result)
        return bytes(atr)

    def transmit(self, apdu: bytearray) -> bytes:
        """One command. pyscard wants a list of numbers, of which it makes a copy in C: neither can be wiped.

        Raises `Failed`.
        """
        result, answered = scard.SCardTransmit(self._handle, self._frame, list(apdu))
        _checked(result)
        if len(answered) < 2:  # success without an answer: the card was pulled while it computed (measured)
            raise Failed(Failure.BROKEN_OFF, result)
        return bytes(answered)

    def let_go(self, *, power_off: bool) -> None:
        """Disconnect. Fails when the card is gone; then nothing is left to do."""
        scard.SCardDisconnect(self._handle, scard.SCARD_UNPOWER_CARD if power_off else scard.SCARD_LEAVE_CARD)


def no_reader() -> Failed:
    """That there is no reader to be asked."""
    return Failed(Failure.NO_READER, scard.SCARD_E_NO_READERS_AVAILABLE)


def no_session() -> Failed:
    """That no card is connected to."""
    return Failed(Failure.BROKEN_OFF, scard.SCARD_E_INVALID_HANDLE)


def _checked(result: int) -> None:
    if result != scard.SCARD_S_SUCCESS:
        raise Failed(_FAILURES.get(result, Failure.OTHER), result)
