"""The simulated office on HTTP: answers exactly what openapi.yaml beside it promises."""

from __future__ import annotations

import logging
import re
import socket
import struct
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

from aiohttp import web
from pydantic import ValidationError

from kiosk_sim.office import bodies
from kiosk_sim.office.faults import Cut, Faults
from kiosk_sim.office.key_vault import KeyVault, NoKey
from kiosk_sim.office.store import Answer, NumberReused, Request, Store
from kiosk_sim.people import PEOPLE, Person

CONTRACT = Path(__file__).with_name("openapi.yaml")
_LARGEST_BODY = 4096  # bytes; the contract's limit
_ACCESS_LOG = logging.getLogger("kiosk_sim.office.access")
_CHINA = timezone(timedelta(hours=8))
_GOODBYE_SECONDS = 2.0  # for answers under way when the service stops

_TITLES = {
    "malformed": "The request does not follow the contract",
    "no-machine": "The header X-Machine is missing or malformed",
    "too-large": "The body is too large",
    "no-such-operation": "There is no such operation",
    "nothing-known": "Nothing is known of this person",
    "unknown-card": "There is no such card",
    "not-holder": "The card belongs to another person",
    "no-card-key": "There is no key for this card here",
    "number-reused": "The request number was used for another request",
    "unavailable": "The office cannot answer now",
}

_Body = TypeVar("_Body", bound=bodies.Nothing)
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _Problem(Exception):
    def __init__(self, status: int, code: str) -> None:
        self.status = status
        self.code = code


