"""Calls to the simulated office, and to servers that say whatever a test wants; the helper of the client's tests."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import uuid
from collections.abc import Awaitable, Callable
from datetime import date

from kiosk import config
from kiosk.backend_client.client import Office
from kiosk.domain.identity import DocumentKind, Identity
from kiosk.domain.personal import CardNumber, IdNumber, PersonName
from kiosk_sim.office import service
from kiosk_sim.people import PEOPLE

TODAY = date(2026, 11, 19)
DEADLINE = 0.5  # seconds; of the client, in tests that wait for it
WITHIN = 10.0  # seconds; only a test that hangs takes so long

Visit = Callable[[Office, service.Office], Awaitable[None]]
Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


def client(url: str, deadline: float = 5.0) -> Office:
    return Office(config.Office(url=url, deadline_seconds=deadline), "CD-TEST-0001")


def at_the_office(visit: Visit, deadline: float = 5.0) -> None:
    async def whole() -> None:
        there = service.Office(today=TODAY)
        there.faults.delay = 0
        async with there, asyncio.timeout(WITHIN), contextlib.aclosing(client(there.url, deadline)) as here:
            await visit(here, there)

    asyncio.run(whole())
    assert_threads_end()


def assert_threads_end() -> None:
    """Every thread of the client ends by itself, given-up calls too."""
    for thread in threading.enumerate():
        if thread.name.startswith("office"):
            thread.join(WITHIN)
            assert not thread.is_alive()


def identity(key: str) -> Identity:
    document = PEOPLE[key].document
    name, number = PersonName(document.name), IdNumber(document.number)
    return Identity(DocumentKind.RESIDENT_ID, name, number, document.valid_from, document.valid_to)


def card_of(key: str) -> CardNumber:
    card = PEOPLE[key].card
    assert card is not None
    return CardNumber(card.number)


def fresh() -> str:
    return str(uuid.uuid4())


def question() -> tuple[str, bytes, str, bytes, bytes]:
    """What the card of tests/vectors/ssc.toml asks."""
    hex_ = "00815431168660510100240301", "510100D1560000050024030100000000", "A1B2C3D4E5F60718"
    historical, code, challenge = map(bytes.fromhex, hex_)
    return "510100", historical, "00", code, challenge


def calls(here: Office) -> list[Callable[[], Awaitable[object]]]:
    person, card = identity("collected"), card_of("collected")
    return [
        here.today,
        lambda: here.progress(person),
        lambda: here.card(person, card),
        lambda: here.prove(*question()),
        lambda: here.activate(fresh(), person, card),
        lambda: here.enquire(fresh()),
    ]


def against(answer: Answer, call: Callable[[Office], Awaitable[object]], deadline: float = 5.0) -> tuple[object, int]:
    """What calls bring, a result or an exception, when every request is answered so; and how many connections came."""
    connections = 0

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        # The client has left, or the test ends; asyncio 3.11 complains of a connection that is cancelled.
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                if b"content-length:" in head:
                    await reader.readexactly(int(head.partition(b"content-length:")[2].split()[0]))
                await answer(writer)
                await writer.drain()
        writer.close()

    async def visit() -> object:
        server = await asyncio.start_server(connected, "127.0.0.1", 0)
        async with server, asyncio.timeout(WITHIN):
            url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            async with contextlib.aclosing(client(url, deadline)) as here:
                result = await asyncio.gather(call(here), return_exceptions=True)
        return result[0]

    result = asyncio.run(visit())
    assert_threads_end()
    return result, connections


def saying(answer: bytes) -> Answer:
    """Answer every request with these bytes."""

    async def say(writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        if not answer.startswith(b"HTTP") or answer.endswith(b"{"):
            writer.close()

    return say


def http(body: bytes, status: bytes = b"200 OK") -> bytes:
    """A whole HTTP answer."""
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)
