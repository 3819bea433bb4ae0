"""The line to the office: HTTP in threads of our own, one deadline for everything, nothing that acts sent twice."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from kiosk.backend_client.answers import LARGEST_BUNDLE, Answer
from kiosk.backend_client.envelope import Envelopes, OfficeClock, Opened, told
from kiosk.backend_client.errors import OfficeGarbled, OfficeRefused, OfficeTrouble, OfficeUnreachable
from kiosk.backend_client.receiver import Receiver, heard_by
from kiosk.backend_client.signing import KeyFileWrong, read_signer, read_verifier, require_private
from kiosk.config_office import Office as Settings

if TYPE_CHECKING:
    import requests

_DATE_SECONDS = 300.0  # how long a business date is taken to be today's; a standing machine asks every minute
_THREADS = 5  # one citizen makes one call at a time; the others are for content, and for calls given up on that hang
_LARGEST_ANSWER = 65_536  # bytes

_A = TypeVar("_A", bound=BaseModel)


class _Result(Answer, Generic[_A]):
    result: _A


@dataclass(frozen=True)
class Call:
    """One thing asked of the office. `key`: the request number of an act; `bundle`: the answer is content."""

    name: str
    path: str
    param: Mapping[str, object] = field(default_factory=dict, repr=False)
    key: str | None = None
    bundle: bool = False


@dataclass(frozen=True)
class Reply:
    """What the office said to a call: signed, and to this call."""

    call: str
    status: int
    code: str
    body: bytes = field(repr=False)
    day: date | None

    def says(self, status: int, code: str) -> bool:
        """Whether this is that problem."""
        return (self.status, self.code) == (status, code)

    def read(self, shape: type[_A]) -> _A:
        """The result. Raises `OfficeRefused` for a problem, `OfficeGarbled` for another shape."""
        self.require_result()
        try:
            return _Result[shape].model_validate_json(self.body).result  # type: ignore[valid-type]
        except ValidationError as error:
            raise OfficeGarbled(self.call, told(error)) from None

    def require_result(self) -> None:
        """Raises `OfficeRefused` for a problem."""
        if self.status != 200:
            raise OfficeRefused(self.call, self.status, self.code)


class Line:
    """Takes calls to the office. All raise `OfficeTrouble` of some kind, within the configured deadline.

    `reachable`: whether the last call brought an answer of an office that serves; None before the first.
    """

    def __init__(self, settings: Settings, machine: str, clock: OfficeClock) -> None:
        """Raises `KeyFileWrong` when a key or a certificate cannot be used."""
        self._url = settings.url.rstrip("/")
        self._deadline = settings.deadline_seconds
        self._content_deadline = settings.content_seconds
        signer = read_signer(settings.key, settings.suite)
        office = read_verifier(settings.office_key, settings.suite)
        self._envelopes = Envelopes(settings, machine, signer, office, clock)
        self._tls = _tls(settings)
        self._ca = str(settings.ca or "")
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="office")
        # Importing requests takes a tenth of a second: in a thread, while the machine starts.
        self._session: Future[requests.Session] = self._threads.submit(self._new_session)
        self._answered = False
        self._waiting: set[Receiver] = set()
        self._changed = asyncio.Event()
        self.reachable: bool | None = None
        self._told: tuple[date, float] | None = None  # the newest business date, and when it was told

    @property
    def business_date(self) -> date | None:
        """The business date that came with an answer of the last minutes; None when there was none."""
        if self._told is None or time.monotonic() - self._told[1] > _DATE_SECONDS:
            return None
        return self._told[0]

    def change(self) -> Coroutine[Any, Any, object]:
        """Wait for the next change of `reachable`, counted from the call."""
        return self._changed.wait()

    async def ask(self, call: Call) -> Reply:
        """Send it, and give what the office says to it."""
        try:
            reply = await self._asked(call)
        except OfficeTrouble:
            self._notice(reachable=False)
            raise
        self._notice(reachable=reply.status < 500)
        if reply.day is not None:
            self._told = reply.day, time.monotonic()
        return reply

    async def aclose(self) -> None:
        """Hang up and close the connections; calls not begun are dropped."""
        for receiver in list(self._waiting):
            receiver.hang_up()
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._session.done() and not self._session.cancelled():
            self._session.result().close()

    def _notice(self, *, reachable: bool) -> None:
        if reachable is not self.reachable:
            self.reachable = reachable
            self._changed.set()
            self._changed = asyncio.Event()

    async def _asked(self, call: Call) -> Reply:
        seconds = self._content_deadline if call.bundle else self._deadline
        receiver = Receiver(time.monotonic() + seconds)
        self._waiting.add(receiver)
        job = asyncio.get_running_loop().run_in_executor(self._threads, self._converse, call, receiver)
        try:
            async with asyncio.timeout(seconds):
                return await job
        except TimeoutError:
            if receiver.pick_up():
                raise OfficeUnreachable(call.name, "every line to the office hangs", sent=False) from None
            raise OfficeUnreachable(call.name, f"no answer within {seconds:g} s", sent=True) from None
        finally:
            receiver.hang_up()
            self._waiting.discard(receiver)

    def _converse(self, call: Call, receiver: Receiver) -> Reply:
        """Runs in a thread. Errors of requests hold the request with its body: they end here, unchained."""
        if not receiver.pick_up():
            raise OfficeUnreachable(call.name, "given up before it began", sent=False)
        # What changes nothing may be asked once more: when a connection kept alive had died unnoticed, and when the
        # office says that our clock is wrong, which is set right by then.
        died, stale = self._answered and call.key is None, call.key is None
        while True:
            opened = self._sent(call, receiver, forgive=died)
            if opened is None:
                died = False
            elif stale and (opened.status, opened.code) == (401, "stale"):
                stale = False
            else:
                return Reply(call.name, opened.status, opened.code, opened.body, opened.day)

    def _sent(self, call: Call, receiver: Receiver, *, forgive: bool) -> Opened | None:
        """One sending; None when the connection broke, which `forgive` allows."""
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        try:
            return self._send(call, receiver)
        except (RequestException, HTTPError) as error:
            cause = _cause(error)
            if forgive and isinstance(error, RequestException) and _reset(cause) and not receiver.over:
                return None
        raise _trouble(call.name, cause)

    def _send(self, call: Call, receiver: Receiver) -> Opened:
        if call.key is None:
            opened = self._exchange(self._session.result(), call, receiver)
            self._answered = True
            return opened
        # An act gets a connection of its own: a dead one that was kept alive would leave it in doubt for nothing.
        with self._new_session() as session:
            return self._exchange(session, call, receiver)

    def _exchange(self, session: requests.Session, call: Call, receiver: Receiver) -> Opened:
        sealed = self._envelopes.seal(call.path, call.param)
        headers = {"Content-Type": "application/json", "X-Signature": sealed.signature}
        if call.key is not None:
            headers["Idempotency-Key"] = call.key
        left = receiver.until - time.monotonic()
        if left <= 0:
            raise OfficeUnreachable(call.name, "there was no time left to ask", sent=False)
        with (
            heard_by(receiver),
            session.post(
                self._url + call.path,
                data=sealed.body,
                headers=headers,
                timeout=left,
                stream=True,
                allow_redirects=False,
            ) as response,
        ):
            body = _read(call, response, receiver)
            signature = response.headers.get("X-Signature", "")
        return self._envelopes.open(call.name, sealed, response.status_code, signature, body, bare=call.bundle)

    def _new_session(self) -> requests.Session:
        from kiosk.backend_client.sessions import new_session

        return new_session(self._tls, self._ca, _THREADS)


def _tls(settings: Settings) -> ssl.SSLContext | None:
    """Our certificate, and the only CA whose word counts; None for an office without TLS. Raises `KeyFileWrong`."""
    if settings.ca is None or settings.certificate is None or settings.certificate_key is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    require_private(settings.certificate_key)
    with _told(settings.ca):
        context.load_verify_locations(settings.ca)
    with _told(settings.certificate):
        # A key that wants a password gets a wrong one: OpenSSL would ask for it at the terminal, and wait.
        context.load_cert_chain(settings.certificate, settings.certificate_key, password="")
    return context


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except ssl.SSLError as error:
        raise KeyFileWrong(path, f"not usable for TLS: {error.reason or 'unreadable'}") from None
    except OSError as error:
        raise KeyFileWrong(path, f"cannot be read: {error.strerror}") from None


def _read(call: Call, response: requests.Response, receiver: Receiver) -> bytes:
    """The body, read with a clock: the time-out of requests is per read, so a slow drip would outlast it."""
    most = LARGEST_BUNDLE if call.bundle else _LARGEST_ANSWER
    body = bytearray()
    while chunk := response.raw.read1(8192):
        body += chunk
        if len(body) > most:
            raise OfficeGarbled(call.name, "the answer is too long")
        if time.monotonic() > receiver.until:
            raise OfficeUnreachable(call.name, "the answer came too slowly", sent=True)
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
    return OfficeUnreachable(call, type(cause).__name__, sent=not unsent)
