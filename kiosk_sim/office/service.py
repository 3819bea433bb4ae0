"""The simulated office on HTTP: answers exactly what openapi.yaml beside it promises."""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from kiosk_sim.office import signatures
from kiosk_sim.office.calls import CALLS
from kiosk_sim.office.clerk import Clerk, Who
from kiosk_sim.office.delivery import Delivery, cut
from kiosk_sim.office.desk import LARGEST_BODY, Desk, Incoming
from kiosk_sim.office.faults import Cut, Faults
from kiosk_sim.office.key_vault import KeyVault
from kiosk_sim.office.operations import OPERATIONS, Operation
from kiosk_sim.office.problems import Problem
from kiosk_sim.office.server import Server
from kiosk_sim.office.store import Store
from kiosk_sim.people import PEOPLE, Person

CONTRACT = Path(__file__).with_name("openapi.yaml")
_CHINA = timezone(timedelta(hours=8))
_PATIENCE = 1024 * 1024  # bytes of a body that is far too large; then the connection is cut


class Office:
    """One office: `faults` to set, `store` to look at, `business_date` to set (None: the real day).

    The database (``:memory:``, a path, or a URL such as ``postgresql+psycopg://…``) is filled from `people` unless it
    is filled already. `keys`: its own key pair, made anew if none is given.
    """

    def __init__(
        self,
        database: str | Path = ":memory:",
        people: Iterable[Person] = tuple(PEOPLE.values()),
        today: date | None = None,
        keys: signatures.KeyPair | None = None,
        suite: str = "SM2-SM3",
    ) -> None:
        self.business_date = today
        self.clock: Callable[[], datetime] = partial(datetime.now, _CHINA)
        self.faults = Faults()
        self.vault = KeyVault()
        self.store = Store(database)
        self.store.populate(people, self.today())
        self._clerk = Clerk(self.store, self.vault, self.faults, self.today, self.now)
        self._desk = Desk(keys or signatures.make_pair(suite), self._clerk, self.store, self.today, self.now)
        self._delivery = Delivery(self._desk, self.faults)
        self._server: Server | None = None
        self._url = ""

    @property
    def url(self) -> str:
        """Where it listens, such as ``http://127.0.0.1:8080``; empty before the first `start`."""
        return self._url

    @property
    def public_key(self) -> str:
        """Its key as the line of a key file."""
        return self._desk.public_key

    def trust(self, machine: str, public_key: str) -> None:
        """Take requests of this machine, signed with this key. Raises `signatures.WrongKey`."""
        self._desk.trust(machine, public_key)

    def electronic_code(self, key: str) -> str:
        """A person opens their electronic card and shows its code, good for a minute. Raises KeyError for nobody."""
        document = PEOPLE[key].document
        return self._clerk.codes.give(Who(document.name, document.number))

    def offer_content(self, version: str, bundle: bytes) -> None:
        """Offer a signed bundle to kiosks that have another version."""
        self._clerk.content[version] = bundle

    async def start(self, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        """Listen, on any free port when `port` is 0. May be called again after `stop`."""
        self.faults.opening()
        self._server = Server(self._application())
        host, port = await self._server.start(host, port, tls)
        self._url = f"{'https' if tls else 'http'}://{host}:{port}"

    async def stop(self) -> None:
        """Stop listening and cut what is held; the database stays open. Nothing to do when stopped."""
        server, self._server = self._server, None
        if server is not None:
            self.faults.closing()
            await server.stop()

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
        day = self.business_date or datetime.now(_CHINA).date()
        return day - timedelta(days=self.faults.days_back)

    def now(self) -> datetime:
        """What its clock shows."""
        return self.clock() + timedelta(seconds=self.faults.skew)

    def _application(self) -> FastAPI:
        app = FastAPI(openapi_url=None, redirect_slashes=False)
        for name, path in CALLS.items():
            app.add_api_route(path, self._serving(OPERATIONS[name]), methods=["POST"])
        app.add_api_route("/v2/health", self._health, methods=["GET"])
        app.add_api_route("/openapi.yaml", self._contract, methods=["GET"])
        app.add_exception_handler(HTTPException, self._no_such_operation)
        return app

    def _serving(self, operation: Operation) -> Callable[[Request], Awaitable[Response]]:
        async def serve(request: Request) -> Response:
            try:
                incoming = await _incoming(request)  # first: a request held here is worked on though its sender left
                await self.faults.before(operation.name)
                answer = self._desk.answer(
                    operation,
                    incoming,
                    offered=operation.name not in self.faults.withheld,
                    failing=self.faults.status,
                )
                await self.faults.after(operation.name)
                return await self._delivery.bring(request, answer)
            except Cut:
                return await cut(request)

        return serve

    async def _health(self, request: Request) -> Response:
        return await self._unsigned("health", request, JSONResponse({"status": "up"}))

    async def _contract(self, request: Request) -> Response:
        document = Response(CONTRACT.read_bytes(), media_type="application/yaml; charset=utf-8")
        return await self._unsigned("contract", request, document)

    async def _unsigned(self, operation: str, request: Request, answer: Response) -> Response:
        try:
            await self.faults.before(operation)
            if self.faults.status:
                return await self._problem(request, Problem("unavailable", self.faults.status))
            await self.faults.after(operation)
        except Cut:
            return await cut(request)
        return answer

    async def _no_such_operation(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        answer = await self._problem(request, Problem("no-such-operation", error.status_code))
        answer.headers.update(error.headers or {})
        return answer

    async def _problem(self, request: Request, problem: Problem) -> Response:
        return await self._delivery.bring(request, self._desk.problem(problem))


async def _incoming(request: Request) -> Incoming:
    """The whole request; of a body that is too large, just as much as shows it. Raises `Cut`."""
    body, length = bytearray(), 0
    async for chunk in request.stream():
        length += len(chunk)
        if length > _PATIENCE:
            raise Cut
        body += chunk[: LARGEST_BODY + 1 - len(body)]
    query = request.scope["query_string"]
    target = request.scope["raw_path"] + (b"?" + query if query else b"")
    return Incoming(
        method=request.method,
        target=target.decode("latin-1"),
        signature=request.headers.get("X-Signature", ""),
        idempotency_key=request.headers.get("Idempotency-Key"),
        number=request.path_params.get("number", ""),
        body=bytes(body),
    )
