"""The cable: carries bytes at the line's baud rate, and may fall silent or spoil what it carries."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from random import Random
from typing import Generic, TypeVar

from kiosk_sim.uart import as_heard

_BITS_PER_BYTE = 10  # 8N1: start, eight data bits, stop
_STEP = 0.002  # seconds carried at a time; finer steps cost more than they tell (measured)
_FASTEST_PORT = 115200  # of a kiosk's devices; a faster line stands for an ideal cable
_LONGEST_NOISE = 16  # bytes
_LATEST_NOISE = 0.5  # seconds after a transmission
_AT_ONCE = 1e-6  # seconds; a timer may fire this much early

Deliver = Callable[[bytes], None]
V = TypeVar("V")


@dataclass(eq=False)
class Condition:
    """The condition of one direction of a line; as it comes it is sound. Chances are from 0 to 1."""

    flip: float = 0.0  # chance per byte that one of its bits turns
    drop: float = 0.0  # chance per byte that it is lost
    double: float = 0.0  # chance per byte that it comes twice
    twice: float = 0.0  # chance that a whole transmission comes twice
    noise: float = 0.0  # chance of up to 16 stray bytes in front of a transmission or within 0.5 s after it
    delay: float = 0.0  # seconds that everything comes late
    piece: int | None = None  # how many bytes arrive at a time
    merge: float = 0.0  # seconds in which what arrives is collected, to be handed over at one go
    slow: float = 1.0  # how many times as long a byte takes
    withheld: int = 0  # bytes at the end of each transmission that never come
    cut: bool = False  # in the midst of the next transmission the line goes dead
    late: bool = False  # what is sent is held back until the next question has been asked
    silent: bool = False  # nothing arrives


class Way(Condition):
    """One direction of a line. Its condition may be changed at any time."""

    def __init__(self, line: Line, seed: str) -> None:
        super().__init__()
        self.carried = 0  # bytes so far, those that did not arrive included
        self._line = line
        self._random = Random(seed)
        self._coming: deque[tuple[float, bytes, Deliver]] = deque()  # on their way: when they are due
        self._late: list[tuple[bytes, Deliver]] = []
        self._together_at = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._stray: set[asyncio.TimerHandle] = set()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return all(getattr(self, name) == value for name, value in _SOUND.items())

    def spoil(self, **condition: float) -> None:
        """Set some of its condition by name. Raises KeyError for a name that is not of it."""
        for name, value in condition.items():
            _SOUND[name]  # what nobody reads would not fail, and not spoil either
            setattr(self, name, value)

    def mend(self, *names: str) -> None:
        """Make these sound again, or all. What was held back or is on its way still comes."""
        for name in names or _SOUND:
            setattr(self, name, _SOUND[name])

    async def carry(self, data: bytes, deliver: Deliver, sent_at: int, heard_at: int) -> None:
        """Carry one transmission; returns when its last bit has been sent. `deliver` is given what arrives."""
        loop = asyncio.get_running_loop()
        whole = self._as_sent(data, deliver)
        heard = as_heard(whole, sent_at, heard_at)
        seconds_per_byte = _BITS_PER_BYTE / sent_at * (len(whole) / max(1, len(heard)))
        cut_at = len(heard) // 2 if self.cut else len(heard)
        due, sent = loop.time(), 0
        while sent < len(heard):
            step = seconds_per_byte * self.slow
            piece = heard[sent : sent + (self.piece or max(1, int(_STEP / step)))]
            sent += len(piece)
            due += len(piece) * step
            await asyncio.sleep(max(0.0, due - loop.time()))
            self.carried += len(piece)
            self._arrive(piece[: max(0, len(piece) - (sent - cut_at))], deliver)
            if sent > cut_at:
                self._line.dead = True

    def release(self) -> None:
        """Let what was held back as late come now."""
        late, self._late = self._late, []
        for data, deliver in late:
            self._send_on(data, deliver)

    def clear(self) -> None:
        """Lose what is on its way."""
        self._coming.clear()
        self._late.clear()
        self._together_at = 0.0
        for timer in (self._timer, *self._stray):
            if timer is not None:
                timer.cancel()
        self._timer = None
        self._stray.clear()

    def _as_sent(self, data: bytes, deliver: Deliver) -> bytes:
        """A transmission with what is wrong with it as a whole."""
        data = data[: max(0, len(data) - self.withheld)]
        if self._happens(self.twice):
            data += data
        if not self._happens(self.noise):
            return data
        stray = self._random.randbytes(self._random.randint(1, _LONGEST_NOISE))
        if self._random.random() < 0.5:
            return stray + data
        pause = len(data) * _BITS_PER_BYTE / self._line.baud + self._random.uniform(0, _LATEST_NOISE)
        loop = asyncio.get_running_loop()
        self._stray = {timer for timer in self._stray if timer.when() > loop.time()}
        self._stray.add(loop.call_later(pause, self._arrive, stray, deliver))
        return data

    def _arrive(self, data: bytes, deliver: Deliver) -> None:
        data = bytes(self._spoil(data))
        if not data or self.silent or self._line.dead:
            return
        if self.late:
            self._late.append((data, deliver))
        else:
            self._send_on(data, deliver)

    def _spoil(self, data: bytes) -> Iterator[int]:
        for byte in data:
            if self._happens(self.drop):
                continue
            spoiled = byte ^ (1 << self._random.randrange(8)) if self._happens(self.flip) else byte
            yield spoiled
            if self._happens(self.double):
                yield spoiled

    def _happens(self, chance: float) -> bool:
        return chance > 0 and self._random.random() < chance

    def _send_on(self, data: bytes, deliver: Deliver) -> None:
        """At once, or in its turn when it must wait: nothing overtakes."""
        now = asyncio.get_running_loop().time()
        due = now + self.delay
        if self.merge:
            if self._together_at <= now:
                self._together_at = due + self.merge
            due = self._together_at
        if not self._coming and due <= now:
            deliver(data)
            return
        self._coming.append((max(due, self._coming[-1][0] if self._coming else due), data, deliver))
        self._await_next()

    def _await_next(self) -> None:
        if self._timer is None and self._coming:
            self._timer = asyncio.get_running_loop().call_at(self._coming[0][0], self._deliver_due)

    def _deliver_due(self) -> None:
        self._timer = None
        now = asyncio.get_running_loop().time() + _AT_ONCE
        data, deliver = bytearray(), None
        while self._coming and self._coming[0][0] <= now:
            _, piece, deliver = self._coming.popleft()
            data += piece
        self._await_next()
        if deliver is not None:
            deliver(bytes(data))


_SOUND = {field.name: field.default for field in fields(Condition)}


class _Both(Generic[V]):
    """A setting of both directions at once; asked for, it is that of the one to the device."""

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, line: Line, _owner: type) -> V:
        value: V = getattr(line.to_device, self._name)
        return value

    def __set__(self, line: Line, value: V) -> None:
        for way in line.ways.values():
            setattr(way, self._name, value)


class Line:
    """One cable with its two `Way`s. Without faults every byte arrives, in order, at the line's speed.

    `baud` is the device's rate and may be changed; `host_baud` is the one the application has set, None where
    that is not known. When they differ, both ends hear garbage. A line made for more than 115200 baud is ideal:
    what the application has set does not matter. All chances come from one seed: a run can be repeated.
    """

    flip = _Both[float]()
    drop = _Both[float]()
    delay = _Both[float]()
    piece = _Both[int | None]()
    silent = _Both[bool]()

    def __init__(
        self,
        baud: int,
        *,
        flip: float = 0.0,
        drop: float = 0.0,
        seed: int | str = 0,
        delay: float = 0.0,
        piece: int | None = None,
    ) -> None:
        self.baud = self.proper_baud = baud
        self.host_baud: int | None = None
        self.dead = False  # cut: nothing arrives at either end
        self.to_device = Way(self, f"{seed} to the device")
        self.to_kiosk = Way(self, f"{seed} to the kiosk")
        self.ways = {"to-device": self.to_device, "to-kiosk": self.to_kiosk}
        self.flip, self.drop, self.delay, self.piece = flip, drop, delay, piece

    @property
    def carried(self) -> int:
        """Bytes carried so far, both ways, those that did not arrive included."""
        return sum(way.carried for way in self.ways.values())

    async def ask(self, data: bytes, deliver: Deliver) -> None:
        """Carry what the application wrote to the device; see `Way.carry`."""
        self.to_device.release()
        await self.to_device.carry(data, deliver, self._host_rate(), self.baud)
        self.to_kiosk.release()

    async def answer(self, data: bytes, deliver: Deliver) -> None:
        """Carry what the device sent to the application; see `Way.carry`."""
        await self.to_kiosk.carry(data, deliver, self.baud, self._host_rate())

    def mend(self) -> None:
        """Make the cable sound, both ways, and the device's rate what it was."""
        self.dead = False
        self.baud = self.proper_baud
        for way in self.ways.values():
            way.mend()

    def clear(self) -> None:
        """Lose what is on its way, as when the plug is pulled."""
        for way in self.ways.values():
            way.clear()

    def _host_rate(self) -> int:
        if self.baud == self.proper_baud > _FASTEST_PORT:
            return self.baud
        return self.host_baud or self.proper_baud
