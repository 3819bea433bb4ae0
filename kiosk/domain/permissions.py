"""Who may do what at this machine: the deed, how it is known who stands here, and how old they are."""

from __future__ import annotations

import enum
from datetime import date

from kiosk.domain.identity import Identity, Proof

ADULT = 16  # years: for younger ones a guardian acts; the content's rules may say another age


class Deed(enum.Enum):
    """What somebody wants to do."""

    SEE_PROGRESS = "see-progress"
    SEE_FAMILY = "see-family"  # progress of a relative whom the office has registered
    SEE_CARD = "see-card"
    SEE_BALANCE = "see-balance"
    ACTIVATE = "activate"
    CHANGE_PIN = "change-pin"
    RESET_PIN = "reset-pin"
    REPORT_LOSS = "report-loss"
    RELEASE_LOSS = "release-loss"
    TRANSFER = "transfer"


class Verdict(enum.Enum):
    """Whether it may be done."""

    ALLOWED = "allowed"
    NEEDS_DOCUMENT = "needs-document"  # here, once the holder's own document lies on the reader
    NEEDS_GUARDIAN = "needs-guardian"  # not here: at an outlet, with the papers


_ANY = frozenset(Proof)
_KNOWN = frozenset({Proof.DOCUMENT, Proof.ELECTRONIC_CARD})  # a card alone may have been found in the street
_DOCUMENT = frozenset({Proof.DOCUMENT})
# What changes anything needs the document itself, and is not on this list.
_ENOUGH = {
    Deed.SEE_PROGRESS: _ANY,
    Deed.SEE_CARD: _KNOWN | {Proof.CHIP_CARD},
    Deed.SEE_BALANCE: _KNOWN,
    Deed.SEE_FAMILY: _KNOWN,
}


def accepted(deed: Deed) -> frozenset[Proof]:
    """The proofs that are enough for a deed."""
    return _ENOUGH.get(deed, _DOCUMENT)


def may(person: Identity, deed: Deed, today: date, adult: int = ADULT) -> Verdict:
    """Whether `person` may do it here. An age that is not known is no reason to refuse: the office checks again."""
    age = person.age(today)
    if deed not in _ENOUGH and age is not None and age < adult:
        return Verdict.NEEDS_GUARDIAN
    return Verdict.ALLOWED if person.proof in accepted(deed) else Verdict.NEEDS_DOCUMENT
