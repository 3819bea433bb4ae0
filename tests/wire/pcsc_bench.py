"""What the tests of the chip card reader share: a room with an open reader, two people, patience."""

import asyncio
import contextlib
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from functools import wraps
from pathlib import Path

from kiosk.config import CardReader as Settings
from kiosk.hardware.errors import DeviceError, DeviceSilent
from kiosk.hardware.link import Tap
from kiosk.hardware.smartcard import apdu, ssc
from kiosk.hardware.smartcard.errors import CardPulled
from kiosk.hardware.smartcard.pcsc import Deadlines, PcscReader
from kiosk_sim.pcsc import READER, PcscRoom

HASTY = Deadlines(start=5, look=0.5, connect=1, transmit=0.5)
PATIENCE = 8.0  # seconds a test waits for anything before it fails
SELECT = apdu.SelectApplication().encode()
FIRST = ("测试甲", "000000199001010026", "A00000011")
SECOND = ("䶮样例", "000000199001010034", "B00000028")


def runs(test: Callable[..., Coroutine[object, object, None]]) -> Callable[..., None]:
    @wraps(test)
    def run(*args: object, **kwargs: object) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


async def soon(what: Awaitable[object]) -> None:
    await asyncio.wait_for(what, PATIENCE)


@contextlib.asynccontextmanager
async def bench(*, contactless: str = "", tap: Tap | None = None) -> AsyncIterator[tuple[PcscRoom, PcscReader]]:
    """A room and an open reader; afterwards no process of either may be left. `contactless`: see the configuration."""
    before = set(children())
    room = PcscRoom()
    await room.start()
    folder = Path(room.socket).parent
    reader = PcscReader(Settings(reader=READER, contactless=contactless, socket=room.socket), HASTY, tap)
    try:
        await reader.open()
        yield room, reader
    finally:
        await reader.close()
        await room.stop()
    assert set(children()) <= before
    assert not folder.exists()


def children(pid: int | str = "self") -> list[int]:
    """Every child of a process; a thread that ends while one looks has none."""
    found = ""
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            found += path.read_text()
    return [int(child) for child in found.split()]


def worker_pid(room: PcscRoom) -> int:
    (pid,) = [pid for pid in children() if pid != room.pid]
    return pid


async def until(reader: PcscReader, holds: Callable[[], bool]) -> None:
    """Wait for a sight of the reader for which `holds`."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await reader.next_sight()


async def read_when_in(reader: PcscReader, name: str) -> None:
    """As a flow does it: what fails because the card is not quite in yet is tried again."""
    async with asyncio.timeout(PATIENCE):
        while True:
            await reader.wait_card()
            try:
                return await read_and_expect(reader, name)
            except (CardPulled, DeviceSilent):
                await reader.wait_removed()


async def read_and_expect(reader: PcscReader, name: str) -> None:
    async with reader.session() as channel:
        assert (await ssc.read_card(channel)).holder.reveal() == name


def assert_no_data(error: DeviceError) -> None:
    told = "".join(traceback.TracebackException.from_exception(error).format()) + repr(error)
    for secret in (SELECT.hex(), "7378312e", FIRST[0], FIRST[1], FIRST[1].encode().hex()):
        assert secret.lower() not in told.lower()
