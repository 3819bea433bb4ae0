"""The client against an office that hypothesis makes as hostile as it can: a value of the contract, or one of three
errors, within the deadline, and nothing about anybody in what they say."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from types import NoneType, UnionType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.backend_client.errors import OfficeGarbled, OfficeRefused, OfficeUnreachable
from kiosk.backend_client.models import ActAnswer, CardProof, ContentOffer, NotHolder, Situation
from kiosk.domain.balance import Balance
from kiosk.domain.card import CardStatus
from kiosk.domain.identity import Identity
from kiosk.domain.progress import Progress
from tests.kiosk.backend_client.office_call import ACTS, CALLS, Asked, assert_threads_end, calls, client, http, serve
from tests.kiosk.backend_client.what_is_said import chain, secrets_in, words

SUITE = "Ed25519"
DEADLINE = 0.25
SLACK = 1.5  # seconds; what a busy machine may add

OUTLET = {"id": "CD-T-0001", "name": "样例网点", "aae006": "样例路1号", "aae005": "028-00000001", "hours": ""}
PROGRESS = {
    "stages": [{"stage": "data", "date": "2026-11-05"}, {"stage": "bank", "date": "2026-11-08"}],
    "trouble": None,
    "route": "batch",
    "aae008": "测试银行",
    **dict.fromkeys(("applied_at", "collect_at", "holds_now"), OUTLET),
}
CARD = {"aaz502": "1", "aae008": "测试银行", "aab301": "510100", "valid_until": "2036-10-24", "bank_active": None}
ACT = {"outcome": "done", "reason": None}

# What each call may bring, and a result that is right.
GOOD: dict[str, tuple[type | UnionType, object]] = {
    "today": (date, {}),
    "situation": (Situation, {"application": PROGRESS, "card": CARD}),
    **dict.fromkeys(("progress", "progress_by_number", "relative_progress"), (Progress | None, PROGRESS)),
    "card": (CardStatus | NotHolder | None, CARD),
    "balance": (Balance | None, {"amount_fen": 5, "as_of": "2026-11-18"}),
    "resolve": (Identity | None, {"aac003": "测试", "aac147": "000000199001010077"}),
    "relatives": (tuple, {"relatives": [{"ref": "0" * 32, "aac003_masked": "测*", "relation": "child"}]}),
    "prove": (CardProof | None, {"cryptogram": "00" * 8, "factor": "00" * 8}),
    **dict.fromkeys((*ACTS, "enquire"), (ActAnswer, ACT)),
    **dict.fromkeys(("rate", "call_staff", "tell_event"), (NoneType, {})),
    "content_offer": (ContentOffer | None, {"version": "1", "size": 1, "sha256": "0" * 64}),
    "content": (bytes, {}),
}


@dataclass
class Hostile:
    """A server in a thread of its own that plays whatever was written down last."""

    play: list[Any] = field(default_factory=list)
    url: str = ""
    before: bytes = b""

    async def answer(self, writer: asyncio.StreamWriter, asked: Asked) -> None:
        way, spoil, pace = self.play
        whole = way(asked)
        self.before, before = whole, self.before
        said = spoil(before if spoil is replayed else whole)
        for place in range(0, len(said), pace or max(1, len(said))):
            writer.write(said[place : place + pace] if pace else said)
            await writer.drain()
            if pace:
                await asyncio.sleep(0.02)
        if not said.startswith(b"HTTP/1.1 200 OK\r\n") or spoil is not kept:
            writer.close()


@pytest.fixture(scope="module")
def hostile() -> Iterator[Hostile]:
    office = Hostile()
    started, loop = threading.Event(), asyncio.new_event_loop()

    async def serving() -> None:
        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await serve(reader, writer, office.answer, SUITE)

        server = await asyncio.start_server(connected, "127.0.0.1", 0)
        office.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        started.set()
        with contextlib.suppress(asyncio.CancelledError):
            await server.serve_forever()

    task = loop.create_task(serving())
    thread = threading.Thread(target=lambda: loop.run_until_complete(task))
    thread.start()
    started.wait(10)
    yield office
    loop.call_soon_threadsafe(task.cancel)
    thread.join(10)
    loop.close()


def kept(said: bytes) -> bytes:
    return said


def replayed(said: bytes) -> bytes:
    return said


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["", "done", "2026-11-19", "9999-12-31", "2026-11-19T09:30:00+08:00", "0" * 32, "\ud800", "1e999"]),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
STATUSES = [
    "200 OK",
    "200 OK",
    "200 OK",
    "400 Bad",
    "401 No",
    "404 Not Found",
    "409 C",
    "503 S",
    "302 Found",
    "204 N",
    "999 X",
]
CODES = ["stale", "replayed", "nothing-known", "unknown-card", "not-holder", "code-expired", "not-offered", "?", ""]


@st.composite
def bent(draw: st.DrawFn, good: object) -> object:
    """A right value with some of its parts exchanged for wrong ones."""
    if draw(st.integers(0, 5)) == 0:
        return draw(VALUES)
    if isinstance(good, dict):
        return {key: draw(bent(part)) for key, part in good.items() if draw(st.integers(0, 19))}
    if isinstance(good, list):
        return [draw(bent(part)) for part in good]
    return good


@st.composite
def ways(draw: st.DrawFn, result: object) -> Any:
    """How a request is answered, before the answer is spoilt on its way."""
    status = draw(st.sampled_from(STATUSES))
    kind = draw(
        st.sampled_from(["result", "result", "problem", "echo", "bytes", "chunks", "flood", "deep", "plain", "gzip"])
    )
    what, noise = draw(bent(result)), draw(st.binary(max_size=60))
    code, envelope = (
        draw(st.sampled_from(CODES)),
        draw(st.dictionaries(st.sampled_from(["business_date", "server_time", "nonce"]), LEAVES, max_size=1)),
    )
    nonce = draw(st.sampled_from([None, None, None, "-", "0" * 32]))

    def way(asked: Asked) -> bytes:
        said = {"envelope": asked.envelope(**envelope), "result": what}
        echo = json.dumps(asked.body)
        match kind:
            case "problem":
                return asked.signed(
                    json.dumps({"code": code, "envelope": asked.envelope(**envelope)}).encode(), status, nonce
                )
            case "echo":
                personal = {"code": echo, "envelope": {**asked.envelope(), "server_time": echo}, "result": asked.body}
                return asked.signed(json.dumps(personal).encode(), f"{status} {echo}", nonce)
            case "bytes":
                return noise
            case "chunks":
                return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nLocation: \xff\xfe//\r\n\r\n5\r\n" + noise
            case "flood":
                lines = b"".join(b"X-%d: %s\r\n" % (n, echo.encode()) for n in range(200))
                return b"HTTP/1.1 200 OK\r\nX-Signature: a\r\nX-Signature: b\r\n" + lines + b"\r\n"
            case "deep":
                return asked.signed(b'{"envelope": {}, "result": ' + b"[" * 30_000, status, nonce)
            case "plain":
                return http(
                    json.dumps(said).encode(),
                    status.encode(),
                    b"Set-Cookie: a=b; Domain=" + noise.hex().encode() + b"\r\n",
                )
            case "gzip":
                body = json.dumps(said).encode()
                return (
                    http(
                        noise,
                        b"307 T",
                        b"Content-Encoding: gzip\r\nLocation: http://127.0.0.1:9/" + noise.hex().encode() + b"\r\n",
                    )
                    + body
                )
        return asked.signed(json.dumps(said).encode(), status, nonce)

    return way


SPOILS = st.one_of(
    *[st.just(kept)] * 4,
    st.just(replayed),
    st.integers(0, 400).map(lambda n: lambda said: said[:n]),
    st.integers(0, 400).map(lambda n: lambda said: said[:n] + b"\x00" + said[n + 1 :]),
    st.just(lambda said: said + b" " * 300_000),
    st.just(lambda said: said.replace(b"Content-Length: ", b"Content-Length: 9")),
    st.just(lambda said: said.replace(b"Content-Length: ", b"Content-Length: -")),
)
PACES = st.sampled_from([0] * 30 + [1, 40])


@given(data=st.data(), name=st.sampled_from(CALLS))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_call_ends_in_a_value_or_in_one_of_three_errors(hostile: Hostile, data: st.DataObject, name: str) -> None:
    hostile.play = [data.draw(ways(GOOD[name][1])), data.draw(SPOILS), data.draw(PACES)]

    async def call() -> object:
        async with contextlib.aclosing(client(hostile.url, DEADLINE, SUITE)) as here:
            found = await asyncio.gather(calls(here)[name](), return_exceptions=True)
            assert here.reachable is not None
        return found[0]

    begun = time.monotonic()
    found = asyncio.run(call())
    assert time.monotonic() - begun < 2 * DEADLINE + SLACK
    if isinstance(found, BaseException):
        assert type(found) in (OfficeUnreachable, OfficeRefused, OfficeGarbled), words(found)
        assert not secrets_in(words(found))
        homes = {type(one).__module__.split(".")[0] for one in chain(found)}
        assert homes <= {"kiosk", "builtins", "asyncio"}
        if isinstance(found, OfficeUnreachable):
            assert found.sent  # something listened, and took the request
    else:
        assert isinstance(found, GOOD[name][0])


def test_what_is_right_is_understood(hostile: Hostile) -> None:
    """Else the test above would be content with errors only."""
    for name, (kind, result) in GOOD.items():
        hostile.play = [lambda asked, result=result: asked.result(result), kept, 0]

        async def call(name: str = name) -> object:
            async with contextlib.aclosing(client(hostile.url, 5.0, SUITE)) as here:
                return await calls(here)[name]()

        found = asyncio.run(call())
        assert isinstance(found, kind)
        assert found is not None or kind is NoneType
    assert_threads_end()
