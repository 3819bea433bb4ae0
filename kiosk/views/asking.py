"""Views that ask something: lay down, put in, choose, enter, confirm, rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Never, TypeVar

from kiosk.domain.personal import IdNumber, PersonName
from kiosk.domain.pin import CardPin
from kiosk.domain.text import Text
from kiosk.views.pieces import Fact, Filter, Letters, Narrowed, Option, Picked, Row
from kiosk.views.seam import View

K = TypeVar("K", covariant=True)


@dataclass(frozen=True, kw_only=True)
class PresentDocument(View[Never]):
    """Lay your ID card on the reader; a drawing shows where. `hint` is set when it must be laid again."""

    hint: Text | None = None
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class InsertCard(View[Never]):
    """Insert your social security card; a drawing shows which way. `hint` as in `PresentDocument`.

    `drawn_in`: a motor takes the card from the hand.
    """

    hint: Text | None = None
    drawn_in: bool = False
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class Choose(View[K]):
    """One question with two to eight answers, each a large field."""

    question: Text
    options: tuple[Option[K], ...]
    hint: Text | None = None
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class Pick(View[Picked | Narrowed]):
    """A list to pick from, perhaps thousands of rows long: turned over in pages, narrowed by filters.

    Answers `Picked` for a row, and `Narrowed` for an option of a filter: then it is asked again with other rows.
    `letters`: the rows can be looked through by their pinyin; the glass shows those that match at each key.
    `count` says in words how many there are; with no rows it says that and what else to try. `at`: key of the row
    whose page comes first, for those who come back to the list.
    """

    heading: Text
    rows: tuple[Row, ...]
    count: Text
    filters: tuple[Filter, ...] = ()
    letters: Letters | None = None
    at: str = ""
    hint: Text | None = None
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class EnterNumber(View[IdNumber]):
    """Type the number of an identity document: 18 characters, digits and a last X. `hint`: why it is asked again."""

    question: Text
    hint: Text | None = None
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class EnterName(View[PersonName]):
    """Write a name: by pinyin, in Latin letters, by hand where that can be read; `hint` as in `EnterNumber`."""

    question: Text
    hint: Text | None = None
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class EnterPin(View[CardPin]):
    """Enter a PIN of six digits on the glass, where the machine has no PIN pad; `shuffled`: keys in random order.

    The answer is the asker's to wipe. `hint` tells the tries left, or why it is asked again.
    """

    question: Text
    hint: Text | None = None
    shuffled: bool = False
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class PinAtPad(View[Never]):
    """Enter a PIN at the PIN pad; a drawing shows where. `entered`: digits so far."""

    question: Text
    hint: Text | None = None
    entered: int = 0
    length: int = 6
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class ConfirmAct(View[bool]):
    """Says what will happen before anything changes; answers True. Back and Leave say no."""

    title: Text
    facts: tuple[Fact, ...]
    before: Text  # what to do first, e.g. check the old card's balance
    effects: tuple[Text, ...]  # what will happen, one sentence each
    confirm: Text  # the verb on the primary button
    back: bool = True


@dataclass(frozen=True, kw_only=True)
class Rate(View[int | None]):
    """How was this service, from 5 (very good) to 1? Answers None when it is skipped; `seconds` until it goes away."""

    machine_works: ClassVar[bool] = True
    service: Text
    seconds: int
