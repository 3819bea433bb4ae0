"""A visitor at the simulated office who signs, and holds every answer against openapi.yaml; the helper of its tests."""

from __future__ import annotations

import asyncio
import json
import ssl
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from kiosk_sim.office import signatures
from kiosk_sim.office.service import CONTRACT, Office
from kiosk_sim.people import PEOPLE

SPEC: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
TODAY = date(2026, 11, 19)
MACHINE = "CD-TEST-0001"
WITHIN = 60.0  # seconds; only a test that hangs takes so long
CHINA = timezone(timedelta(hours=8))
KEYS = {suite: signatures.make_pair(suite) for suite in signatures.SUITES}
UNSIGNED = frozenset({"health", "contract"})


@dataclass(frozen=True)
class Answer:
    """An answer as it came; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


def check(answer: object, schema: dict[str, Any]) -> None:
    whole = {**schema, "components": SPEC["components"]}
    Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(answer)


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    target = SPEC
    if "$ref" not in part:
        return part
    for step in part["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return target


async def exchange(
    url: str, method: str, path: str, headers: dict[str, str], body: bytes, tls: ssl.SSLContext | None = None
) -> Answer:
    """One request on a connection of its own. Raises ConnectionError and IncompleteReadError."""
    host, _, port = url.rpartition("//")[2].partition(":")
    reader, writer = await asyncio.open_connection(host, int(port), ssl=tls)
    try:
        told = {"Host": host, "Connection": "close", "Content-Length": str(len(body)), **headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").strip().split("\r\n")
        answered = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        length = int(answered["content-length"])
        return Answer(int(first.split()[1]), answered, await reader.readexactly(length))
    finally:
        writer.close()


class Caller:
    """Calls operations by their operationId and holds every answer, its signature too, against the contract."""

    def __init__(self, office: Office, suite: str) -> None:
        self.office = office
        self.seen: set[tuple[str, int]] = set()
        self.signer = signatures.signer(KEYS[suite].private)
        self._verifier = signatures.verifier(office.public_key)

    async def __call__(
        self, operation: str, param: object = None, number: str = "", now: datetime | None = None
    ) -> tuple[int, Any]:
        """Status, and the result or the problem's code."""
        told = {} if now is None else {"time": now.isoformat()}
        answer = await self.raw(operation, request({} if param is None else param, **told), number)
        if operation == "contract" or answer.headers["content-type"] == "application/octet-stream":
            return answer.status, answer.body
        body = answer.json()
        return answer.status, body.get("code") or body.get("result", body)

    async def raw(
        self, operation: str, body: bytes, number: str = "", headers: dict[str, str] | None = None, sign: bool = True
    ) -> Answer:
        path, method, facts = OPERATIONS[operation]
        path = path.replace("{number}", number)
        answer = await self.send(method, path, body, headers, sign=sign and operation not in UNSIGNED)
        self._check(operation, answer, _nonce(body), facts)
        self.seen.add((operation, answer.status))
        return answer

    async def send(
        self, method: str, path: str, body: bytes, headers: dict[str, str] | None = None, *, sign: bool = True
    ) -> Answer:
        """Anything, signed or not."""
        signed = {"X-Signature": self.signature(method, path, body)} if sign else {}
        sent = b"" if method == "GET" else body
        return await exchange(self.office.url, method, path, {**signed, **(headers or {})}, sent)

    def signature(self, method: str, path: str, body: bytes, machine: str = MACHINE) -> str:
        return signatures.header(self.signer, machine, signatures.request_bytes(method, path, body))

    def signed_by_the_office(self, answer: Answer, nonce: str | None) -> bool:
        signature = signatures.read_header(answer.headers["x-signature"])
        assert signature is not None
        message = signatures.answer_bytes(nonce, answer.status, answer.body)
        return signature.key_id == "office" and self._verifier.verify(signature.value, message)

    def _check(self, operation: str, answer: Answer, nonce: str | None, facts: dict[str, Any]) -> None:
        content = resolved(facts["responses"][str(answer.status)])["content"]
        media = answer.headers["content-type"].partition(";")[0]
        assert media in content
        if operation in UNSIGNED and answer.status == 200:
            assert "x-signature" not in answer.headers
        else:
            assert self.signed_by_the_office(answer, None if operation in UNSIGNED else nonce)
        if media.endswith("json"):
            told = answer.json()
            check(told, content[media]["schema"])
            assert operation in UNSIGNED or told["envelope"]["nonce"] == nonce


OPERATIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    facts["operationId"]: (path, method.upper(), facts)
    for path, methods in SPEC["paths"].items()
    for method, facts in methods.items()
}


def at_the_office(
    visit: Callable[[Caller], Awaitable[None]], database: str | Path = ":memory:", suite: str = "Ed25519"
) -> None:
    async def whole() -> None:
        office = Office(database, today=TODAY, suite=suite)
        office.trust(MACHINE, KEYS[suite].public)
        office.faults.delay = 0
        async with office, asyncio.timeout(WITHIN):
            await visit(Caller(office, suite))

    asyncio.run(whole())


def envelope(**other: str) -> dict[str, str]:
    return {
        "accept_source": "99",
        "aae011": "000000",
        "yab003": "000000",
        "machine": MACHINE,
        "time": datetime.now(CHINA).isoformat(),
        "nonce": uuid.uuid4().hex,
        **other,
    }


def request(param: object, **other: str) -> bytes:
    return json.dumps({"envelope": envelope(**other), "param": param}).encode()


def _nonce(body: bytes) -> str | None:
    try:
        nonce = json.loads(body)["envelope"]["nonce"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return nonce if isinstance(nonce, str) else None


def person(key: str) -> dict[str, str]:
    document = PEOPLE[key].document
    return {"aac003": document.name, "aac147": document.number}


def holding(key: str, card_of: str = "") -> dict[str, str]:
    card = PEOPLE[card_of or key].card
    assert card is not None
    return {**person(key), "aaz500": card.number}


def act_on(key: str, number: str, card_of: str = "") -> dict[str, str]:
    """The param of an activation, a PIN reset or a transfer."""
    return {"number": number, **holding(key, card_of)}


def act_of(key: str, number: str) -> dict[str, str]:
    """The param of a loss report."""
    return {"number": number, **person(key)}


def challenge(region: str = "510100", **other: str) -> dict[str, str]:
    """A 3.00 card's question, of the card in tests/vectors/ssc.toml."""
    return {
        "region": region,
        "historical_bytes": "00815431168660510100240301",
        "algorithm": "00",
        "card_code": "510100D1560000050024030100000000",
        "challenge": "A1B2C3D4E5F60718",
        **other,
    }


def fresh() -> str:
    return str(uuid.uuid4())


DONE = {"outcome": "done", "reason": None}
ALREADY = {"outcome": "done", "reason": "already"}
VOID = {"outcome": "void", "reason": None}


def refused(reason: str) -> dict[str, str]:
    return {"outcome": "refused", "reason": reason}
