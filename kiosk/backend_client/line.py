"""The line to the office: HTTP in threads of our own, one deadline for everything, nothing that acts sent twice."""

from __future__ import annotations

import asyncio
import json
import ssl
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from kiosk import config
from kiosk.backend_client.answers import ProblemAnswer
from kiosk.backend_client.errors import (
    OfficeError,
    OfficeGarbled,
    OfficeSilent,
    OfficeTrouble,
    OfficeUnreachable,
)

if TYPE_CHECKING:
    import requests

_THREADS = 4  # one citizen makes one call at a time; the others are for calls given up on that still hang
_LARGEST_ANSWER = 65_536  # bytes

_A = TypeVar("_A", bound=BaseModel)


@dataclass(frozen=True)
class Call:
    """One request. `param` None: a GET; `key`: the request number of an act."""

    name: str
    path: str
    param: Mapping[str, object] | None = field(default=None, repr=False)
    key: str | None = None

    @property
    def body(self) -> bytes | None:
        """As it travels. Escaped: half a surrogate pair must not fail here, quoting the name."""
        return None if self.param is None else json.dumps(self.param).encode("ascii")


@dataclass(frozen=True)
class Reply:
    """What came back."""

    call: str
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
        """Whether this is that problem of the office's."""
        return self.status == status and self.code == code

    def read(self, shape: type[_A]) -> _A:
        """The result. Raises `OfficeError` for any problem, `OfficeGarbled` for another shape."""
        if self.status != 200:
            raise OfficeError(self.call, self.status, self.code)
        try:
            return shape.model_validate_json(self.body)
        except ValidationError as error:
            wrong = error.errors(include_input=False, include_url=False, include_context=False)[0]
        where = ".".join(str(step) for step in wrong["loc"])
        raise OfficeGarbled(self.call, f"{where or 'answer'}: {wrong['msg']}")


class Line:
    """Takes calls to the office. All raise `OfficeTrouble` of some kind, within the configured deadline."""

    def __init__(self, settings: config.Office, machine: str) -> None:
        self._url = settings.url.rstrip("/")
        self._deadline = settings.deadline_seconds
        self._machine = machine
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="office")
        # Importing requests takes a tenth of a second: in a thread, while the machine starts.
        self._session: Future[requests.Session] = self._threads.submit(_new_session, machine)
        self._answered = False

    async def aclose(self) -> None:
        """Close the connections; calls not begun are dropped. A hanging thread ends within one more deadline."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._session.done() and not self._session.cancelled():
            self._session.result().close()

    async def ask(self, call: Call) -> Reply:
        """Send it and give the answer, whatever it says."""
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

    def _converse(self, call: Call, until: float, begun: threading.Lock) -> Reply:
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

    def _send(self, call: Call, until: float) -> Reply:
        if call.key is None:
            reply = _exchange(self._session.result(), self._url, call, until)
            self._answered = True
            return reply
        # An act gets a connection of its own: a dead one that was kept alive would leave it in doubt for nothing.
        with _new_session(self._machine) as session:
            return _exchange(session, self._url, call, until)


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


def _exchange(session: requests.Session, url: str, call: Call, until: float) -> Reply:
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
        return Reply(call.name, response.status_code, _read(call.name, response, until))


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
