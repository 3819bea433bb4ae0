"""A throw-away PC/SC room: a real pcscd with a virtual reader, and the hand that puts cards into it or lays them on it.

Cards talk to the reader's driver (vpcd) over TCP on loopback.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket as sockets
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from kiosk_sim.cards import Chip
from kiosk_sim.faults import Fault
from kiosk_sim.pcscd import READER, Daemon, RoomError, need_programs

__all__ = ["CONTACTLESS", "READER", "PcscRoom", "RoomError"]

CONTACTLESS = "00 01"  # a part of the name of the slot that cards are laid on

# A hand needs longer than pcscd's poll of 0.4 s to put the next card in. Were it faster, pcscd might keep the slot
# for empty until that card is pulled (measured, after a reset that failed because the first card was gone).
_HAND_SECONDS = 0.5

_POWER_OFF, _POWER_ON, _RESET, _GET_ATR = 0x00, 0x01, 0x02, 0x04


class _Slot:
    """One slot: at most one card, and its line to the driver while the service runs."""

    def __init__(self, answer: Callable[[Chip, bytes], bytes], *, contactless: bool) -> None:
        self.card: Chip | None = None
        self.pulled_at = 0.0
        self._answer = answer
        self._contactless = contactless
        self._line: sockets.socket | None = None
        self._life: asyncio.Task[None] | None = None

    async def plug(self, port: int) -> None:
        """Power: connect the card that is in, if one is, to the driver."""
        if self.card is None:
            return
        line = sockets.socket()
        line.setblocking(False)
        self._line = line
        await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", port + self._contactless))
        self.card.reset()
        self._life = asyncio.create_task(self._live(self.card, line), name="card in the virtual reader")

    async def unplug(self) -> None:
        """No power: the card, if one is in, lies there."""
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
                    answer = self._control(card, message[0]) if len(message) == 1 else self._answer(card, message)
                    if answer:
                        await asyncio.get_running_loop().sock_sendall(line, len(answer).to_bytes(2, "big") + answer)

    def _control(self, card: Chip, what: int) -> bytes:
        if what in (_POWER_ON, _RESET, _POWER_OFF):
            card.reset()
        if what != _GET_ATR:
            return b""
        return laid_on(card.atr) if self._contactless else card.atr


class PcscRoom:
    """One pcscd, one reader with a contact slot and one to lay cards on. All methods belong to one event loop.

    To look at: `card` and `card_laid_on`, `apdus` (commands that reached a card), `socket` (for the kiosk's
    configuration). `mute`: as long as it is true, cards take commands and nobody hears their answers.
    """

    def __init__(self) -> None:
        self.apdus = 0
        self.mute = False
        self._worn = False
        self._folder: Path | None = None
        self._daemon: Daemon | None = None
        self._plugged = True
        self._contact = _Slot(self._answer, contactless=False)
        self._contactless = _Slot(self._answer, contactless=True)

    @property
    def faults(self) -> Mapping[str, Fault]:
        """What can go wrong with the reader, its service, and what touches the chip."""
        return {
            "mute-chip": Fault("the chip takes commands and does not answer", self._mutes(True), self._mutes(False)),
            "worn-contacts": Fault("the chip's answers arrive damaged", self._wears(True), self._wears(False)),
            "service-down": Fault("the reader's service has crashed", self.stop_service, self.plug),
            "service-frozen": Fault("the reader's service does not answer", self.freeze, self.thaw),
            "unplugged": Fault("the reader is unplugged, its service runs", self.unplug, self.plug),
        }

    @property
    def card(self) -> Chip | None:
        """The card in the contact slot."""
        return self._contact.card

    @property
    def card_laid_on(self) -> Chip | None:
        """The card on the contactless slot."""
        return self._contactless.card

    @property
    def socket(self) -> str:
        """The path of pcscd's socket. Raises `RoomError` before `start`."""
        return self._service.socket

    def settings(self) -> list[str]:
        """What a kiosk must be told to use this reader, as values for its ``--set``."""
        return [f'card_reader.socket="{self.socket}"']

    @property
    def pid(self) -> int:
        """pcscd's process number, to stop or kill it. Raises `RoomError` when it does not run."""
        return self._service.pid

    @property
    def port(self) -> int:
        """Where the driver waits for the card in the contact slot."""
        return self._service.port

    @property
    def plugged(self) -> bool:
        """Whether pcscd runs and has its reader."""
        return self._daemon is not None and self._daemon.runs and self._plugged

    @property
    def _service(self) -> Daemon:
        if self._daemon is None:
            raise RoomError("the room has not been started")
        return self._daemon

    async def start(self) -> None:
        """Set up the room and start pcscd; when it returns, the reader can be used. Raises `RoomError`."""
        need_programs()
        self._folder = Path(tempfile.mkdtemp(prefix="kiosk-pcsc-"))
        self._daemon = Daemon(self._folder)
        try:
            await self.start_service()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Take the cards out, end pcscd, remove every file. Safe to call twice."""
        if self._daemon is not None:
            await self.stop_service()
        self._contact.card = self._contactless.card = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = self._daemon = None

    async def start_service(self) -> None:
        """Start pcscd (again); a card that is in is powered up as if just inserted. Raises `RoomError`."""
        await self._service.start(reader=self._plugged)
        if self._plugged:
            await self._contact.plug(self._service.port)
            await self._contactless.plug(self._service.port)

    async def stop_service(self) -> None:
        """Kill pcscd as a crash would (kill -9). The cards stay in their slots without power."""
        await self._contact.unplug()
        await self._contactless.unplug()
        await self._service.kill()

    async def unplug(self) -> None:
        """Unplug the reader: pcscd runs and has none (it is restarted for that). Cards stay without power."""
        if self.plugged:
            await self._restart(plugged=False)

    async def plug(self) -> None:
        """Have reader and service as after `start`; safe then. Raises `RoomError`."""
        if not self.plugged:
            await self._restart(plugged=True)

    async def _restart(self, *, plugged: bool) -> None:
        await self.stop_service()
        self._plugged = plugged
        await self.start_service()

    def freeze(self) -> None:
        """pcscd hangs from now on. Raises `RoomError` when it does not run."""
        self._service.freeze()

    def thaw(self) -> None:
        """pcscd goes on, if it runs."""
        if self._service.runs:
            self._service.thaw()

    async def insert(self, card: Chip, *, contactless: bool = False) -> None:
        """Put a card in, or lay it on, 0.5 s after the last one at the earliest. pcscd sees it within 0.4 s.

        Raises `RoomError` when a card is there.
        """
        slot = self._slot(contactless)
        if slot.card is not None:
            raise RoomError("a card is in the reader; pull it first")
        still = slot.pulled_at + _HAND_SECONDS - time.monotonic()
        if still > 0:
            await asyncio.get_running_loop().run_in_executor(None, time.sleep, still)
        await self._put(slot, card)

    async def pull(self, *, contactless: bool = False) -> None:
        """Take the card away. pcscd sees it within 0.4 s. Raises `RoomError` when there is none."""
        slot = self._slot(contactless)
        if slot.card is None:
            raise RoomError("no card is in the reader")
        slot.card = None
        slot.pulled_at = time.monotonic()
        await slot.unplug()

    async def swap(self, card: Chip) -> None:
        """Another card into the contact slot in the same instant: pcscd may never see that anything happened."""
        await self.pull()
        await self._put(self._contact, card)

    def _slot(self, contactless: bool) -> _Slot:
        return self._contactless if contactless else self._contact

    async def _put(self, slot: _Slot, card: Chip) -> None:
        slot.card = card
        if self.plugged:
            await slot.plug(self._service.port)  # else without power; `start_service` comes back to it

    def _answer(self, card: Chip, apdu: bytes) -> bytes:
        """What the reader hears from a card; nothing when it is mute."""
        self.apdus += 1
        answer = card.receive(apdu)
        if self.mute:
            return b""
        return bytes(byte ^ 0x55 for byte in answer) if self._worn else answer

    def _mutes(self, mute: bool) -> Callable[[], None]:
        return lambda: setattr(self, "mute", mute)

    def _wears(self, worn: bool) -> Callable[[], None]:
        return lambda: setattr(self, "_worn", worn)


def laid_on(atr: bytes) -> bytes:
    """The answer to reset that a reader makes up for a card laid on it (PC/SC part 3): its historical bytes.

    That they are those of the same card's contacts is an assumption [I].
    """
    historical = atr[-(atr[1] & 0x0F) :]
    made_up = bytes([0x80 | len(historical), 0x80, 0x01]) + historical
    check = 0
    for byte in made_up:
        check ^= byte
    return bytes([0x3B]) + made_up + bytes([check])


async def _receive(line: sockets.socket) -> bytes:
    # Before every read, as the flag does not last: the driver sends length and body apart and the kernel
    # holds the body back until the length is acknowledged. 0.1 ms for an APDU instead of 44 (measured).
    line.setsockopt(sockets.IPPROTO_TCP, sockets.TCP_QUICKACK, 1)
    return await asyncio.get_running_loop().sock_recv(line, 4096)
