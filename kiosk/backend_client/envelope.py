"""What stands around requests and answers: who asks, when, and the signatures that bind an answer to its request."""

from __future__ import annotations

import base64
import datetime
import json
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from kiosk.backend_client.errors import OfficeGarbled
from kiosk.backend_client.signing import Signer, Verifier
from kiosk.config_office import Office as Settings
from kiosk.domain.local_time import CHINA

_OFFICE = "office"  # the key id of answers
_SIGNATURE = re.compile(r"([A-Za-z0-9-]{1,16});([!-:<-~]{1,16});([A-Za-z0-9+/]{86}==)", re.ASCII)

# A business date or a time beyond these is a slip, and reckoning with it would leave the calendar.
_EARLIEST, _LATEST = date(1999, 1, 1), date(2199, 12, 31)
BusinessDate = Annotated[date, Field(ge=_EARLIEST, le=_LATEST)]
_Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime.datetime(1999, 1, 1, tzinfo=CHINA), le=datetime.datetime(2199, 12, 31, tzinfo=CHINA)),
]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class _Answering(_Strict):
    business_date: BusinessDate
    server_time: _Moment
    nonce: str | None


class _Answer(_Strict):
    envelope: _Answering


class _Problem(_Strict):
    code: str = Field(pattern=r"^[a-z][a-z-]{0,39}$")
    envelope: _Answering


class OfficeClock:
    """The office's time: this machine's own, until a signed answer has told it; from then on by counting seconds.

    So a machine whose clock is wrong, or is set right in the middle of the day, is served all the same.
    """

    def __init__(self, wall: Callable[[], float] = time.time, ticks: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._ticks = ticks
        self._told: tuple[datetime.datetime, float] | None = None

    def now(self) -> datetime.datetime:
        """The time as the office's clock shows it, in Asia/Shanghai."""
        if self._told is None:
            return datetime.datetime.fromtimestamp(self._wall(), CHINA)
        moment, at = self._told
        return (moment + datetime.timedelta(seconds=self._ticks() - at)).astimezone(CHINA)

    def learn(self, moment: datetime.datetime) -> None:
        """The office has just told its time."""
        self._told = (moment, self._ticks())


@dataclass(frozen=True)
class Letter:
    """A request ready to leave; every sending is written anew."""

    nonce: str
    body: bytes = field(repr=False)
    signature: str = field(repr=False)


@dataclass(frozen=True)
class Opened:
    """What an answer of the office is: `code` is "" for a result, `day` None where the answer has no envelope."""

    status: int
    code: str
    body: bytes = field(repr=False)
    day: date | None


class Envelopes:
    """Writes requests of this machine and opens the office's answers."""

    def __init__(self, settings: Settings, machine: str, signer: Signer, office: Verifier, clock: OfficeClock) -> None:
        self._who = {
            "accept_source": settings.channel,
            "aae011": settings.operator,
            "yab003": settings.sub_centre,
            "machine": machine,
        }
        self._machine = machine
        self._signer = signer
        self._office = office
        self._clock = clock

    def write(self, path: str, param: Mapping[str, object]) -> Letter:
        """A request for one sending: with a new nonce, the office's time, and our signature."""
        nonce = secrets.token_hex(16)
        time_ = self._clock.now().isoformat(timespec="seconds")
        # Escaped: half a surrogate pair must not fail here, quoting the name.
        body = json.dumps({"envelope": {**self._who, "time": time_, "nonce": nonce}, "param": param}).encode("ascii")
        signature = self._signer.sign(f"HRSS2\nPOST\n{path}\n".encode("ascii") + body)
        return Letter(
            nonce, body, f"{self._signer.suite};{self._machine};{base64.b64encode(signature).decode('ascii')}"
        )

    def open(self, call: str, letter: Letter, status: int, signature: str, body: bytes, *, bare: bool) -> Opened:
        """What the office says to this request and no other; `bare`: a result has no envelope of its own.

        Raises `OfficeGarbled` for all that the office did not sign in answer to it, whatever it says.
        """
        if not self._signed(letter, status, signature, body):
            raise OfficeGarbled(call, f"status {status}, not signed by the office in answer to this request")
        if status == 200 and bare:
            return Opened(status, "", body, None)
        said = _read(call, _Answer if status == 200 else _Problem, body)
        if said.envelope.nonce != letter.nonce:
            raise OfficeGarbled(call, "the answer bears the nonce of another request")
        if status != 200 and not 400 <= status < 600:
            raise OfficeGarbled(call, f"status {status} is neither a result nor a problem")
        self._clock.learn(said.envelope.server_time)
        return Opened(status, said.code if isinstance(said, _Problem) else "", body, said.envelope.business_date)

    def _signed(self, letter: Letter, status: int, signature: str, body: bytes) -> bool:
        parts = _SIGNATURE.fullmatch(signature)
        if parts is None or (parts[1], parts[2]) != (self._office.suite, _OFFICE):
            return False
        message = f"HRSS2\n{letter.nonce}\n{status:03d}\n".encode("ascii") + body
        return self._office.verify(message, base64.b64decode(parts[3]))


def _read(call: str, shape: type[_Answer] | type[_Problem], body: bytes) -> _Answer | _Problem:
    try:
        return shape.model_validate_json(body)
    except ValidationError as error:
        fact = told(error)
    raise OfficeGarbled(call, fact)  # out here: that error holds the whole answer, and must not hang on to ours


def told(error: ValidationError) -> str:
    """What is wrong with an answer, without anything that stood in it."""
    wrong = error.errors(include_input=False, include_url=False, include_context=False)[0]
    where = ".".join(str(step) for step in wrong["loc"])
    return f"{where or 'answer'}: {wrong['msg']}"
