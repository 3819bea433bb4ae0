"""schemathesis asks the office whatever its own contract allows and forbids; every request is signed on its way."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from requests.auth import AuthBase
from schemathesis.config import SchemathesisConfig

from kiosk_sim.office import bodies, signatures
from kiosk_sim.office.service import Office
from tests.kiosk_sim.office_visit import KEYS, MACHINE, SPEC, TODAY, envelope

_EXAMPLES = 6  # drawn for each operation, beside the example of the contract
_SIGNATURE = re.compile(SPEC["components"]["schemas"]["Signature"]["pattern"])

# Its examples and what it draws; its systematic phase asks 130 times for each operation and takes minutes.
_CONFIG = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
schema = schemathesis.openapi.from_dict(SPEC, config=_CONFIG)


class Signed(AuthBase):
    """Makes a request good for once: time, nonce, machine, signature. What was made wrong stays wrong."""

    def __init__(self) -> None:
        self._signer = signatures.signer(KEYS["Ed25519"].private)

    def __call__(self, prepared: requests.PreparedRequest) -> requests.PreparedRequest:
        _refresh(prepared)
        if _SIGNATURE.fullmatch(prepared.headers.get("X-Signature", "")):
            body = prepared.body or b""
            sent = body if isinstance(body, bytes) else body.encode()
            message = signatures.request_bytes(prepared.method or "", prepared.path_url, sent)
            prepared.headers["X-Signature"] = signatures.header(self._signer, MACHINE, message)
        return prepared


def _refresh(prepared: requests.PreparedRequest) -> None:
    """A drawn envelope is of a machine nobody knows and of any time: put ours in, where it is as it should be."""
    try:
        asked = json.loads(prepared.body or b"")
        drawn = bodies.Asking.model_validate(asked["envelope"])
    except (ValueError, TypeError, KeyError):
        return
    ours = envelope()
    asked["envelope"] = {**drawn.model_dump(), **{name: ours[name] for name in ("machine", "time", "nonce")}}
    prepared.prepare_body(json.dumps(asked).encode(), None)
    param = asked.get("param")
    number = param.get("number") if isinstance(param, dict) else None
    if isinstance(number, str) and bodies.is_number(prepared.headers.get("Idempotency-Key", "")):
        prepared.headers["Idempotency-Key"] = number


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """An office on a loop and thread of its own: schemathesis does not know of loops."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    office = Office(today=TODAY, suite="Ed25519")
    office.trust(MACHINE, KEYS["Ed25519"].public)
    office.offer_content("2026-11-19.1", b"zip")
    office.faults.delay = 0
    asyncio.run_coroutine_threadsafe(office.start(), loop).result()
    yield office.url
    asyncio.run_coroutine_threadsafe(office.close(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@schema.parametrize()
@settings(max_examples=_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_the_contract_allows_or_forbids_surprises_the_office(case: schemathesis.Case[Any], url: str) -> None:
    case.call_and_validate(base_url=url, auth=Signed())
