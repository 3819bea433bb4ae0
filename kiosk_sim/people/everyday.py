"""The citizens one meets every day: one for every stage of a card, every kind of document, and the usual trouble."""

from __future__ import annotations

from datetime import date

from kiosk_sim.people.kinds import Application, Card, Person, card_number
from kiosk_sim.people.papers import BANK, FIRST, FOR_LIFE, FOREIGN, OTHER_BANK, PERMIT, RUN_OUT, SECOND, resident

HANDED_OVER = (40, 37, 33, 26, 20, 12, 3)
ACTIVATED = (*HANDED_OVER, 2)

EVERYDAY = (
    Person("data", "data collected", resident("测试甲", 1), Application((2,), BANK, collect_at=FIRST)),
    Person(
        "bank",
        "account being opened",
        resident("测试乙", 2),
        Application((6, 3), BANK, applied_at=FIRST, collect_at=FIRST),
    ),
    Person(
        "factory",
        "being made",
        resident("样例丙", 3),
        Application((12, 9, 5), OTHER_BANK, applied_at=SECOND, collect_at=SECOND),
    ),
    Person(
        "keys",
        "keys being loaded; a long name with separators",
        resident("测试古丽·样例·阿卜杜拉", 4, nation="05"),
        Application((18, 15, 11, 2), BANK, applied_at=FIRST, collect_at=FIRST),
    ),
    Person(
        "delivery",
        "on its way; a surname of two characters",
        resident("欧阳测试", 5),
        Application((24, 21, 17, 8, 2), BANK, collect_at=SECOND),
    ),
    Person(
        "ready",
        "lies at an outlet; a name beyond the BMP",
        resident("𬭎测试", 6),
        Application((30, 27, 23, 16, 10, 4), BANK, FIRST, applied_at=FIRST),
        balance=8_650,
    ),
    Person(
        "collected",
        "collected, not activated; a name outside GBK",
        resident("䶮样例", 7),
        Application(HANDED_OVER, BANK, FIRST, applied_at=FIRST),
        Card(card_number(7), "0", BANK),
        balance=123_456,
    ),
    Person(
        "active",
        "activated; a document valid for life",
        resident("测试戊", 8, date(1972, 10, 1), valid=FOR_LIFE),
        Application(ACTIVATED, OTHER_BANK, SECOND),
        Card(card_number(8), "1", OTHER_BANK, bank_active=True),
        balance=2_040_017,
    ),
    Person(
        "overdue",
        "in production for more than 30 working days",
        resident("样例己", 9),
        Application((60, 57, 50), BANK, applied_at=FIRST, collect_at=FIRST, stuck=True),
    ),
    Person(
        "data-rejected",
        "the photograph or the data were refused",
        resident("测试庚", 10),
        Application((9,), BANK, trouble="data-rejected"),
    ),
    Person(
        "bank-failed",
        "the account could not be opened",
        resident("测试辛", 11),
        Application((14, 11), OTHER_BANK, trouble="bank-failed"),
    ),
    Person(
        "production-failed",
        "the factory could not make the card",
        resident("测试壬", 12),
        Application((20, 17, 13), BANK, trouble="production-failed", applied_at=FIRST),
    ),
    Person(
        "handover-issue",
        "the handover to the outlet is being checked",
        resident("测试癸", 13),
        Application((26, 23, 19, 12, 6), BANK, FIRST, "handover-issue"),
    ),
    Person(
        "outlet-changed",
        "lies at another outlet than the one asked for",
        resident("样例子", 14),
        Application((30, 27, 23, 16, 10, 5), BANK, SECOND, "outlet-changed", applied_at=FIRST),
    ),
    Person(
        "lost",
        "reported the card lost",
        resident("样例丑", 15),
        Application(ACTIVATED, BANK, FIRST),
        Card(card_number(15), "2", BANK),
    ),
    Person("unknown", "the office knows nothing of this person", resident("测试寅", 16)),
    Person(
        "expired",
        "the document has run out",
        resident("测试卯", 17, valid=RUN_OUT),
        Application((30, 27, 23, 16, 10, 4), BANK, FIRST),
    ),
    Person(
        "permit",
        "residence permit of a Hong Kong resident",
        PERMIT,
        Application((30, 27, 23, 16, 10, 4), BANK, SECOND),
    ),
    Person(
        "foreign",
        "foreign permanent resident, collected, not activated",
        FOREIGN,
        Application(HANDED_OVER, BANK, FIRST),
        Card(card_number(19), "0", BANK),
    ),
    Person(
        "stranger",
        "another person, whose card somebody else may try to use",
        resident("测试他人", 20),
        Application(HANDED_OVER, OTHER_BANK, SECOND),
        Card(card_number(20), "0", OTHER_BANK),
    ),
    Person(
        "newest",
        "collected, not activated; a card of version 3.00, which the office must unlock",
        resident("样例新卡", 21),
        Application(HANDED_OVER, BANK, FIRST),
        Card(card_number(21), "0", BANK, version="3.00"),
    ),
)
