"""The identity documents a citizen may lay down, and the rules that need no office."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from kiosk.domain.personal import Address, BirthDate, IdNumber, Personal, PersonName
from kiosk.domain.photo import Photo

# GB 11643 (ISO 7064 MOD 11-2); fact sheet 1.8.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


class DocumentKind(enum.Enum):
    """Which document the reader found (fact sheet 1.7, the type flag)."""

    RESIDENT_ID = "resident-id"
    RESIDENCE_PERMIT = "residence-permit"  # for residents of Hong Kong, Macao and Taiwan
    FOREIGN_PERMANENT = "foreign-permanent"  # foreign permanent residence card, 2017 and 2023 editions


class Proof(enum.Enum):
    """How it is known who stands here. What changes anything needs the document itself."""

    DOCUMENT = "document"  # laid on the reader
    CHIP_CARD = "chip-card"  # inserted
    ELECTRONIC_CARD = "electronic-card"  # its code was shown, and the office resolved it
    TYPED = "typed"  # a number that anybody may know


@dataclass(frozen=True)
class Identity:
    """Who stands here, as the document says. Only what the services need; no photo unless one can be shown.

    Without `Proof.DOCUMENT` only name and number are known, and `kind` is what the number tells.
    """

    kind: DocumentKind
    name: PersonName
    number: IdNumber
    valid_from: date | None
    valid_to: date | None  # None: valid for life (长期)
    birth: BirthDate | None = None  # None: not legible on the document
    nationality: Personal | None = None  # three letters (GB/T 2659), on foreigners' documents only
    address: Address | None = None  # the newest one; None: not asked for (the configuration says so) or not known
    photo: Photo | None = None  # in memory only, and only where a decoder for it is installed
    proof: Proof = Proof.DOCUMENT

    @classmethod
    def known_by(cls, proof: Proof, name: PersonName, number: IdNumber) -> Identity:
        """Somebody of whom no document has been read."""
        return cls(kind_of(number), name, number, valid_from=None, valid_to=None, proof=proof)

    def expired(self, today: date) -> bool:
        """True when the last day of validity lies before `today`."""
        return self.valid_to is not None and self.valid_to < today

    def not_yet_valid(self, today: date) -> bool:
        """True when the first day of validity lies after `today`."""
        return self.valid_from is not None and self.valid_from > today

    def age(self, today: date) -> int | None:
        """Full years on `today`; None when the day of birth is not known. Born on 29 February: older on 1 March."""
        if self.birth is None:
            return None
        born = self.birth.day()
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def kind_of(number: IdNumber) -> DocumentKind:
    """The kind of document that numbers of this form stand on.

    81, 82, 83: the three codes of residence permits. 9 or a letter first: foreigners' cards of 2023 and 2017.
    """
    first = number.reveal()[:2]
    if first in ("81", "82", "83"):
        return DocumentKind.RESIDENCE_PERMIT
    if first[:1] == "9" or first[:1].isalpha():
        return DocumentKind.FOREIGN_PERMANENT
    return DocumentKind.RESIDENT_ID


def check_digit_ok(number: str) -> bool:
    """Whether an 18-character number satisfies GB 11643. A failure is a warning, not proof of forgery."""
    if len(number) != 18 or not number[:17].isascii() or not number[:17].isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK[total % 11] == number[17].upper()
