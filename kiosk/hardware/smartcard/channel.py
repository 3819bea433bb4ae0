"""The program that owns PC/SC, run as a process of its own; the only file that imports pyscard.

``python -m kiosk.hardware.smartcard.channel COMMANDS EVENTS READER``: two inherited socket descriptors
and a part of the reader's name. PC/SC calls know no timeout and a mute card blocks them for ever
(docs/decisions/0001), so whoever started this process kills it when an answer is late.
It writes nothing anywhere but to its sockets, and of an unexpected error only type and place to stderr.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import signal
import socket
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from smartcard import scard

from kiosk.hardware.device import Presence
from kiosk.hardware.smartcard.messages import Do, Failure, Inbox, Message, PeerGone, ReaderState, receive, send

_NAME: Final = "kiosk.hardware.smartcard.channel"
_WAIT_MS: Final = 1000  # the watcher's finite wait; a reader plugged in is seen within it
_RETRY_SECONDS: Final = 0.5  # pause before a reader service that is down, or a missing reader, is tried again
_BUSY_SECONDS: Final = 0.05  # pause before a reader that is in use is tried again
_BREATH_SECONDS: Final = 0.01  # after each sight: a service that reports without pause must not eat a core
_PR_SET_PDEATHSIG: Final = 1

_orders = itertools.count(1)

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


class _Failed(Exception):
    """What a PC/SC call came to, carried to the other process as a message."""

    def __init__(self, failure: Failure, code: int) -> None:
        super().__init__(failure.value)
        self.failure = failure
        self.code = code


def _checked(result: int) -> None:
    if result != scard.SCARD_S_SUCCESS:
        raise _Failed(_FAILURES.get(result, Failure.OTHER), result)


class _Service:
    """One connection to pcscd, for one thread. Made anew after every failure: an old one never recovers."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        result, self.context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
        _checked(result)

    def release(self) -> None:
        scard.SCardReleaseContext(self.context)  # of a service that is gone: fails, and nothing is left to do

    def reader(self) -> str | None:
        result, names = scard.SCardListReaders(self.context, [])
        if result == scard.SCARD_E_NO_READERS_AVAILABLE:
            return None
        _checked(result)
        return next((name for name in names if self._wanted in name), None)

    def look(self, reader: str, known: int = scard.SCARD_STATE_UNAWARE, wait_ms: int = 0) -> tuple[int, bytes] | None:
        """The reader's state flags and ATR; None when they did not change from `known` within `wait_ms`."""
        result, states = scard.SCardGetStatusChange(self.context, wait_ms, [(reader, known)])
        if result == scard.SCARD_E_TIMEOUT:
            return None
        _checked(result)
        _, flags, atr = states[0]
        if flags & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE):
            raise _Failed(Failure.NO_READER, scard.SCARD_E_READER_UNAVAILABLE)
        return flags & ~scard.SCARD_STATE_CHANGED, bytes(atr)


def _sight(reader: str | None, seen: tuple[int, bytes] | None = None) -> ReaderState:
    if seen is None:
        return ReaderState(next(_orders), service=True, reader=reader)
    flags, atr = seen
    card = Presence.PRESENT if flags & scard.SCARD_STATE_PRESENT else Presence.ABSENT
    return ReaderState(next(_orders), True, reader, card, flags >> 16 & 0xFFFF, atr)


class _Watcher:
    """Tells every change of service, reader and card, for ever. pyscard's own CardMonitor ends for good
    when pcscd restarts and spins on other errors (measured)."""

    def __init__(self, events: socket.socket, wanted: str) -> None:
        self._events = events
        self._wanted = wanted
        self._told: ReaderState | None = None

    def run(self) -> None:
        while True:
            try:
                service = _Service(self._wanted)
            except _Failed:
                self._tell(ReaderState(next(_orders)))
            else:
                self._watch(service)
                service.release()
            time.sleep(_RETRY_SECONDS)

    def _watch(self, service: _Service) -> None:
        try:
            reader = service.reader()
            if reader is None:
                self._tell(_sight(None))
                return
            self._follow(service, reader)
        except _Failed as failed:
            if failed.failure is Failure.NO_READER:
                self._tell(_sight(None))
            else:
                self._tell(ReaderState(next(_orders)))

    def _follow(self, service: _Service, reader: str) -> None:
        known = scard.SCARD_STATE_UNAWARE
        while service.reader() == reader:
            seen = service.look(reader, known, _WAIT_MS)
            if seen is not None:
                known, _ = seen
                self._tell(_sight(reader, seen))
                time.sleep(_BREATH_SECONDS)

    def _tell(self, state: ReaderState) -> None:
        if self._told is not None and replace(self._told, order=state.order) == state:
            return
        self._told = state
        try:
            send(self._events, state.to_message())
        except PeerGone:
            os._exit(0)