class Office:
    """One office: `faults` to set, `store` to look at, `business_date` to set (None: the real day).

    The database is filled from `people` unless it is filled already.
    """

    def __init__(
        self,
        database: str | Path = ":memory:",
        people: Iterable[Person] = tuple(PEOPLE.values()),
        today: date | None = None,
    ) -> None:
        self.business_date = today
        self.faults = Faults()
        self.vault = KeyVault()
        self.store = Store(database)
        self.store.populate(people, self.today())
        self._runner: web.AppRunner | None = None
        self._url = ""

    @property
    def url(self) -> str:
        """Where it listens, such as ``http://127.0.0.1:8080``; empty before the first `start`."""
        return self._url

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen, on any free port when `port` is 0. May be called again after `stop`."""
        self.faults.opening()
        self._runner = web.AppRunner(
            self._application(),
            access_log=_ACCESS_LOG,
            access_log_format='%a "%r" %s %Tf',
            shutdown_timeout=_GOODBYE_SECONDS,
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        host, port = self._runner.addresses[0][:2]
        self._url = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Stop listening and cut what is held; the database stays open. Nothing to do when stopped."""
        runner, self._runner = self._runner, None
        if runner is not None:
            self.faults.closing()
            await runner.cleanup()

    async def close(self) -> None:
        """Stop, and close the database."""
        await self.stop()
        self.store.close()

    async def __aenter__(self) -> Office:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def today(self) -> date:
        """Its business date: the one set, or the real day in Asia/Shanghai."""
        return self.business_date or datetime.now(_CHINA).date()

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[_problems_told, self._fault_ridden], client_max_size=_LARGEST_BODY)
        app.add_routes(
            [
                web.post("/v1/progress", self._progress, name="progress"),
                web.post("/v1/card", self._card, name="card"),
                web.post("/v1/card-proofs", self._prove, name="prove"),
                web.post("/v1/activations", self._activate, name="activate"),
                web.post("/v1/activations/{number}/enquiry", self._enquire, name="enquire"),
                web.get("/v1/today", self._business_date, name="today"),
                web.get("/v1/health", self._health, name="health"),
                web.get("/openapi.yaml", self._contract, name="contract"),
            ]
        )
        return app

    async def _progress(self, request: web.Request) -> web.StreamResponse:
        person = await _read(request, bodies.PersonBody)
        found = self.store.application(person.aac003, person.aac147)
        if found is None:
            raise _Problem(404, "nothing-known")
        at = found.outlet
        outlet = at and {"name": at.name, "aae006": at.address, "aae005": at.phone, "hours": at.hours}
        stages = [{"stage": stage, "date": day} for stage, day in found.reached]
        return web.json_response({"stages": stages, "aae008": found.bank, "outlet": outlet, "trouble": found.trouble})

    async def _card(self, request: web.Request) -> web.StreamResponse:
        asked = await _read(request, bodies.CardBody)
        card = self.store.card(asked.aac003, asked.aac147, asked.aaz500)
        if card is None:
            raise _Problem(404, "unknown-card")
        if not card.belongs:
            raise _Problem(409, "not-holder")
        return web.json_response({"aaz502": card.state, "aae008": card.bank})

    async def _prove(self, request: web.Request) -> web.StreamResponse:
        asked = await _read(request, bodies.ProofBody)
        historical, challenge = bytes.fromhex(asked.historical_bytes), bytes.fromhex(asked.challenge)
        try:
            if self.faults.no_key:
                raise NoKey
            proof = self.vault.prove(
                asked.region, historical, asked.algorithm, challenge, wrongly=self.faults.wrong_key
            )
        except NoKey:
            raise _Problem(409, "no-card-key") from None
        cryptogram, factor = (part.hex().upper() for part in proof)
        return web.json_response({"cryptogram": cryptogram, "factor": factor})

    async def _activate(self, request: web.Request) -> web.StreamResponse:
        asked = await _read(request, bodies.ActivationBody)
        if request.headers.get("Idempotency-Key", asked.number) != asked.number:
            raise _Problem(400, "malformed")
        try:
            answer = self.store.activate(Request(**asked.model_dump()), self.today())
        except NumberReused:
            raise _Problem(409, "number-reused") from None
        return _outcome(answer)

    async def _enquire(self, request: web.Request) -> web.StreamResponse:
        await _read(request, bodies.Nothing)
        number = request.match_info["number"]
        if not re.fullmatch(bodies.NUMBER, number):
            raise _Problem(400, "malformed")
        return _outcome(Answer("pending") if self.faults.busy() else self.store.enquire(number))

    async def _business_date(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"date": self.today().isoformat()})

    async def _health(self, request: web.Request) -> web.StreamResponse:
        return web.json_response({"status": "up"})

    async def _contract(self, request: web.Request) -> web.StreamResponse:
        return web.Response(body=CONTRACT.read_bytes(), content_type="application/yaml", charset="utf-8")

    @web.middleware
    async def _fault_ridden(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        operation = request.match_info.route.name or ""
        await request.read()  # first, so that a request held here is worked on even when its sender has left
        try:
            await self.faults.before(operation)
            if self.faults.status:
                raise _Problem(self.faults.status, "unavailable")
            answer = await handler(request)
            await self.faults.after(operation)
        except Cut:
            return _cut(request)
        return web.Response(text='{"stages": [', content_type="application/json") if self.faults.garbage else answer


@web.middleware
async def _problems_told(request: web.Request, handler: _Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except _Problem as problem:
        return _problem(problem.status, problem.code)
    except web.HTTPRequestEntityTooLarge:
        return _problem(413, "too-large")
    except (web.HTTPNotFound, web.HTTPMethodNotAllowed) as error:
        return _problem(error.status, "no-such-operation")


async def _read(request: web.Request, shape: type[_Body]) -> _Body:
    if not re.fullmatch(bodies.MACHINE, request.headers.get("X-Machine", "")):
        raise _Problem(400, "no-machine")
    try:
        return shape.model_validate_json(await request.read())
    except ValidationError:
        raise _Problem(400, "malformed") from None


def _outcome(answer: Answer) -> web.Response:
    return web.json_response({"outcome": answer.outcome, "reason": answer.reason})


def _problem(status: int, code: str) -> web.Response:
    facts = {"type": f"urn:hrss-office:problem:{code}", "code": code, "title": _TITLES[code], "status": status}
    return web.json_response(facts, status=status, content_type="application/problem+json")


def _cut(request: web.Request) -> web.Response:
    """Reset the connection, as a dying router would; the answer given back goes nowhere."""
    if request.transport is not None:
        raw: socket.socket = request.transport.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response()
