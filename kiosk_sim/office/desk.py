"""The desk where requests are trusted or not: reads, checks and signs, as openapi.yaml says under "Signatures"."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pydantic import ValidationError

from kiosk_sim.office import bodies, signatures
from kiosk_sim.office.clerk import Clerk
from kiosk_sim.office.operations import Call, Operation
from kiosk_sim.office.problems import Problem
from kiosk_sim.office.store import Store

LARGEST_BODY = 4096  # bytes; the contract's limit
WINDOW = timedelta(seconds=300)

_JSON, _PROBLEM, _BYTES = "application/json", "application/problem+json", "application/octet-stream"


@dataclass(frozen=True)
class Incoming:
    """A request as it came."""

    method: str
    target: str  # path and query as they stand in the request line
    signature: str  # of the header, "" for none
    idempotency_key: str | None
    number: str
    body: bytes


@dataclass(frozen=True)
class Outgoing:
    """An answer as it goes; `nonce` of the request it was signed for."""

    status: int
    media: str
    body: bytes
    nonce: str | None
    signature: str


class Desk:
    """Knows the machines' public keys by number; signs with the office's own."""

    def __init__(
        self,
        pair: signatures.KeyPair,
        clerk: Clerk,
        store: Store,
        today: Callable[[], date],
        now: Callable[[], datetime],
    ) -> None:
        self.public_key = pair.public
        self._signer = signatures.signer(pair.private)
        self._machines: dict[str, signatures.Verifier] = {}
        self._clerk = clerk
        self._store = store
        self._today = today
        self._now = now

    def trust(self, machine: str, public_key: str) -> None:
        """From now on take requests of this machine, signed with this key. Raises `signatures.WrongKey`."""
        self._machines[machine] = signatures.verifier(public_key)

    def answer(self, operation: Operation, incoming: Incoming, *, offered: bool, failing: int) -> Outgoing:
        """The signed answer, a problem among them. `failing`: the status to fail with instead of acting; 0: work."""
        nonce = _nonce(incoming.body)
        try:
            if failing:
                raise Problem("unavailable", failing)
            result = self._result(operation, incoming, offered)
        except Problem as problem:
            return self.problem(problem, nonce)
        if isinstance(result, bytes):
            return self.sign(200, _BYTES, result, nonce)
        return self.sign(200, _JSON, _json({"envelope": self._envelope(nonce), "result": result}), nonce)

    def problem(self, problem: Problem, nonce: str | None = None) -> Outgoing:
        """A problem, signed."""
        return self.sign(problem.status, _PROBLEM, _json(problem.facts(self._envelope(nonce))), nonce)

    def sign(self, status: int, media: str, body: bytes, nonce: str | None) -> Outgoing:
        """Any answer, signed."""
        message = signatures.answer_bytes(nonce, status, body)
        return Outgoing(status, media, body, nonce, signatures.header(self._signer, signatures.OFFICE, message))

    def _result(self, operation: Operation, incoming: Incoming, offered: bool) -> dict[str, object] | bytes:
        if len(incoming.body) > LARGEST_BODY:
            raise Problem("too-large")
        machine = self._signed_by(incoming)
        asking = _envelope_of(incoming.body)
        if asking.machine != machine:
            raise Problem("bad-signature")
        now = self._now()
        if abs(bodies.moment(asking.time) - now) > WINDOW:
            raise Problem("stale")
        if not self._store.fresh(machine, asking.nonce, now, WINDOW):
            raise Problem("replayed")
        if not offered:
            raise Problem("not-offered")
        return operation.answer(self._clerk, _call(operation, incoming, machine))

    def _signed_by(self, incoming: Incoming) -> str:
        signature = signatures.read_header(incoming.signature)
        if signature is None:
            raise Problem("bad-signature")
        verifier = self._machines.get(signature.key_id)
        if verifier is None:
            raise Problem("unknown-machine")
        message = signatures.request_bytes(incoming.method, incoming.target, incoming.body)
        if signature.suite != verifier.suite or not verifier.verify(signature.value, message):
            raise Problem("bad-signature")
        return signature.key_id

    def _envelope(self, nonce: str | None) -> dict[str, object]:
        server_time = self._now().isoformat(timespec="milliseconds")
        return {"business_date": self._today().isoformat(), "server_time": server_time, "nonce": nonce}


def _call(operation: Operation, incoming: Incoming, machine: str) -> Call:
    """The request in the shape of its operation. Raises `Problem`."""
    try:
        asked = bodies.Asked[operation.shape].model_validate_json(incoming.body)  # type: ignore[name-defined]
    except ValidationError:
        raise Problem("malformed") from None
    numbers = {incoming.number, getattr(asked.param, "number", incoming.number)} - {""}
    if not all(map(bodies.is_number, numbers)) or "?" in incoming.target:
        raise Problem("malformed")
    if incoming.idempotency_key is not None and {incoming.idempotency_key} != numbers:
        raise Problem("malformed")
    return Call(asked.param, machine, incoming.number)


def _envelope_of(body: bytes) -> bodies.Asking:
    try:
        return bodies.OnlyEnvelope.model_validate_json(body).envelope
    except ValidationError:
        raise Problem("malformed") from None


def _nonce(body: bytes) -> str | None:
    """The nonce of a request that need not be in order otherwise."""
    try:
        nonce = json.loads(body)["envelope"]["nonce"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return nonce if isinstance(nonce, str) and bodies.is_nonce(nonce) else None


def _json(facts: object) -> bytes:
    return json.dumps(facts, ensure_ascii=False).encode("utf-8")
