"""Synthetic citizens: one for every stage and situation, unmistakably made up, the same for reader, chip and office."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

STAGES = ("data", "bank", "factory", "keys", "delivery", "ready", "handed-over", "activated")

# Region 000000 is in no edition of GB/T 2260, so no such number was ever given to anybody.
_NOWHERE = "000000"
# A foreign permanent resident's number starts with 9 (fact sheet 1.7); province 00 and country 000 do not exist.
_NOWHERE_ABROAD = "900000"


class Kind(enum.Enum):
    """Kind of document; the value is the type flag in the reader's text (fact sheet 1.7)."""

    RESIDENT_ID = " "
    RESIDENCE_PERMIT = "J"
    FOREIGN_PERMANENT = "Y"


@dataclass(frozen=True)
class Document:
    """What the identity document says; `valid_to` None is 长期. Fields a kind does not have are empty."""

    kind: Kind
    name: str
    number: str
    sex: str  # GB/T 2261.1: "1" male, "2" female
    nation: str  # GB/T 3304, two digits; for FOREIGN_PERMANENT the nationality, three letters
    birth: date
    address: str
    issuer: str
    valid_from: date
    valid_to: date | None
    latin_name: str = ""
    pass_number: str = ""
    times_issued: int = 1


@dataclass(frozen=True)
class Outlet:
    """A service outlet."""

    name: str
    address: str
    phone: str
    hours: str


@dataclass(frozen=True)
class Application:
    """A card in the making: calendar days since each stage was reached, in the order of STAGES."""

    days_ago: tuple[int, ...]
    bank: str
    outlet: Outlet | None = None  # the one that holds the card, or that must be called about it
    trouble: str | None = None  # words of the contract, see office/openapi.yaml

    def reached(self, today: date) -> dict[str, date]:
        """Stage word to the day it was reached."""
        return {stage: today - timedelta(days=n) for stage, n in zip(STAGES, self.days_ago, strict=False)}


@dataclass(frozen=True)
class Card:
    """The chip card in the person's hand, and its state at the office when the simulation begins."""

    number: str  # 9 characters
    state: str  # AAZ502 as the office knows it
    bank: str
    version: str = "2.00"
    region: str = "510100"
    issued_days_ago: int = 30

    def issued(self, today: date) -> date:
        """Day of issue."""
        return today - timedelta(days=self.issued_days_ago)

    def valid_until(self, today: date) -> date:
        """Last day of validity, ten years after issue."""
        return self.issued(today) + timedelta(days=3652)


@dataclass(frozen=True)
class Person:
    """One citizen: `situation` says what they are for."""

    key: str
    situation: str
    document: Document
    application: Application | None = None
    card: Card | None = None


def id_number(region: str, birth: date, sequence: int) -> str:
    """18 characters with a correct check digit (GB 11643)."""
    body = f"{region}{birth:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def card_number(serial: int) -> str:
    """9 characters, T and zeros first, with the check character of GB 11714 (fact sheet 2.8)."""
    body = f"T{serial:07d}"
    weighed = zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    return body + "0X987654321"[sum(int(character, 36) * weight for character, weight in weighed) % 11]


_BANK = "测试银行"
_OTHER_BANK = "样例农商银行"
_HOURS = "周一至周五 9:00-17:00(法定节假日除外)"
_FIRST = Outlet("样例街道便民服务中心(测试网点一)", "成都市样例区测试路1号", "028-00000001", _HOURS)
_SECOND = Outlet("测试银行样例支行(测试网点二)", "成都市样例区测试路2号", "028-00000002", _HOURS)
OUTLETS = (_FIRST, _SECOND)


def _resident(
    name: str,
    sequence: int,
    birth: date = date(1990, 1, 1),
    nation: str = "01",
    valid: tuple[date, date | None] = (date(2016, 1, 1), date(2036, 1, 1)),
) -> Document:
    return Document(
        kind=Kind.RESIDENT_ID,
        name=name,
        number=id_number(_NOWHERE, birth, sequence),
        sex="1" if sequence % 2 else "2",
        nation=nation,
        birth=birth,
        address=f"四川省成都市样例区测试路{sequence}号",
        issuer="成都市公安局样例分局",
        valid_from=valid[0],
        valid_to=valid[1],
    )


_PERMIT = Document(
    kind=Kind.RESIDENCE_PERMIT,
    name="样例港人",
    number=id_number(_NOWHERE, date(1985, 6, 15), 18),
    sex="2",
    nation="",
    birth=date(1985, 6, 15),
    address="四川省成都市样例区测试路18号",
    issuer="成都市公安局样例分局",
    valid_from=date(2019, 1, 1),
    valid_to=date(2039, 1, 1),
    pass_number="H00000000",
)

