"""Carries a 3.00 card's question to the office and the answer back: the card's holder is named to nobody."""

from __future__ import annotations

from kiosk.events import CardStayedLocked
from kiosk.flows.service import Visit
from kiosk.hardware.smartcard.authority import Proof, Question
from kiosk.hardware.smartcard.errors import AuthorityRefused, KeyBlocked, ProofRefused

_DEVICE = "card-reader"


class OfficeProof:
    """The `kiosk.hardware.smartcard.authority.Authority` of one reading of one card."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._asked: Question | None = None

    async def __call__(self, question: Question) -> Proof:
        """Ask the office. Raises `AuthorityRefused`, and what the office client raises.

        A card that refused a proof since this machine was switched on is not given another one: it has few tries,
        and whatever was wrong with the first, the office's key most likely, is so with the second.
        """
        if question.card in self._visit.rack.lost_tries:
            self._visit.log.write(CardStayedLocked("refused before"))
            raise AuthorityRefused(_DEVICE, "this card refused a proof before")
        self._asked = question
        answer = await self._visit.office.prove(
            question.region, question.historical, question.algorithm.value, question.code, question.challenge
        )
        if answer is None:
            self._visit.log.write(CardStayedLocked("no key"))
            raise AuthorityRefused(_DEVICE, "the office has no key for this card")
        return Proof(answer.cryptogram, answer.factor)

    def refused(self, error: ProofRefused | KeyBlocked) -> None:
        """The card refused what the office answered."""
        self._visit.log.write(CardStayedLocked("blocked" if isinstance(error, KeyBlocked) else "refused"))
        if self._asked is not None:
            self._visit.rack.lost_tries.remember(self._asked.card)
