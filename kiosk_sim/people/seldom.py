"""The citizens one meets seldom: the other states of application and card, families, pensioners, rare names."""

from __future__ import annotations

from datetime import date

from kiosk_sim.people.everyday import ACTIVATED, HANDED_OVER
from kiosk_sim.people.kinds import INSTANT_STAGES, Application, Card, Person, card_number
from kiosk_sim.people.papers import AT_ONCE, BANK, FIRST, FOR_LIFE, OTHER_BANK, SECOND, resident

_LONG_READY = (230, 227, 223, 216, 210, 204)

_APPLICATIONS = (
    Person(
        "newcomer",
        "applied today; fetches the card four days after it lies ready",
        resident("测试来新", 22),
        Application((0,), BANK, applied_at=FIRST, collect_at=FIRST, fetched_in=4),
        Card(card_number(22), "0", BANK),
        balance=0,
    ),
    Person(
        "overdue-pickup",
        "lies at an outlet for more than half a year",
        resident("样例久等", 23),
        Application(_LONG_READY, BANK, SECOND, "overdue-pickup", applied_at=SECOND),
    ),
    Person(
        "recalled",
        "was not fetched and is withdrawn: to be applied for anew",
        resident("测试退回", 24),
        Application(_LONG_READY, OTHER_BANK, None, "recalled", collect_at=SECOND),
    ),
    Person(
        "instant",
        "made at once, collected today, not activated",
        resident("样例即得", 25),
        Application((0, 0, 0), BANK, applied_at=AT_ONCE, collect_at=AT_ONCE, stages=INSTANT_STAGES),
        Card(card_number(25), "0", BANK, issued_days_ago=0),
    ),
    Person(
        "instant-waiting",
        "applied at an instant outlet that was too busy and will phone",
        resident("测试待叫", 26),
        Application((1,), BANK, applied_at=AT_ONCE, collect_at=AT_ONCE, stages=INSTANT_STAGES, stuck=True),
    ),
    Person(
        "three-outlets",
        "applied at one outlet, to be collected at another, lies at a third",
        resident("样例三处", 27),
        Application((30, 27, 23, 16, 10, 4), BANK, AT_ONCE, "outlet-changed", applied_at=FIRST, collect_at=SECOND),
    ),
)

_CARDS = (
    Person(
        "temporarily-lost",
        "has reported the card lost by phone",
        resident("测试临失", 28),
        Application(ACTIVATED, BANK, FIRST),
        Card(card_number(28), "4", BANK),
    ),
    Person(
        "replaced",
        "lost the card and has applied for another",
        resident("样例补卡", 29),
        Application((5, 2), BANK, applied_at=FIRST, collect_at=FIRST),
        Card(card_number(29), "4", BANK, replaced=True),
    ),
    Person(
        "locked",
        "the PIN was wrong too often, the office knows it",
        resident("测试锁卡", 30),
        Application(ACTIVATED, BANK, FIRST),
        Card(card_number(30), "3", BANK, bank_active=True),
        balance=56_200,
    ),
    Person(
        "cancelled",
        "the card is cancelled",
        resident("样例注销", 31),
        None,
        Card(card_number(31), "9", OTHER_BANK),
    ),
    Person(
        "card-expired",
        "the card's ten years are over",
        resident("测试逾卡", 32),
        None,
        Card(card_number(32), "1", BANK, issued_days_ago=3700, bank_active=True),
        balance=310_005,
    ),
    Person(
        "card-expiring",
        "the card's ten years end within two months",
        resident("样例临期", 33),
        None,
        Card(card_number(33), "1", BANK, issued_days_ago=3610, bank_active=None),
    ),
)

_FAMILIES = (
    Person(
        "parent",
        "mother of the two children, wife of the pensioner's son; her relations are registered",
        resident("测试母亲", 34, date(1988, 3, 8)),
        Application(ACTIVATED, BANK, FIRST),
        Card(card_number(34), "1", BANK, bank_active=True),
        balance=77_700,
        relatives=(("child", "child"), ("toddler", "child"), ("pensioner", "other")),
    ),
    Person(
        "child",
        "ten years old; the card lies at an outlet",
        resident("样例学童", 35, date(2016, 5, 20), valid=(date(2022, 6, 1), date(2027, 6, 1))),
        Application((30, 27, 23, 16, 10, 4), BANK, FIRST, applied_at=FIRST),
    ),
    Person(
        "toddler",
        "three years old; nothing has been applied for",
        resident("测试幼儿", 36, date(2023, 4, 2), valid=(date(2024, 1, 1), date(2029, 1, 1))),
        registered=True,
    ),
    Person(
        "teenager",
        "fifteen, collected, not activated: a guardian must come along",
        resident("样例少年", 37, date(2011, 2, 14), valid=(date(2024, 1, 1), date(2029, 1, 1))),
        Application(HANDED_OVER, BANK, FIRST),
        Card(card_number(37), "0", BANK),
    ),
    Person(
        "pensioner",
        "over 60, draws a pension, has not activated the card",
        resident("测试长者", 38, date(1955, 9, 9), valid=FOR_LIFE),
        Application(HANDED_OVER, OTHER_BANK, SECOND),
        Card(card_number(38), "0", OTHER_BANK),
        balance=1_204_050,
    ),
)

_NAMES = (
    Person(
        "rare-b",
        "a name of extension B, which few fonts have",
        resident("𠅤测试", 39),
        Application((12, 9, 5), BANK, collect_at=FIRST),
    ),
    Person(
        "rare-h",
        "a name newer than GB 18030-2022",
        resident("样例𲎯", 40),
        Application(HANDED_OVER, BANK, FIRST),
        Card(card_number(40), "0", BANK),
    ),
    Person(
        "short-name",
        "the shortest name that says it is made up",
        resident("测试", 41),
        Application((6, 3), OTHER_BANK, collect_at=SECOND),
    ),
)

SELDOM = (*_APPLICATIONS, *_CARDS, *_FAMILIES, *_NAMES)