class _Desk:
    """Does what it is told, one thing at a time."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._service: _Service | None = None
        self._card: tuple[Any, Any] | None = None
        self._unsure = False  # the last session broke off: pcscd may take one card for another

    def answer(self, message: Message) -> Message:
        try:
            return self._do(message)
        except _Failed as failed:
            self._break_off()
            return {"failure": failed.failure.name, "code": f"{failed.code & 0xFFFFFFFF:08X}"}

    def _do(self, message: Message) -> Message:
        match Do(message["do"]):
            case Do.LOOK:
                return self._look().to_message()
            case Do.CONNECT:
                return {"atr": self._connect().hex()}
            case Do.TRANSMIT:
                return {"answer": self._transmit(bytes.fromhex(message["apdu"])).hex()}
            case Do.DISCONNECT:
                self._disconnect()
                return {}

    def _look(self) -> ReaderState:
        service = self._opened()
        reader = service.reader()
        return _sight(None) if reader is None else _sight(reader, service.look(reader))

    def _connect(self) -> bytes:
        self._disconnect()
        service = self._opened()
        reader = service.reader()
        if reader is None:
            raise _Failed(Failure.NO_READER, scard.SCARD_E_NO_READERS_AVAILABLE)
        card, protocol = self._connect_alone(service, reader)
        self._card = card, scard.SCARD_PCI_T1 if protocol == scard.SCARD_PROTOCOL_T1 else scard.SCARD_PCI_T0
        if self._unsure:
            reset = scard.SCARD_RESET_CARD
            result, _ = scard.SCardReconnect(card, scard.SCARD_SHARE_EXCLUSIVE, protocol, reset)
            _checked(result)
            self._unsure = False
        result, _, _, _, atr = scard.SCardStatus(card)
        _checked(result)
        return bytes(atr)

    @staticmethod
    def _connect_alone(service: _Service, reader: str) -> tuple[Any, int]:
        """Connect so that no other program's commands come between ours while a citizen's card is in."""
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        while True:
            result, card, protocol = scard.SCardConnect(service.context, reader, scard.SCARD_SHARE_EXCLUSIVE, protocols)
            if result != scard.SCARD_E_SHARING_VIOLATION:
                _checked(result)
                return card, protocol
            # A killed worker's command is still with the card. Whoever asked us keeps the deadline.
            time.sleep(_BUSY_SECONDS)

    def _transmit(self, apdu: bytes) -> bytes:
        if self._card is None:
            raise _Failed(Failure.BROKEN_OFF, scard.SCARD_E_INVALID_HANDLE)
        card, protocol = self._card
        result, answered = scard.SCardTransmit(card, protocol, list(apdu))
        _checked(result)
        if len(answered) < 2:  # success without an answer: the card was pulled while it computed (measured)
            raise _Failed(Failure.BROKEN_OFF, result)
        return bytes(answered)

    def _disconnect(self, then: int = scard.SCARD_UNPOWER_CARD) -> None:
        """Let go of the card, without power: what one session was allowed to see, the next is not."""
        if self._card is not None:
            card, _ = self._card
            self._card = None
            scard.SCardDisconnect(card, then)  # fails when the card is gone; then nothing is left to do

    def _opened(self) -> _Service:
        if self._service is None:
            self._service = _Service(self._wanted)
        return self._service

    def _break_off(self) -> None:
        """After a failure: a new connection to the service, and the next card is reset first.

        Not reset here: pcscd then notes "no card", and when another card is already in, it never notices
        that one (measured: a card swapped within its 400 ms poll stayed unseen until it was pulled).
        """
        self._unsure = self._unsure or self._card is not None
        self._disconnect(scard.SCARD_LEAVE_CARD)
        if self._service is not None:
            self._service.release()
            self._service = None


def _last_words(kind: type[BaseException], _: BaseException | None, trace: TracebackType | None) -> None:
    """Type and place of an unexpected error, not its text, which may quote a card's answer. Then the end."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    sys.stderr.write(f"{_NAME}: {kind.__name__}{where}\n")
    sys.stderr.flush()
    os._exit(1)


def main(commands_fd: int, events_fd: int, wanted: str) -> None:
    """Serve until the other side closes its socket or dies."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # the socket's end is not seen inside a blocked call
    sys.excepthook = _last_words
    threading.excepthook = lambda args: _last_words(args.exc_type, args.exc_value, args.exc_traceback)
    commands = socket.socket(fileno=commands_fd)
    watcher = _Watcher(socket.socket(fileno=events_fd), wanted)
    threading.Thread(target=watcher.run, name="watch the reader", daemon=True).start()
    desk, inbox = _Desk(wanted), Inbox()
    try:
        while True:
            send(commands, desk.answer(receive(commands, inbox)))
    except PeerGone:
        os._exit(0)  # without waiting for the watcher, which may sit in a call for a second


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
