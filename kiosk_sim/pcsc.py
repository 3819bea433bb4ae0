"""A throw-away PC/SC room: a real pcscd with a virtual reader, and the hand that puts cards into it.

pcscd gets its socket by socket activation, so it needs no root and many rooms can stand side by side
(docs/decisions/0001). Cards talk to its driver (vpcd) over TCP on loopback.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import shutil
import signal
import socket as sockets  # `socket` is a word of the room's own
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk_sim.cards import Chip
from kiosk_sim.faults import Fault
from kiosk_sim.listening import listens

READER = "Kiosk SSC"

_DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
_RUN_FOLDER = Path("/run/pcscd")  # compiled into pcscd, which ends without it although it uses our socket
_PORTS = range(20000, 32000, 2)  # below the ephemeral ports; one reader has two slots on two ports
_PORT_TRIES = 8
# A hand needs longer than pcscd's poll of 0.4 s to put the next card in. Were it faster, pcscd might keep the slot
# for empty until that card is pulled (measured, after a reset that failed because the first card was gone).
_HAND_SECONDS = 0.5
# The socket becomes fd 3 and LISTEN_PID our own number, which exec keeps; pcscd dies with the thread that started it.
_LAUNCH = 'export LISTEN_FDS=1 LISTEN_PID=$$; exec setpriv --pdeathsig KILL "$0" -f -c "$1" 3<&0 </dev/null'

_POWER_OFF, _POWER_ON, _RESET, _GET_ATR = 0x00, 0x01, 0x02, 0x04


class RoomError(Exception):
    """The room cannot be set up, or a hand did something impossible; the text says what and what to do."""


class PcscRoom:
    """One pcscd, one reader, at most one card in it. All methods belong to one event loop.

    To look at: `card`, `apdus` (commands that reached a card), `socket` (for the kiosk's configuration).
    `mute`: as long as it is true, the card takes commands and nobody hears its answers.
    """

    def __init__(self) -> None:
        self.card: Chip | None = None
        self.apdus = 0
        self.mute = False
        self._folder: Path | None = None
        self._service: subprocess.Popen[bytes] | None = None
        self._reader = False  # whether the service that runs has one
        self._port = 0
        self._pulled_at = 0.0
        self._line: sockets.socket | None = None
        self._life: asyncio.Task[None] | None = None

    @property
    def socket(self) -> str:
        """The path of pcscd's socket. Raises `RoomError` before `start`."""
        return str(self._home / "pcscd.comm")

    @property
    def _home(self) -> Path:
        if self._folder is None:
            raise RoomError("the room has not been started")
        return self._folder

    @property
    def pid(self) -> int:
        """pcscd's process number, to stop or kill it. Raises `RoomError` when it does not run."""
        if self._service is None:
            raise RoomError("pcscd does not run")
        return self._service.pid

    @property
    def plugged(self) -> bool:
        """Whether pcscd runs and has its reader."""
        return self._service is not None and self._reader

    @property
    def faults(self) -> Mapping[str, Fault]:
        """What can go wrong with the reader and its service; cards have their own ways."""
        return {
            "mute-chip": Fault("the chip takes commands and does not answer", self._mutes(True), self._mutes(False)),
            "service-down": Fault("the reader's service has crashed", self.stop_service, self.plug),
            "service-frozen": Fault("the reader's service does not answer", self.freeze, self.thaw),
            "unplugged": Fault("the reader is unplugged, its service runs", self.unplug, self.plug),
        }

    async def start(self) -> None:
        """Set up the room and start pcscd; when it returns, the reader can be used. Raises `RoomError`."""
        _need_programs()
        self._folder = Path(tempfile.mkdtemp(prefix="kiosk-pcsc-"))
        try:
            await self.start_service()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Take the card out, end pcscd, remove every file. Safe to call twice."""
        await self._unplug()
        self.card = None
        await self.stop_service()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    async def start_service(self) -> None:
        """Start pcscd (again); a card that is in is powered up as if just inserted. Raises `RoomError`."""
        if self._service is not None:
            raise RoomError("pcscd runs already")
        for port in random.sample(_PORTS, _PORT_TRIES):
            if await self._try_port(port):
                break
        else:
            raise RoomError(f"pcscd did not come up on {_PORT_TRIES} ports; its last words: {self._last_words()}")
        if self.card is not None:
            await self._plug(self.card)

    async def stop_service(self) -> None:
        """Kill pcscd as a crash would (kill -9). The card stays in the slot without power."""
        await self._unplug()
        service, self._service = self._service, None
        if service is not None:
            service.kill()
            service.send_signal(signal.SIGCONT)  # a frozen one too
            await asyncio.get_running_loop().run_in_executor(None, service.wait)

    async def unplug(self) -> None:
        """Unplug the reader: pcscd runs and has none. The card stays in its slot without power."""
        if self.plugged:
            await self.stop_service()
            self._service = self._launch(reader=False)

    async def plug(self) -> None:
        """Have reader and service as after `start`; safe then. Raises `RoomError`."""
        if not self.plugged:
            await self.stop_service()
            await self.start_service()

    def freeze(self) -> None:
        """pcscd hangs from now on. Raises `RoomError` when it does not run."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """pcscd goes on, if it runs."""
        if self._service is not None:
            os.kill(self.pid, signal.SIGCONT)

    def _mutes(self, mute: bool) -> Callable[[], None]:
        return lambda: setattr(self, "mute", mute)

    async def insert(self, card: Chip) -> None:
        """Put a card in, 0.5 s after the last one at the earliest. pcscd sees it within 0.4 s.

        Raises `RoomError` when a card is in.
        """
        if self.card is not None:
            raise RoomError("a card is in the reader; pull it first")
        still = self._pulled_at + _HAND_SECONDS - time.monotonic()
        if still > 0:
            await asyncio.get_running_loop().run_in_executor(None, time.sleep, still)
        await self._put(card)

    async def pull(self) -> None:
        """Take the card out. pcscd sees it within 0.4 s. Raises `RoomError` when none is in."""
        if self.card is None:
            raise RoomError("no card is in the reader")
        self.card = None
        self._pulled_at = time.monotonic()
        await self._unplug()

    async def swap(self, card: Chip) -> None:
        """Another card in the same instant: pcscd may never see that anything happened."""
        await self.pull()
        await self._put(card)

    async def _put(self, card: Chip) -> None:
        self.card = card
        await self._plug(card)

    async def _try_port(self, port: int) -> bool:
        self._port = port
        self._service = self._launch()
        came_up = await asyncio.get_running_loop().run_in_executor(None, listens, self._service, port)
        if not came_up:
            await self.stop_service()
        return came_up

    def _launch(self, *, reader: bool = True) -> subprocess.Popen[bytes]:
        """On the loop's thread: an executor's thread may end before the room, and pcscd with it."""
        Path(self.socket).unlink(missing_ok=True)
        readers = self._home / "readers"
        readers.mkdir(exist_ok=True)
        told = (
            f'FRIENDLYNAME "{READER}"\nDEVICENAME /dev/null:0x{self._port:04X}\n'
            f"LIBPATH {_DRIVER}\nCHANNELID 0x{self._port:04X}\n"
        )
        (readers / "reader.conf").write_text(told if reader else "")
        self._reader = reader
        # Our copy of the listening socket is closed: else clients of a dead pcscd would hang in connect.
        with sockets.socket(sockets.AF_UNIX) as listener, (self._home / "pcscd.log").open("wb") as log:
            listener.bind(self.socket)
            listener.listen(16)
            command = ["sh", "-c", _LAUNCH, _pcscd(), str(readers)]
            return subprocess.Popen(command, stdin=listener.fileno(), stdout=log, stderr=log, start_new_session=True)

    def _last_words(self) -> str:
        lines = (self._home / "pcscd.log").read_text(errors="replace").splitlines()
        return " / ".join(lines[-3:]) or "none"

    async def _plug(self, card: Chip) -> None:
        if not self.plugged:
            return  # without power; `start_service` comes back to it
        line = sockets.socket()
        line.setblocking(False)
        self._line = line
        await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", self._port))
        card.reset()
        self._life = asyncio.create_task(self._live(card, line), name="card in the virtual reader")

    async def _unplug(self) -> None:
        life, self._life = self._life, None
        if life is not None:
            life.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await life
        if self._line is not None:
            self._line.close()
            self._line = None

    async def _live(self, card: Chip, line: sockets.socket) -> None:
        """The driver's messages: two bytes of length, big-endian, then one control byte or an APDU."""
        unread = bytearray()
        with contextlib.suppress(OSError):  # pcscd died: the card lies there without power
            while data := await _receive(line):
                unread += data
                while len(unread) >= 2 and len(unread) >= (end := 2 + int.from_bytes(unread[:2], "big")):
                    message = bytes(unread[2:end])
                    del unread[:end]
                    answer = self._answer(card, message)
                    if answer is not None:
                        await asyncio.get_running_loop().sock_sendall(line, len(answer).to_bytes(2, "big") + answer)

    def _answer(self, card: Chip, message: bytes) -> bytes | None:
        if len(message) == 1:
            if message[0] in (_POWER_ON, _RESET, _POWER_OFF):
                card.reset()
            return card.atr if message[0] == _GET_ATR else None
        self.apdus += 1
        answer = card.receive(message)
        return None if self.mute else answer


async def _receive(line: sockets.socket) -> bytes:
    # Before every read, as the flag does not last: the driver sends length and body apart and the kernel
    # holds the body back until the length is acknowledged. 0.1 ms for an APDU instead of 44 (measured).
    line.setsockopt(sockets.IPPROTO_TCP, sockets.TCP_QUICKACK, 1)
    return await asyncio.get_running_loop().sock_recv(line, 4096)


def _pcscd() -> str:
    return shutil.which("pcscd", path=os.environ.get("PATH", "") + ":/usr/sbin") or ""


def _need_programs() -> None:
    if not _pcscd() or not _DRIVER.exists():
        raise RoomError("pcscd or its virtual driver is missing: apt-get install pcscd vsmartcard-vpcd")
    if not shutil.which("setpriv"):
        raise RoomError("setpriv is missing: apt-get install util-linux")
    try:
        _RUN_FOLDER.mkdir(exist_ok=True)
    except OSError as error:
        raise RoomError(f"{_RUN_FOLDER} cannot be made ({error.strerror}): as root, mkdir {_RUN_FOLDER}") from error