_FOREIGN = Document(
    kind=Kind.FOREIGN_PERMANENT,
    name="测试外宾",
    number=id_number(_NOWHERE_ABROAD, date(1980, 2, 29), 19),
    sex="1",
    nation="XXX",
    birth=date(1980, 2, 29),
    address="",
    issuer="",
    valid_from=date(2019, 1, 1),
    valid_to=date(2039, 1, 1),
    latin_name="SAMPLE, TEST FOREIGN",
)

_HANDED_OVER = (40, 37, 33, 26, 20, 12, 3)
_ACTIVATED = (*_HANDED_OVER, 2)
_FOR_LIFE = (date(2016, 1, 1), None)
_RUN_OUT = (date(2006, 1, 1), date(2016, 1, 1))

_ALL = (
    Person("data", "data collected", _resident("测试甲", 1), Application((2,), _BANK)),
    Person("bank", "account being opened", _resident("测试乙", 2), Application((6, 3), _BANK)),
    Person("factory", "being made", _resident("样例丙", 3), Application((12, 9, 5), _OTHER_BANK)),
    Person(
        "keys",
        "keys being loaded; a long name with separators",
        _resident("测试古丽·样例·阿卜杜拉", 4, nation="05"),
        Application((18, 15, 11, 2), _BANK),
    ),
    Person(
        "delivery",
        "on its way; a surname of two characters",
        _resident("欧阳测试", 5),
        Application((24, 21, 17, 8, 2), _BANK),
    ),
    Person(
        "ready",
        "lies at an outlet; a name beyond the BMP",
        _resident("𬭎测试", 6),
        Application((30, 27, 23, 16, 10, 4), _BANK, _FIRST),
    ),
    Person(
        "collected",
        "collected, not activated; a name outside GBK",
        _resident("䶮样例", 7),
        Application(_HANDED_OVER, _BANK, _FIRST),
        Card(card_number(7), "0", _BANK),
    ),
    Person(
        "active",
        "activated; a document valid for life",
        _resident("测试戊", 8, date(1950, 10, 1), valid=_FOR_LIFE),
        Application(_ACTIVATED, _OTHER_BANK, _SECOND),
        Card(card_number(8), "1", _OTHER_BANK),
    ),
    Person(
        "overdue",
        "in production for more than 30 working days",
        _resident("样例己", 9),
        Application((60, 57, 50), _BANK),
    ),
    Person(
        "data-rejected",
        "the photograph or the data were refused",
        _resident("测试庚", 10),
        Application((9,), _BANK, trouble="data-rejected"),
    ),
    Person(
        "bank-failed",
        "the account could not be opened",
        _resident("测试辛", 11),
        Application((14, 11), _OTHER_BANK, trouble="bank-failed"),
    ),
    Person(
        "production-failed",
        "the factory could not make the card",
        _resident("测试壬", 12),
        Application((20, 17, 13), _BANK, trouble="production-failed"),
    ),
    Person(
        "handover-issue",
        "the handover to the outlet is being checked",
        _resident("测试癸", 13),
        Application((26, 23, 19, 12, 6), _BANK, _FIRST, "handover-issue"),
    ),
    Person(
        "outlet-changed",
        "lies at another outlet than the one asked for",
        _resident("样例子", 14),
        Application((30, 27, 23, 16, 10, 5), _BANK, _SECOND, "outlet-changed"),
    ),
    Person(
        "lost",
        "reported the card lost",
        _resident("样例丑", 15),
        Application(_ACTIVATED, _BANK, _FIRST),
        Card(card_number(15), "2", _BANK),
    ),
    Person("unknown", "the office knows nothing of this person", _resident("测试寅", 16)),
    Person(
        "expired",
        "the document has run out",
        _resident("测试卯", 17, valid=_RUN_OUT),
        Application((30, 27, 23, 16, 10, 4), _BANK, _FIRST),
    ),
    Person(
        "permit",
        "residence permit of a Hong Kong resident",
        _PERMIT,
        Application((30, 27, 23, 16, 10, 4), _BANK, _SECOND),
    ),
    Person(
        "foreign",
        "foreign permanent resident, collected, not activated",
        _FOREIGN,
        Application(_HANDED_OVER, _BANK, _FIRST),
        Card(card_number(19), "0", _BANK),
    ),
    Person(
        "stranger",
        "another person, whose card somebody else may try to use",
        _resident("测试他人", 20),
        Application(_HANDED_OVER, _OTHER_BANK, _SECOND),
        Card(card_number(20), "0", _OTHER_BANK),
    ),
    Person(
        "newest",
        "collected, not activated; a card of version 3.00, which the office must unlock",
        _resident("样例新卡", 21),
        Application(_HANDED_OVER, _BANK, _FIRST),
        Card(card_number(21), "0", _BANK, version="3.00"),
    ),
)

PEOPLE: Mapping[str, Person] = MappingProxyType({person.key: person for person in _ALL})
