"""Calls to the simulated office, and to servers that say whatever a test wants; the helper of the client's tests."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import tempfile
import threading
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.backend_client.client import Office
from kiosk.backend_client.envelope import OfficeClock
from kiosk.config_office import Office as Settings
from kiosk.domain.identity import DocumentKind, Identity
from kiosk.domain.personal import CardNumber, IdNumber, PersonName, ScannedCode
from kiosk.domain.relative import Relation, Relative
from kiosk_sim.office import service
from kiosk_sim.office.signatures import KeyPair, answer_bytes, header, make_pair, signer
from kiosk_sim.people import PEOPLE

TODAY = date(2026, 11, 19)
MACHINE = "CD-TEST-0001"
DEADLINE = 1.0  # seconds; of the client, in tests that wait for it
WITHIN = 60.0  # seconds; only a test that hangs takes so long
BUNDLE = b"PK not really a bundle"

Visit = Callable[[Office, service.Office], Awaitable[None]]


@functools.cache
def keys(suite: str, whose: str) -> KeyPair:
    """The same for the whole run."""
    return make_pair(suite)


@functools.cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="kiosk-keys-")


def settings(url: str, deadline: float = 5.0, suite: str = "SM2-SM3", **more: Any) -> Settings:
    folder = Path(_folder().name)
    key, office_key = folder / f"{suite}.key", folder / f"{suite}.pub"
    key.touch(0o600)
    key.write_text(keys(suite, "machine").private, "ascii")
    office_key.write_text(keys(suite, "office").public, "ascii")
    given = {
        "url": url,
        "suite": suite,
        "key": key,
        "office_key": office_key,
        "deadline_seconds": deadline,
        "content_seconds": deadline,
    }
    who = {"channel": "99", "operator": "000000", "sub_centre": "000000"}
    return Settings.model_validate({**given, **who, **more})


def client(url: str, deadline: float = 5.0, suite: str = "SM2-SM3", clock: OfficeClock | None = None) -> Office:
    return Office(settings(url, deadline, suite), MACHINE, clock)


def at_the_office(
    visit: Visit, deadline: float = 5.0, suite: str = "SM2-SM3", clock: OfficeClock | None = None
) -> None:
    async def whole() -> None:
        there = service.Office(today=TODAY, keys=keys(suite, "office"))
        there.trust(MACHINE, keys(suite, "machine").public)
        there.faults.delay = 0
        there.offer_content("2026-11-19.1", BUNDLE)
        here = client
        async with (
            there,
            asyncio.timeout(WITHIN),
            contextlib.aclosing(here(there.url, deadline, suite, clock)) as office,
        ):
            await visit(office, there)

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


SCANNED = "HRSS-TEST-CODE-000000-COLLECTED"
RELATIVE = Relative("6f1d0a52c9e84b7390b1d2f3a4c5e6f7", "测**", Relation.CHILD)


def calls(here: Office) -> dict[str, Callable[[], Awaitable[object]]]:
    """Every call there is, by its name."""
    person, card = identity("collected"), card_of("collected")
    return {
        "today": here.today,
        "situation": lambda: here.situation(person),
        "progress": lambda: here.progress(person),
        "progress_by_number": lambda: here.progress_by_number(person.number),
        "card": lambda: here.card(person, card),
        "balance": lambda: here.balance(person),
        "resolve": lambda: here.resolve(ScannedCode(SCANNED)),
        "relatives": lambda: here.relatives(person),
        "relative_progress": lambda: here.relative_progress(person, RELATIVE),
        "prove": lambda: here.prove(*question()),
        "activate": lambda: here.activate(fresh(), person, card),
        "reset_pin": lambda: here.reset_pin(fresh(), person, card),
        "report_loss": lambda: here.report_loss(fresh(), person),
        "release_loss": lambda: here.release_loss(fresh(), person, card),
        "transfer": lambda: here.transfer(fresh(), person, card),
        "enquire": lambda: here.enquire(fresh()),
        "rate": lambda: here.rate(fresh(), "progress", 5),
        "call_staff": lambda: here.call_staff(fresh(), "help"),
        "tell_event": lambda: here.tell_event(fresh(), "printer-faulty", OfficeClock().now()),
        "content_offer": lambda: here.content_offer(""),
        "content": lambda: here.content("2026-11-19.1"),
    }


CALLS = tuple(name for name in calls(client("http://office.invalid")))
ACTS = ("activate", "reset_pin", "report_loss", "release_loss", "transfer")


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    path: str
    body: dict[str, Any] = field(repr=False)
    suite: str = "SM2-SM3"

    @property
    def nonce(self) -> str:
        return str(self.body["envelope"]["nonce"])

    def signature(self, status: int, body: bytes, nonce: str | None = None) -> str:
        """What the office would sign."""
        message = answer_bytes(nonce or self.nonce, status, body)
        return header(signer(keys(self.suite, "office").private), "office", message)

    def envelope(self, **other: object) -> dict[str, object]:
        """What the office would say around a result."""
        said = {"business_date": TODAY.isoformat(), "server_time": self.body["envelope"]["time"], "nonce": self.nonce}
        return {**said, **other}

    def signed(self, body: bytes, status: str = "200 OK", nonce: str | None = None) -> bytes:
        """A whole HTTP answer, signed by the office in answer to this request (or to that with another nonce)."""
        return http(body, status.encode(), f"X-Signature: {self.signature(int(status[:3]), body, nonce)}\r\n".encode())

    def result(self, result: object) -> bytes:
        """A whole answer with this result."""
        return self.signed(json.dumps({"envelope": self.envelope(), "result": result}).encode())

    def problem(self, status: str, code: str, **envelope: object) -> bytes:
        """A whole problem."""
        return self.signed(json.dumps({"code": code, "envelope": self.envelope(**envelope)}).encode(), status)


Answer = Callable[[asyncio.StreamWriter, Asked], Awaitable[None]]


def against(answer: Answer, call: Callable[[Office], Awaitable[object]], deadline: float = 5.0) -> tuple[object, int]:
    """What calls bring, a result or an exception, when every request is answered so; and how many connections came."""
    connections = 0

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await serve(reader, writer, answer)

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


async def serve(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Answer, suite: str = "SM2-SM3"
) -> None:
    """Answer the requests of one connection until it ends."""
    # The client has left, or the test ends; asyncio 3.11 complains of a connection that is cancelled.
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode("ascii")
            length = int(head.lower().partition(b"content-length:")[2].split()[0])
            await answer(writer, Asked(path, json.loads(await reader.readexactly(length)), suite))
            await writer.drain()
    writer.close()


def saying(answer: bytes | Callable[[Asked], bytes]) -> Answer:
    """Answer every request with these bytes."""

    async def say(writer: asyncio.StreamWriter, asked: Asked) -> None:
        said = answer if isinstance(answer, bytes) else answer(asked)
        writer.write(said)
        if not said.startswith(b"HTTP") or said.endswith(b"{"):
            writer.close()

    return say


def telling(result: object) -> Answer:
    """Answer every request with this result, signed."""
    return saying(lambda asked: asked.result(result))


def http(body: bytes, status: bytes = b"200 OK", more: bytes = b"") -> bytes:
    """A whole HTTP answer."""
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n%s\r\n%s" % (status, len(body), more, body)
