"""The program that owns PC/SC, run as a process of its own.

``python -m kiosk.hardware.smartcard.channel COMMANDS EVENTS READER CONTACTLESS``: two inherited socket descriptors
and parts of the readers' names. PC/SC calls know no timeout and a mute card blocks them for ever
(docs/decisions/0001), so whoever started this process kills it when an answer is late.
It writes nothing anywhere but to its sockets, and of an unexpected error only type and place to stderr.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final

from kiosk.hardware.smartcard.messages import Do, Failure, Inbox, Message, PeerGone, ReaderState, receive, send
from kiosk.hardware.smartcard.service import PRESENT, Card, Failed, Service, no_reader, no_session
from kiosk.hardware.smartcard.slots import Wanted, no_service, sight

_NAME: Final = "kiosk.hardware.smartcard.channel"
_WAIT_MS: Final = 1000  # the watcher's finite wait; a reader plugged in is seen within it
_RETRY_SECONDS: Final = 0.5  # pause before a reader service that is down, or a missing reader, is tried again
_BREATH_SECONDS: Final = 0.01  # after each sight: a service that reports without pause must not eat a core
_PR_SET_PDEATHSIG: Final = 1
_HARMLESS: Final = (Do.LOOK, Do.CONNECT)  # may be done twice


class _Watcher:
    """Tells every change of service, reader and card, for ever. pyscard's own CardMonitor ends for good
    when pcscd restarts and spins on other errors (measured)."""

    def __init__(self, events: socket.socket, wanted: Wanted) -> None:
        self._events = events
        self._wanted = wanted
        self._told: ReaderState | None = None

    def run(self) -> None:
        while True:
            try:
                service = Service()
            except Failed:
                self._tell(no_service())
            else:
                self._watch(service)
                service.release()
            time.sleep(_RETRY_SECONDS)

    def _watch(self, service: Service) -> None:
        try:
            self._follow(service)
        except Failed as failed:
            if failed.failure is Failure.NO_READER:
                self._tell(sight({}, {}, PRESENT))
            else:
                self._tell(no_service())

    def _follow(self, service: Service) -> None:
        """Until a reader of ours comes or goes; without one, no longer than to say so."""
        ours = self._wanted.among(service.readers())
        seen = service.see(list(ours.values())) if ours else {}
        self._tell(sight(ours, seen, PRESENT))
        while ours and self._wanted.among(service.readers()) == ours:
            changed = service.look({name: flags for name, (flags, _) in seen.items()}, _WAIT_MS)
            if changed is not None:
                seen = changed
                self._tell(sight(ours, seen, PRESENT))
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

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._service: Service | None = None
        self._card: Card | None = None
        self._unsure = False  # the last session broke off: pcscd may take one card for another

    def answer(self, message: Message, beside: bytearray) -> tuple[Message, bytes]:
        used = self._service is not None
        try:
            try:
                return self._do(message, beside)
            except Failed as failed:
                # A service that was restarted meanwhile is there; only our connection to it is not.
                if not used or failed.failure is not Failure.SERVICE_DOWN or Do(message["do"]) not in _HARMLESS:
                    raise
                self._break_off()
                return self._do(message, beside)
        except Failed as failed:
            self._break_off()
            return {"failure": failed.failure.name, "code": f"{failed.code & 0xFFFFFFFF:08X}"}, b""

    def _do(self, message: Message, beside: bytearray) -> tuple[Message, bytes]:
        match Do(message["do"]):
            case Do.LOOK:
                return self._look().to_message(), b""
            case Do.CONNECT:
                state, atr = self._connect()
                return {"state": state.to_message()}, atr
            case Do.TRANSMIT:
                return {}, self._transmit(beside)
            case Do.DISCONNECT:
                self._disconnect()
                return {}, b""

    def _look(self) -> ReaderState:
        service = self._opened()
        ours = self._wanted.among(service.readers())
        return sight(ours, service.see(list(ours.values())) if ours else {}, PRESENT)

    def _connect(self) -> tuple[ReaderState, bytes]:
        """Connect to the card that is in, and tell what the reader looked like just then."""
        self._disconnect()
        service = self._opened()
        reader = self._look().reader
        if reader is None:
            raise no_reader()
        self._card = service.connect(reader)
        if self._unsure:
            self._card.reset()
            self._unsure = False
        atr = self._card.atr()
        return self._look(), atr

    def _transmit(self, apdu: bytearray) -> bytes:
        if self._card is None:
            raise no_session()
        try:
            return self._card.transmit(apdu)
        finally:
            apdu[:] = bytes(len(apdu))

    def _disconnect(self, *, power_off: bool = True) -> None:
        """Let go of the card, without power: what one session was allowed to see, the next is not."""
        card, self._card = self._card, None
        if card is not None:
            card.let_go(power_off=power_off)

    def _opened(self) -> Service:
        if self._service is None:
            self._service = Service()
        return self._service

    def _break_off(self) -> None:
        """After a failure: a new connection to the service, and the next card is reset first.

        Not reset here: pcscd then notes "no card", and when another card is already in, it never notices
        that one (measured: a card swapped within its 400 ms poll stayed unseen until it was pulled).
        """
        self._unsure = self._unsure or self._card is not None
        self._disconnect(power_off=False)
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


def main(commands_fd: int, events_fd: int, wanted: Wanted) -> None:
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
            send(commands, *desk.answer(*receive(commands, inbox)))
    except PeerGone:
        os._exit(0)  # without waiting for the watcher, which may sit in a call for a second


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Wanted(*sys.argv[3:5]))
