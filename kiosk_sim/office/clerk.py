"""What the office answers to each call, once it is known who asks: result in, problem raised."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk_sim.office import bodies
from kiosk_sim.office.acts import Act, Answer, Request
from kiosk_sim.office.bodies import day
from kiosk_sim.office.faults import Faults
from kiosk_sim.office.key_vault import KeyVault, NoKey
from kiosk_sim.office.lifecycle import Progress
from kiosk_sim.office.models import Counter
from kiosk_sim.office.problems import Problem
from kiosk_sim.office.store import Card, NumberReused, Store
from kiosk_sim.office.tickets import Tickets

Result = dict[str, object]
_CODE_LIFE = timedelta(seconds=60)  # an electronic card's code is drawn anew after a minute
_REFERENCE_LIFE = timedelta(minutes=5)


@dataclass(frozen=True)
class Who:
    """A person as a code stands for them."""

    aac003: str
    aac147: str


class Clerk:
    """Works with the store and the vault; `content` is what kiosks may fetch, newest last."""

    def __init__(
        self, store: Store, vault: KeyVault, faults: Faults, today: Callable[[], date], now: Callable[[], datetime]
    ) -> None:
        self.codes: Tickets[Who] = Tickets(_CODE_LIFE, now)
        self.content: dict[str, bytes] = {}
        self._references: Tickets[tuple[str, str]] = Tickets(_REFERENCE_LIFE, now)
        self._store = store
        self._vault = vault
        self._faults = faults
        self._today = today

    def today(self, _asked: bodies.Nothing) -> Result:
        """The envelope says it all."""
        return {}

    def situation(self, asked: bodies.Person) -> Result:
        """Application and card."""
        application = self._store.application(asked.aac003, asked.aac147, self._today())
        card = self._store.own_card(asked.aac003, asked.aac147, self._today())
        return {"application": application and _application(application), "card": card and _status(card)}

    def progress(self, asked: bodies.Person) -> Result:
        """One's own application."""
        return _found(self._store.application(asked.aac003, asked.aac147, self._today()))

    def progress_by_number(self, asked: bodies.TypedNumber) -> Result:
        """An application by its number; one under another name than the one told is not found."""
        if asked.aac003:
            return _found(self._store.application(asked.aac003, asked.aac147, self._today()))
        return _found(self._store.application_of(asked.aac147, self._today()))

    def card(self, asked: bodies.PersonAndCard) -> Result:
        """A card's state, to its holder."""
        card = self._store.card(asked.aac003, asked.aac147, asked.aaz500, self._today())
        if card is None:
            raise Problem("unknown-card")
        if not card.belongs:
            raise Problem("not-holder")
        return _status(card)

    def prove(self, asked: bodies.CardQuestion) -> Result:
        """The HSM's answer."""
        historical, challenge = bytes.fromhex(asked.historical_bytes), bytes.fromhex(asked.challenge)
        try:
            if self._faults.no_key:
                raise NoKey
            proof = self._vault.prove(
                asked.region, historical, asked.algorithm, challenge, wrongly=self._faults.wrong_key
            )
        except NoKey:
            raise Problem("no-card-key") from None
        cryptogram, factor = (part.hex().upper() for part in proof)
        return {"cryptogram": cryptogram, "factor": factor}

    def balance(self, asked: bodies.Person) -> Result:
        """The medical account."""
        found = self._store.balance(asked.aac003, asked.aac147)
        if found is None:
            raise Problem("nothing-known")
        return {"amount_fen": found[0], "as_of": day(found[1])}

    def resolve(self, asked: bodies.ElectronicCode) -> Result:
        """Whose code it is."""
        who = self.codes.meaning(asked.code)
        if who is None:
            raise Problem("code-expired")
        return {"aac003": who.aac003, "aac147": who.aac147}

    def relatives(self, asked: bodies.Person) -> Result:
        """Whom a person may ask about; each reference is for this person only."""
        found = [
            {
                "ref": self._references.give((asked.aac147, relative.aac147)),
                "aac003_masked": relative.aac003[0] + "*" * (len(relative.aac003) - 1),
                "relation": relative.relation,
            }
            for relative in self._store.relatives(asked.aac003, asked.aac147)
        ]
        return {"relatives": found}

    def relative_progress(self, asked: bodies.PersonAndRelative) -> Result:
        """The application of a relative; the relation must stand still, not only when the reference was given."""
        by, of = self._references.meaning(asked.ref) or ("", "")
        related = {relative.aac147 for relative in self._store.relatives(asked.aac003, asked.aac147)}
        if by != asked.aac147 or of not in related:
            raise Problem("unknown-relative")
        return _found(self._store.application_of(of, self._today()))

    def act(self, act: Act, asked: bodies.ActOnPerson | bodies.ActOnCard) -> Result:
        """Do it once."""
        aaz500 = asked.aaz500 if isinstance(asked, bodies.ActOnCard) else None
        request = Request(asked.number, asked.aac003, asked.aac147, aaz500, act)
        try:
            return _outcome(self._store.act(request, self._today()))
        except NumberReused:
            raise Problem("number-reused") from None

    def enquire(self, number: str) -> Result:
        """What became of it."""
        return _outcome(Answer("pending") if self._faults.busy() else self._store.enquire(number))

    def keep(self, kind: str, machine: str, asked: bodies.Report) -> Result:
        """A rating, a call, an event."""
        told = asked.model_dump(exclude={"id"})
        try:
            self._store.report(kind, machine, asked.id, told)
        except NumberReused:
            raise Problem("number-reused") from None
        return {}

    def content_offer(self, asked: bodies.Have) -> Result:
        """The newest content, if it is not the kiosk's."""
        newest = next(reversed(self.content), asked.have)
        if newest == asked.have:
            return {"version": None, "size": None, "sha256": None}
        bundle = self.content[newest]
        return {"version": newest, "size": len(bundle), "sha256": hashlib.sha256(bundle).hexdigest()}

    def bundle(self, asked: bodies.Version) -> bytes:
        """The bytes of a version."""
        if asked.version not in self.content:
            raise Problem("not-offered")
        return self.content[asked.version]


def _found(application: Progress | None) -> Result:
    if application is None:
        raise Problem("nothing-known")
    return _application(application)


def _application(found: Progress) -> Result:
    return {
        "stages": [{"stage": stage, "date": day(reached)} for stage, reached in found.reached],
        "trouble": found.trouble,
        "route": found.route,
        "aae008": found.bank,
        "applied_at": _outlet(found.applied_at),
        "collect_at": _outlet(found.collect_at),
        "holds_now": _outlet(found.holds_now),
    }


def _outlet(at: Counter | None) -> Result | None:
    if at is None:
        return None
    return {"id": at.id, "name": at.name, "aae006": at.aae006, "aae005": at.aae005, "hours": at.hours}


def _status(card: Card) -> Result:
    return {
        "aaz502": card.state,
        "aae008": card.bank,
        "aab301": card.home,
        "valid_until": day(card.valid_until),
        "bank_active": card.bank_active,
    }


def _outcome(answer: Answer) -> Result:
    return {"outcome": answer.outcome, "reason": answer.reason}
