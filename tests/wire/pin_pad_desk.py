"""A PIN pad for tests: its driver and a simulated pad of any model, joined by a real pty."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Awaitable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from kiosk import config
from kiosk.domain.personal import Personal
from kiosk.events import Event
from kiosk.hardware.errors import DeviceError
from kiosk.hardware.link import Traffic
from kiosk.hardware.pin_pad.device import PinPad
from kiosk.hardware.pin_pad.entry import Echo, Echoed, PinBlock, PinRules
from kiosk.hardware.pin_pad.errors import EntryCancelled, EntryTimedOut
from kiosk_sim.line import Line
from kiosk_sim.pin_blocks import TEST_KEY, unseal
from kiosk_sim.pin_pad import Doing
from kiosk_sim.pin_pad_kmy import KmyPinPad
from kiosk_sim.pin_pad_zt import ZtPinPad
from kiosk_sim.serving import PtyServer
from tests.pin_pad_vectors import ZT, named

T = TypeVar("T")

SIX = PinRules()
BAUD = 9600
# The cable of most tests: each step on a slower one costs the virtual clock real time, and tells nothing more.
FAST = 921600
SECRET = "271828"  # the PIN of most tests: nowhere else in the project
CARD = Personal("9999000012345678")
CLEAR = {name: bytes.fromhex(vector["clear"]) for name, vector in named(ZT["pin_block"]).items()}
# Each model as it is configured and simulated.
MODELS: dict[str, dict[str, Any]] = {
    "zt598": {"kind": "zt", "dialect": "zt598", "pin_key": "40"},
    "zt588": {"kind": "zt", "dialect": "zt588", "pin_key": "40"},
    "kmy split": {"kind": "kmy", "form": "split", "pin_key": "01"},
    "kmy binary": {"kind": "kmy", "form": "binary", "pin_key": "01"},
}


class Desk:
    """A driver and the pad it drives, and everything that was logged, tapped and echoed."""

    def __init__(self, folder: Path, model: str, line: Line, settings: dict[str, Any], pad: dict[str, Any]) -> None:
        configured = MODELS[model] | settings
        clock = asyncio.get_running_loop()
        self.pad: ZtPinPad | KmyPinPad
        if configured["kind"] == "zt":
            self.pad = ZtPinPad(clock, dialect=configured["dialect"], **pad)
        else:
            self.pad = KmyPinPad(clock, form=configured["form"], **pad)
        self.line = line
        self.server = PtyServer(self.pad, folder / "pin-pad", line)
        self.pad.speak = self.server.send
        self.events: list[Event] = []
        self.traffic: list[Traffic] = []
        self.echoes: list[Echo] = []
        self.config = config.PinPad.model_validate({"port": self.server.port, "baud": BAUD, **configured})
        self.driver = PinPad(self.config, self, self.traffic.append)

    def write(self, event: Event) -> None:
        """The log."""
        self.events.append(event)

    async def type(self, *keys: str, pause: float = 0.2) -> None:
        """Press keys as a hand does, with a pause before each."""
        for key in keys:
            await asyncio.sleep(pause)
            self.pad.press(key)

    async def card_pin(self, *keys: str, rules: PinRules = SIX, after: float = 0.5) -> str:
        """Enter a card PIN by these keys, `after` so many seconds; gives its digits."""
        with await self.while_typing(self.driver.card_pin(rules, self.echoes.append), *keys, after=after) as pin:
            return pin.digits.decode("ascii")

    async def pin_block(self, *keys: str, rules: PinRules = SIX, after: float = 0.5) -> PinBlock:
        """Enter a bank PIN by these keys, `after` so many seconds."""
        return await self.while_typing(self.driver.pin_block(CARD, rules, self.echoes.append), *keys, after=after)

    async def while_typing(self, entry: Coroutine[Any, Any, T], *keys: str, after: float = 0.5) -> T:
        """Wait for an entry while a hand presses keys, `after` so many seconds."""

        async def hand() -> None:
            await asyncio.sleep(after)
            await self.type(*keys)

        pressing = asyncio.create_task(hand())
        try:
            return await entry
        finally:
            pressing.cancel()
            await asyncio.wait({pressing})

    def seen(self) -> bytes:
        """Everything that left the driver for a log, a tap or the glass, as bytes to search in."""
        tapped = b"".join(traffic.data or b"" for traffic in self.traffic)
        return tapped + repr((self.events, self.echoes, self.traffic, vars(self.driver))).encode()


async def ended(entry: Awaitable[T]) -> T | Exception:
    """What comes of an entry, or the error that came instead, which tells no digits."""
    try:
        return await entry
    except (DeviceError, EntryCancelled, EntryTimedOut) as error:
        if re.search(r"\d{4}", repr(error)):
            raise AssertionError("an error tells digits") from error
        return error


def digits(*counts: int) -> list[Echo]:
    """Echoes of so many digits, one after the other."""
    return [Echo(count, Echoed.DIGIT) for count in counts]


def quiet(d: Desk) -> bool:
    """Whether the pad's keys are off, and nobody erased its keys."""
    return d.pad.keypad.doing is Doing.NOTHING and not d.pad.wiped


def unsealed(block: bytes) -> bytes:
    """What a bank finds in a block under the test key."""
    return unseal("sm4" if len(block) == 16 else "3des", TEST_KEY, block)


@asynccontextmanager
async def desk(model: str = "zt598", pad: dict[str, Any] | None = None, **settings: Any) -> AsyncIterator[Desk]:
    """An open pad on a perfect cable. `pad`: how it is simulated; the rest: how the driver is configured."""
    async with cabled({}, model, pad, **settings) as d:
        await d.driver.open()
        yield d


@asynccontextmanager
async def cabled(
    faults: dict[str, Any], model: str = "zt598", pad: dict[str, Any] | None = None, **settings: Any
) -> AsyncIterator[Desk]:
    """A pad that is not open yet, on a cable with these faults."""
    with tempfile.TemporaryDirectory() as folder:
        d = Desk(Path(folder), model, Line(FAST, **faults), settings, {"thinking": 0.0} | (pad or {}))
        await d.server.start()
        try:
            yield d
        finally:
            await d.driver.close()
            d.pad.keypad.free()
            await d.server.stop()
