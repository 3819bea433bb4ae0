"""A visitor at the simulated office who holds every answer against openapi.yaml; the helper of its tests."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import aiohttp
import yaml
from jsonschema import Draft202012Validator

from kiosk_sim.office.service import CONTRACT, Office
from kiosk_sim.people import PEOPLE

SPEC: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
TODAY = date(2026, 11, 19)
MACHINE = {"X-Machine": "CD-TEST-0001"}
WITHIN = 10.0  # seconds; only a test that hangs takes so long


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


class Caller:
    """Calls operations by their operationId and holds every answer against the contract."""

    def __init__(self, office: Office, http: aiohttp.ClientSession) -> None:
        self.office = office
        self.http = http
        self.seen: set[tuple[str, int]] = set()

    async def __call__(self, operation: str, body: object = None, number: str = "") -> tuple[int, Any]:
        return await self.raw(operation, None if body is None else json.dumps(body).encode(), number)

    async def raw(
        self, operation: str, body: bytes | None, number: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        path, method, facts = OPERATIONS[operation]
        sent = MACHINE if headers is None else headers
        url = self.office.url + path.format(number=number)
        async with self.http.request(method, url, data=body, headers=sent) as response:
            content = resolved(facts["responses"][str(response.status)])["content"]
            answer = await response.text()
            assert response.content_type in content
            if response.content_type != "application/yaml":
                answer = json.loads(answer)
                check(answer, content[response.content_type]["schema"])
        self.seen.add((operation, response.status))
        return response.status, answer


OPERATIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    facts["operationId"]: (path, method.upper(), facts)
    for path, methods in SPEC["paths"].items()
    for method, facts in methods.items()
}


def at_the_office(visit: Callable[[Caller], Awaitable[None]], database: str | Path = ":memory:") -> None:
    async def whole() -> None:
        office = Office(database, today=TODAY)
        office.faults.delay = 0
        async with office, aiohttp.ClientSession() as http, asyncio.timeout(WITHIN):
            await visit(Caller(office, http))

    asyncio.run(whole())


def person(key: str) -> dict[str, str]:
    document = PEOPLE[key].document
    return {"aac003": document.name, "aac147": document.number}


def holding(key: str, card_of: str = "") -> dict[str, str]:
    card = PEOPLE[card_of or key].card
    assert card is not None
    return {**person(key), "aaz500": card.number}


def activation(key: str, number: str, card_of: str = "") -> dict[str, str]:
    return {"number": number, **holding(key, card_of)}


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
VOID = {"outcome": "void", "reason": None}


def refused(reason: str) -> dict[str, str]:
    return {"outcome": "refused", "reason": reason}
