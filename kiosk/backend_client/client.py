"""Typed calls to the office; its contract is the office's openapi.yaml."""

from __future__ import annotations

import re
import uuid
from collections.abc import Coroutine
from datetime import date, datetime
from typing import Any

from kiosk.backend_client.answers import (
    BalanceAnswer,
    CardAnswer,
    DecisionAnswer,
    HolderAnswer,
    OfferAnswer,
    OutcomeAnswer,
    ProgressAnswer,
    ProofAnswer,
    Received,
    RelativesAnswer,
    SituationAnswer,
)
from kiosk.backend_client.envelope import OfficeClock
from kiosk.backend_client.line import Call, Line
from kiosk.backend_client.models import ActAnswer, CardProof, ContentOffer, NotHolder, Situation
from kiosk.config_office import Office as Settings
from kiosk.domain.balance import Balance
from kiosk.domain.card import CardStatus
from kiosk.domain.identity import Identity
from kiosk.domain.local_time import CHINA
from kiosk.domain.personal import CardNumber, IdNumber, PersonName, ScannedCode
from kiosk.domain.progress import Progress
from kiosk.domain.relative import Relative


class Office:
    """The office, by typed calls. All raise `OfficeTrouble` of some kind, within the configured deadline.

    What an office does not offer it refuses with the code `not-offered`.
    """

    def __init__(self, settings: Settings, machine: str, clock: OfficeClock | None = None) -> None:
        """`machine` is 1 to 16 visible ASCII characters without a semicolon, else ValueError.

        Raises `KeyFileWrong` when a file of keys or certificates cannot be used.
        """
        if not re.fullmatch(r"[!-:<-~]{1,16}", machine):
            raise ValueError("the machine number must be 1 to 16 visible ASCII characters, and no semicolon")
        self._line = Line(settings, machine, clock or OfficeClock())

    @property
    def reachable(self) -> bool | None:
        """Whether the last call was answered by an office that serves; None: not tried yet."""
        return self._line.reachable

    def change(self) -> Coroutine[Any, Any, object]:
        """Wait for the next change of `reachable`, counted from the call."""
        return self._line.change()

    @property
    def business_date(self) -> date | None:
        """The office's business date as any answer of the last minutes has told it; None: ask `today`."""
        return self._line.business_date

    async def today(self) -> date:
        """The office's business date."""
        reply = await self._line.ask(Call("today", "/v2/today"))
        reply.read(Received)
        assert reply.day is not None  # every result but content is in an envelope, and that has the date
        return reply.day

    async def situation(self, person: Identity) -> Situation:
        """How things stand with a person: their application and their card, as far as the office knows of any."""
        reply = await self._line.ask(Call("situation", "/v2/situation", _person(person)))
        return reply.read(SituationAnswer).situation()

    async def progress(self, person: Identity) -> Progress | None:
        """The person's application; None when the office knows nothing of this name and number."""
        return await self._progress(Call("progress", "/v2/progress", _person(person)))

    async def progress_by_number(self, number: IdNumber, name: PersonName | None = None) -> Progress | None:
        """The application of whoever has this number, and this name if one is told; `not-offered` by some offices.

        None: nothing is known of the number, or not of the two together; the office does not say which.
        """
        param = {"aac147": number.reveal().upper(), **({} if name is None else {"aac003": name.reveal()})}
        return await self._progress(Call("progress_by_number", "/v2/progress-by-number", param))

    async def card(self, person: Identity, number: CardNumber) -> CardStatus | NotHolder | None:
        """A card's state; `NotHolder` when it is another person's, None when the office knows no such card."""
        reply = await self._line.ask(Call("card", "/v2/card", _person(person, aaz500=number.reveal())))
        if reply.says(404, "unknown-card"):
            return None
        if reply.says(409, "not-holder"):
            return NotHolder()
        return reply.read(CardAnswer).status()

    async def balance(self, person: Identity) -> Balance | None:
        """The person's medical insurance account; None when they have none."""
        reply = await self._line.ask(Call("balance", "/v2/balance", _person(person)))
        if reply.says(404, "nothing-known"):
            return None
        return reply.read(BalanceAnswer).balance()

    async def resolve(self, code: ScannedCode) -> Identity | None:
        """Whose electronic card shows this code; None when it is none, or older than a minute or so."""
        reply = await self._line.ask(Call("resolve", "/v2/electronic-codes", {"code": code.reveal()}))
        if reply.says(404, "code-expired"):
            return None
        return reply.read(HolderAnswer).identity()

    async def relatives(self, person: Identity) -> tuple[Relative, ...]:
        """The relatives whom the office has registered with this person."""
        reply = await self._line.ask(Call("relatives", "/v2/relatives", _person(person)))
        return reply.read(RelativesAnswer).known()

    async def relative_progress(self, person: Identity, relative: Relative) -> Progress | None:
        """A relative's application; None when there is none. `unknown-relative`: the reference is too old."""
        return await self._progress(
            Call("relative_progress", "/v2/relative-progress", _person(person, ref=relative.ref))
        )

    async def prove(
        self, region: str, historical: bytes, algorithm: str, code: bytes, challenge: bytes
    ) -> CardProof | None:
        """The answer to a 3.00 card's challenge, from the office's HSM; None when it has no key for that card.

        `algorithm` is "00" or "03", `code` the card identification code. Names nobody, changes nothing.
        """
        facts = {"historical_bytes": historical, "card_code": code, "challenge": challenge}
        param = {"region": region, "algorithm": algorithm, **{name: fact.hex().upper() for name, fact in facts.items()}}
        reply = await self._line.ask(Call("prove", "/v2/card-proofs", param))
        if reply.says(409, "no-card-key"):
            return None
        return reply.read(ProofAnswer).proof()

    async def activate(self, request_number: str, person: Identity, card: CardNumber) -> ActAnswer:
        """Activate a card. As every act: once per `request_number` (from the journal), and DONE or REFUSED.

        After trouble it may have been done, unless the error says otherwise: `enquire`, never call again.
        """
        return await self._act("activate", "activations", request_number, _person(person, aaz500=card.reveal()))

    async def reset_pin(self, request_number: str, person: Identity, card: CardNumber) -> ActAnswer:
        """Let the office unlock the card's PIN and set it anew."""
        return await self._act("reset_pin", "pin-resets", request_number, _person(person, aaz500=card.reveal()))

    async def report_loss(self, request_number: str, person: Identity) -> ActAnswer:
        """Report the person's card as lost for now (临时挂失)."""
        return await self._act("report_loss", "loss-reports", request_number, _person(person))

    async def release_loss(self, request_number: str, person: Identity, card: CardNumber) -> ActAnswer:
        """This lost card is found again (解挂); another one of the same person stays lost."""
        return await self._act("release_loss", "loss-releases", request_number, _person(person, aaz500=card.reveal()))

    async def transfer(self, request_number: str, person: Identity, card: CardNumber) -> ActAnswer:
        """Move a card issued in another city here (归属地转移)."""
        return await self._act("transfer", "transfers", request_number, _person(person, aaz500=card.reveal()))

    async def enquire(self, request_number: str) -> ActAnswer:
        """What became of an act. One the office never received is VOID from then on, for ever."""
        path = f"/v2/acts/{_canonical(request_number)}/enquiry"
        return (await self._line.ask(Call("enquire", path))).read(OutcomeAnswer).answer()

    async def rate(self, id_: str, service: str, level: int) -> None:
        """Pass a rating on, 1 to 5. As all that bears an id of its own: the same once more changes nothing."""
        await self._tell("rate", "ratings", {"id": _canonical(id_), "service": service, "level": level})

    async def call_staff(self, id_: str, reason: str) -> None:
        """Somebody at this machine asks for help."""
        await self._tell("call_staff", "staff-calls", {"id": _canonical(id_), "reason": reason})

    async def tell_event(self, id_: str, kind: str, at: datetime) -> None:
        """Something happened at this machine; `at` is aware."""
        await self._tell(
            "tell_event", "events", {"id": _canonical(id_), "kind": kind, "at": at.astimezone(CHINA).isoformat()}
        )

    async def content_offer(self, have: str) -> ContentOffer | None:
        """The office's newest content, when it is newer than version `have` ("": none)."""
        reply = await self._line.ask(Call("content_offer", "/v2/content-offer", {"have": have}))
        return reply.read(OfferAnswer).offer()

    async def content(self, version: str) -> bytes:
        """The bundle of that version, as it is: its own signature is not looked at here."""
        reply = await self._line.ask(Call("content", "/v2/content", {"version": version}, bundle=True))
        reply.require_result()
        return reply.body

    async def aclose(self) -> None:
        """Hang up and close the connections; calls not begun are dropped."""
        await self._line.aclose()

    async def _progress(self, call: Call) -> Progress | None:
        reply = await self._line.ask(call)
        if reply.says(404, "nothing-known"):
            return None
        return reply.read(ProgressAnswer).progress()

    async def _act(self, name: str, path: str, request_number: str, param: dict[str, object]) -> ActAnswer:
        key = _canonical(request_number)
        reply = await self._line.ask(Call(name, f"/v2/{path}", {**param, "number": key}, key))
        return reply.read(DecisionAnswer).answer()

    async def _tell(self, name: str, path: str, param: dict[str, object]) -> None:
        (await self._line.ask(Call(name, f"/v2/{path}", param))).read(Received)


def _person(person: Identity, **more: str) -> dict[str, object]:
    return {"aac003": person.name.reveal(), "aac147": person.number.reveal().upper(), **more}


def _canonical(request_number: str) -> str:
    return str(uuid.UUID(request_number))
