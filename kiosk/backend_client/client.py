"""Typed calls to the office over HTTP; its contract is the office's openapi.yaml.

requests blocks, so every call runs in a thread of our own with one deadline for everything. A thread given up on
ends by its own read time-out. Nothing that acts is ever sent twice: who gets no answer enquires.
"""

from __future__ import annotations

import asyncio
import json
import re
import ssl
import threading
import time
import uuid
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from kiosk import config
from kiosk.backend_client.errors import (
    OfficeError,
    OfficeGarbled,
    OfficeSilent,
    OfficeTrouble,
    OfficeUnreachable,
)
from kiosk.backend_client.models import (
    ActAnswer,
    CardAnswer,
    CardProof,
    DecisionAnswer,
    NotHolder,
    OutcomeAnswer,
    ProblemAnswer,
    ProgressAnswer,
    ProofAnswer,
    TodayAnswer,
)
from kiosk.domain.card import CardStatus
from kiosk.domain.identity import Identity
from kiosk.domain.personal import CardNumber
from kiosk.domain.progress import Progress

if TYPE_CHECKING:
    import requests

_THREADS = 4  # one citizen makes one call at a time; the others are for calls given up on that still hang
_LARGEST_ANSWER = 65_536  # bytes

_A = TypeVar("_A", bound=BaseModel)


@dataclass(frozen=True)
class _Call:
    name: str
    path: str
    body: bytes | None = field(default=None, repr=False)  # None: a GET
    key: str | None = None  # the request number of an act


@dataclass(frozen=True)
class _Reply:
    status: int
    body: bytes = field(repr=False)

    @property
    def code(self) -> str:
        """The office's own word for the problem; "" when the answer is from something else on the way."""
        try:
            return ProblemAnswer.model_validate_json(self.body).code
        except ValidationError:
            return ""

    def says(self, status: int, code: str) -> bool:
        return self.status == status and self.code == code


