"""The main process's end of one PC/SC worker process: start it, ask it, kill it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys

from kiosk.config import CardReader as Settings
from kiosk.hardware.errors import DeviceError, DeviceGone
from kiosk.hardware.smartcard.errors import CardMute, CardPulled
from kiosk.hardware.smartcard.messages import Failure, Inbox, Message, receive, send

_PROGRAM = "kiosk.hardware.smartcard.channel"

_ERRORS: dict[Failure, type[DeviceError]] = {
    Failure.SERVICE_DOWN: DeviceGone,
    Failure.NO_READER: DeviceGone,
    Failure.NO_CARD: CardPulled,
    Failure.BROKEN_OFF: CardPulled,
    Failure.MUTE: CardMute,
    Failure.OTHER: DeviceError,
}

_PLAIN = (Failure.SERVICE_DOWN, Failure.NO_READER, Failure.NO_CARD)  # PC/SC's own number adds nothing to these


class Worker:
    """One run of ``kiosk.hardware.smartcard.channel``. Starting takes about 2 ms; its first answer, some 100 ms.

    `events` is the socket its unasked messages come on; it does not block.
    """

    def __init__(self, settings: Settings) -> None:
        self._commands, commands = socket.socketpair()
        self.events, events = socket.socketpair()
        self.events.setblocking(False)
        self._inbox = Inbox()
        with commands, events:
            fds = commands.fileno(), events.fileno()
            self._process = subprocess.Popen(
                [sys.executable, "-m", _PROGRAM, *map(str, fds), settings.reader, settings.contactless],
                pass_fds=fds,
                env=_environment(settings),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl+C at a terminal is for the kiosk, which ends the worker itself
            )

    def ask(self, message: Message, beside: bytes | bytearray) -> tuple[Message, bytearray]:
        """Ask and wait, blocking, without a deadline: `kill` from another thread ends the wait.

        `beside` is handed over before anything is waited for. Raises `kiosk.hardware.smartcard.messages.PeerGone`.
        """
        send(self._commands, message, beside)
        return receive(self._commands, self._inbox)

    def kill(self) -> None:
        """End the process at once; safe from any thread and more than once. `ask` then raises."""
        self._process.kill()
        with contextlib.suppress(OSError):  # already shut down
            self._commands.shutdown(socket.SHUT_RDWR)

    def bury(self) -> None:
        """Wait, blocking, until a killed process is gone, and close the sockets. Not while `ask` runs."""
        self._process.wait()
        self._commands.close()
        self.events.close()


def _environment(settings: Settings) -> dict[str, str]:
    own = {"PCSCLITE_CSOCK_NAME": settings.socket} if settings.socket else {}
    return {**os.environ, **own}


def refuse_failure(device: str, told: Message) -> None:
    """Raise the `DeviceError` that an answer tells of, if it tells of one."""
    if "failure" in told:
        failure = Failure[told["failure"]]
        fact = failure.value if failure in _PLAIN else f"{failure.value} ({told['code']})"
        raise _ERRORS[failure](device, fact)
