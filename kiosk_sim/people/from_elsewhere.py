"""Citizens whose card is at home elsewhere: every row of the table about cards of other cities (S-70 to S-75)."""

from __future__ import annotations

from kiosk_sim.people.everyday import ACTIVATED, HANDED_OVER
from kiosk_sim.people.kinds import Application, Card, Person, card_number
from kiosk_sim.people.papers import BANK, BANK_ELSEWHERE, ELSEWHERE, resident

_MIANYANG = "510700"
_GUANGZHOU = "440100"

FROM_ELSEWHERE = (
    Person(
        "mianyang-active",
        "activated card of another city of the province: can be transferred",
        resident("测试绵一", 50),
        Application(ACTIVATED, BANK, ELSEWHERE),
        Card(card_number(50), "1", BANK, region=_MIANYANG, bank_active=True),
        balance=45_000,
    ),
    Person(
        "mianyang-sealed",
        "card of another city, collected, not activated",
        resident("样例绵二", 51),
        Application(HANDED_OVER, BANK, ELSEWHERE),
        Card(card_number(51), "0", BANK, region=_MIANYANG),
    ),
    Person(
        "mianyang-ready",
        "card of another city that was never collected",
        resident("测试绵三", 52),
        Application((90, 87, 83, 76, 70, 64), BANK, ELSEWHERE),
    ),
    Person(
        "mianyang-bank",
        "activated card of another city, of a bank that does not work together with Chengdu",
        resident("样例绵四", 53),
        Application(ACTIVATED, BANK_ELSEWHERE, ELSEWHERE),
        Card(card_number(53), "1", BANK_ELSEWHERE, region=_MIANYANG, bank_active=True),
    ),
    Person(
        "mianyang-open",
        "activated card of another city, where another application is still open",
        resident("测试绵五", 54),
        None,
        Card(card_number(54), "1", BANK, region=_MIANYANG, open_elsewhere=True),
    ),
    Person(
        "mianyang-lost",
        "card of another city, reported lost",
        resident("样例绵六", 55),
        None,
        Card(card_number(55), "4", BANK, region=_MIANYANG),
    ),
    Person(
        "mianyang-cancelled",
        "card of another city, cancelled: may apply anew",
        resident("测试绵七", 56),
        None,
        Card(card_number(56), "9", BANK, region=_MIANYANG),
    ),
    Person(
        "guangdong",
        "activated card of another province, of which this office knows nothing",
        resident("样例外省", 57),
        None,
        Card(card_number(57), "1", BANK, region=_GUANGZHOU, known=False),
    ),
)