class Office:
    """The office, by typed calls. All raise `OfficeTrouble` of some kind, within the configured deadline."""

    def __init__(self, settings: config.Office, machine: str) -> None:
        """`machine` is 1 to 16 visible ASCII characters, else ValueError."""
        if not re.fullmatch(r"[!-~]{1,16}", machine):
            raise ValueError("the machine number must be 1 to 16 visible ASCII characters")
        self._url = settings.url.rstrip("/")
        self._deadline = settings.deadline_seconds
        self._machine = machine
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="office")
        # Importing requests takes a tenth of a second: in a thread, while the machine starts.
        self._session: Future[requests.Session] = self._threads.submit(_new_session, machine)
        self._answered = False

    async def today(self) -> date:
        """The office's business date."""
        return _understood("today", TodayAnswer, await self._call(_Call("today", "/v1/today"))).date

    async def progress(self, person: Identity) -> Progress | None:
        """The person's application; None when the office knows nothing of this name and number."""
        reply = await self._call(_Call("progress", "/v1/progress", _body(person)))
        if reply.says(404, "nothing-known"):
            return None
        return _understood("progress", ProgressAnswer, reply).progress()

    async def card(self, person: Identity, number: CardNumber) -> CardStatus | NotHolder | None:
        """A card's state; `NotHolder` when it is another person's, None when the office knows no such card."""
        reply = await self._call(_Call("card", "/v1/card", _body(person, aaz500=number.reveal())))
        if reply.says(404, "unknown-card"):
            return None
        if reply.says(409, "not-holder"):
            return NotHolder()
        return _understood("card", CardAnswer, reply).status()

    async def prove(
        self, region: str, historical: bytes, algorithm: str, code: bytes, challenge: bytes
    ) -> CardProof | None:
        """The answer to a 3.00 card's challenge, from the office's HSM; None when it has no key for that card.

        `algorithm` is "00" or "03", `code` the card identification code. Names nobody, changes nothing.
        """
        facts = {"historical_bytes": historical, "card_code": code, "challenge": challenge}
        body = {"region": region, "algorithm": algorithm, **{name: fact.hex().upper() for name, fact in facts.items()}}
        reply = await self._call(_Call("prove", "/v1/card-proofs", json.dumps(body).encode("ascii")))
        if reply.says(409, "no-card-key"):
            return None
        return _understood("prove", ProofAnswer, reply).proof()

    async def activate(self, request_number: str, person: Identity, card: CardNumber) -> ActAnswer:
        """Activate, once per `request_number` (from the journal); the outcome is DONE or REFUSED.

        After any trouble but `OfficeUnreachable` it may have been done: `enquire`, never call again.
        """
        key = _canonical(request_number)
        body = _body(person, aaz500=card.reveal(), number=key)
        reply = await self._call(_Call("activate", "/v1/activations", body, key))
        return _understood("activate", DecisionAnswer, reply).answer()

    async def enquire(self, request_number: str) -> ActAnswer:
        """What became of an activation. One the office never received is VOID from then on, for ever."""
        path = f"/v1/activations/{_canonical(request_number)}/enquiry"
        return _understood("enquire", OutcomeAnswer, await self._call(_Call("enquire", path, b"{}"))).answer()

    async def aclose(self) -> None:
        """Close the connections; calls not begun are dropped. A hanging thread ends within one more deadline."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._session.done() and not self._session.cancelled():
            self._session.result().close()

    async def _call(self, call: _Call) -> _Reply:
        begun = threading.Lock()  # taken by whoever comes first: the thread that begins, or we who give up
        until = time.monotonic() + self._deadline
        job = asyncio.get_running_loop().run_in_executor(self._threads, self._converse, call, until, begun)
        try:
            async with asyncio.timeout(self._deadline):
                return await job
        except TimeoutError:
            if begun.acquire(blocking=False):
                raise OfficeUnreachable(call.name, "every line to the office hangs") from None
            raise OfficeSilent(call.name, f"no answer within {self._deadline:g} s") from None

    def _converse(self, call: _Call, until: float, begun: threading.Lock) -> _Reply:
        """Runs in a thread. Errors of requests hold the request with its body: they end here, unchained."""
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        if not begun.acquire(blocking=False):
            raise OfficeUnreachable(call.name, "given up before it began")
        # A connection kept alive may have died unnoticed; what changes nothing may then be sent once more.
        again = self._answered and call.key is None
        while True:
            try:
                return self._send(call, until)
            except (RequestException, HTTPError) as error:
                cause = _cause(error)
                again = again and isinstance(error, RequestException) and _reset(cause)
            if not again:
                raise _trouble(call.name, cause)
            again = False

    def _send(self, call: _Call, until: float) -> _Reply:
        if call.key is None:
            reply = _exchange(self._session.result(), self._url, call, until)
            self._answered = True
            return reply
        # An act gets a connection of its own: a dead one that was kept alive would leave it in doubt for nothing.
        with _new_session(self._machine) as session:
            return _exchange(session, self._url, call, until)


def _body(person: Identity, **more: str) -> bytes:
    known = {"aac003": person.name.reveal(), "aac147": person.number.reveal().upper(), **more}
    return json.dumps(known).encode("ascii")  # escaped: half a surrogate pair must not fail here, quoting the name


def _canonical(request_number: str) -> str:
    return str(uuid.UUID(request_number))


def _new_session(machine: str) -> requests.Session:
    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    session.trust_env = False  # no proxies, no .netrc, no REQUESTS_CA_BUNDLE over our own certificate
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    session.headers.update({"X-Machine": machine, "User-Agent": "hrss-kiosk", "Accept-Encoding": "identity"})
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(pool_connections=1, pool_maxsize=_THREADS, max_retries=0))
    return session


def _exchange(session: requests.Session, url: str, call: _Call, until: float) -> _Reply:
    headers = {} if call.body is None else {"Content-Type": "application/json"}
    if call.key is not None:
        headers["Idempotency-Key"] = call.key
    left = until - time.monotonic()
    if left <= 0:
        raise OfficeUnreachable(call.name, "there was no time left to ask")
    with session.request(
        "GET" if call.body is None else "POST",
        url + call.path,
        data=call.body,
        headers=headers,
        timeout=left,
        stream=True,
        allow_redirects=False,
    ) as response:
        return _Reply(response.status_code, _read(call.name, response, until))


def _read(call: str, response: requests.Response, until: float) -> bytes:
    """The body, read with a clock: the time-out of requests is per read, so a slow drip would outlast it."""
    body = bytearray()
    while chunk := response.raw.read1(8192):
        body += chunk
        if len(body) > _LARGEST_ANSWER:
            raise OfficeGarbled(call, "the answer is too long")
        if time.monotonic() > until:
            raise OfficeSilent(call, "the answer came too slowly")
    return bytes(body)


def _cause(error: Exception) -> BaseException:
    """What lies under the wrappings of requests and of urllib3's MaxRetryError."""
    inner = error.args[0] if error.args else None
    inner = getattr(inner, "reason", inner)
    return inner if isinstance(inner, Exception) else error


def _reset(cause: BaseException) -> bool:
    """True when the connection broke; not when time ran out."""
    from urllib3.exceptions import ProtocolError

    return isinstance(cause, ProtocolError) and isinstance(cause.args[-1], ConnectionError)


def _trouble(call: str, cause: BaseException) -> OfficeTrouble:
    from requests.exceptions import InvalidSchema, InvalidURL
    from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

    unsent = isinstance(cause, ConnectTimeoutError | NewConnectionError | InvalidSchema | InvalidURL)
    # Only our own verdict on a certificate surely comes before the request; TLS 1.3 tells theirs after it.
    unsent = unsent or any(isinstance(part, ssl.SSLCertVerificationError) for part in cause.args)
    return (OfficeUnreachable if unsent else OfficeSilent)(call, type(cause).__name__)


def _understood(call: str, shape: type[_A], reply: _Reply) -> _A:
    if reply.status != 200:
        raise OfficeError(call, reply.status, reply.code)
    try:
        return shape.model_validate_json(reply.body)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False, include_context=False)[0]
    where = ".".join(str(step) for step in wrong["loc"])
    raise OfficeGarbled(call, f"{where or 'answer'}: {wrong['msg']}")
