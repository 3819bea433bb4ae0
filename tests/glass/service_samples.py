"""Samples of the views of the services: short, long, many rows, none, the longest texts, rare names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kiosk.domain.outlet import Outlet
from kiosk.domain.personal import CardNumber, IdNumber, PersonName
from kiosk.domain.text import Text, text
from kiosk.views import (
    Action,
    Attract,
    Choose,
    Code,
    EnterName,
    EnterNumber,
    EnterPin,
    Fact,
    Facts,
    Filter,
    Group,
    Guide,
    Home,
    Letters,
    Menu,
    Offer,
    Option,
    Pick,
    PinAtPad,
    Rate,
    Row,
    Situation,
    Tone,
    View,
)
from kiosk.writing.spellings import Spellings, spell

NAME = PersonName("欧阳䶮样例")
OUTLET = Outlet("测试银行演示支行", "武侯区演示街18号", "028-0000 1234", "周一至周五 9:00–17:00")
LONG_OUTLET = Outlet(
    name="测试银行股份有限公司成都高新演示支行营业部",
    address="成都市高新区演示大道中段1288号测试国际广场B座1楼103号（地铁测试站D口出站右转约200米）",
    phone="028-0000 1234",
    hours="周一至周五 9:00–17:00，周六 9:30–16:00（节假日除外）",
)
SEE = Action("outlet", text("sample-action"), "map-marker")
RELEASE = Action("release", text("sample-action-long"), "lock-open-variant")
PRINT = Action("print", text("progress-print"), "printer")
BESIDE = (
    Action("outlets", text("find-outlets"), "store-search"),
    Action("papers", text("apply-for-others"), "account-group"),
    Action("transfer", text("apply-from-elsewhere"), "swap-horizontal"),
)
FINISH = Action("finish", text("finish"), "check")
HOME = Action("home", text("another-service"), "home")

# --- tiles --------------------------------------------------------------------------------------

_ICONS = {
    "loss": "credit-card-remove",
    "outlets": "map-marker-radius",
    "my-card": "smart-card",
    "apply": "card-plus",
    "transfer": "city-switch",
    "pin": "lock-reset",
    "more": "apps",
}


def offer(key: str, closed: Text | None = None) -> Offer:
    """A service with words of the samples."""
    return Offer(key, text(f"sample-{key}"), text(f"sample-{key}.subtitle"), _ICONS[key], closed)


PROGRESS = Offer("progress", text("service-progress"), text("service-progress.subtitle"), "card-search")
ACTIVATE = Offer("activate", text("service-activate"), text("service-activate.subtitle"), "shield-check")
SIX = (PROGRESS, ACTIVATE, offer("loss"), offer("outlets"), offer("my-card"), offer("more"))
SEVEN = (PROGRESS, ACTIVATE, offer("loss"), offer("outlets"), offer("my-card"), offer("apply"), offer("more"))
SHUT = replace(ACTIVATE, closed=text("closed-device", device=text("device-card-reader")))
LIMITED = text("limited", why=text("closed-device", device=text("device-card-reader")), still=text("service-progress"))


def group(name: str, *offers: Offer) -> Group:
    """A group of the menu."""
    return Group(text(f"sample-group-{name}"), offers)


def again(key: str, number: int) -> Offer:
    """One more service with the same words."""
    return replace(offer(key), key=f"{key}{number}")


FIVE_GROUPS = (
    group("progress", PROGRESS, offer("outlets"), offer("apply"), again("outlets", 2)),
    group("card", ACTIVATE, offer("my-card"), again("my-card", 2), offer("transfer")),
    group("loss", offer("pin"), offer("loss"), again("pin", 2)),
    group("guides", again("transfer", 2), again("apply", 2), again("apply", 3), again("transfer", 3)),
    group("help", again("apply", 4), again("outlets", 3)),
)

# --- lists --------------------------------------------------------------------------------------

DISTRICTS = Filter(
    "district",
    text("sample-filter-district"),
    (
        Option("all", text("sample-all")),
        *(Option(f"d{number}", text("sample-district", number=number)) for number in range(1, 22)),
        Option("long", text("sample-district-long")),
        Option("longest", text("sample-city")),
    ),
    "all",
)
KINDS = Filter("kind", text("sample-filter-kind"), tuple(Option(f"k{n}", text("sample-kind")) for n in range(3)), "k1")
HOURS = Filter("open", text("sample-filter-open"), (Option("any", text("sample-open")),), "any")


def rows(count: int, name: str = "sample-row") -> tuple[Row, ...]:
    """Outlets, every second one open."""
    badge = text("sample-row-badge")
    return tuple(
        Row(
            f"r{number}",
            text(name, number=number),
            text(f"{name}.detail", number=number),
            badge if number % 2 else None,
            "store",
        )
        for number in range(1, count + 1)
    )


PICK = Pick(
    heading=text("sample-list"),
    rows=rows(3916),
    count=text("sample-list-count", count=3916),
    filters=(DISTRICTS, KINDS, HOURS),
)

NAMES = ("样例银行天府广场支行", "样例银行重庆路支行", "样例社区服务站", "武侯区样例人社服务大厅") * 5
PICK_BY_LETTERS = replace(
    PICK,
    rows=tuple(Row(f"n{n}", text("value", value=name), text("sample-city")) for n, name in enumerate(NAMES)),
    letters=Letters(Spellings(spell(NAMES), NAMES)),
)

# --- entering -----------------------------------------------------------------------------------

ENTER_PIN = EnterPin(question=text("sample-enter-pin"))
ENTER_NAME = EnterName(question=text("name-type"))
ENTER_NUMBER = EnterNumber(question=text("sample-number"))

FACTS = (
    Fact(text("fact-name"), PersonName("䶮样例𬭎㛃")),
    Fact(text("sample-fact-number"), IdNumber("000000190001010017")),
    Fact(text("fact-card-number"), CardNumber("T12345678")),
    Fact(text("sample-fact-state"), text("sample-facts")),
    Fact(text("sample-fact-valid"), text("value-day", day=date(2036, 11, 23))),
    Fact(text("sample-fact-place"), text("sample-city")),
    Fact(text("fact-bank"), text("value", value="测试银行股份有限公司成都高新演示支行")),
    Fact(text("sample-fact-long"), text("value", value="12,345.67")),
)
GUIDE = Guide(title=text("sample-guide-title"), answer=text("sample-guide-answer"), actions=(HOME, FINISH))
STEPS = tuple(text(f"sample-step-{number}") for number in (1, 2, 3, 4))
REMARKS = (text("sample-remark"), text("sample-remark-2"))
CODE = Code("https://example.org/family?machine=CD-0017", text("sample-code"))

SERVICE_SAMPLES: dict[str, View[Any]] = {
    "attract-six": Attract(offers=SIX),
    "attract-seven": Attract(offers=SEVEN),
    "attract-seven-limited": Attract(offers=(PROGRESS, SHUT, *SEVEN[2:]), notice=LIMITED),
    "home-six": Home(offers=SIX, person=NAME),
    "home-seven": Home(offers=SEVEN, person=NAME),
    "home-seven-limited": Home(offers=(PROGRESS, SHUT, *SEVEN[2:]), person=NAME, notice=LIMITED),
    "menu": Menu(groups=FIVE_GROUPS),
    "menu-limited": Menu(
        groups=(replace(FIVE_GROUPS[0], offers=(PROGRESS, SHUT, offer("apply"))), *FIVE_GROUPS[1:]),
        person=NAME,
        notice=LIMITED,
    ),
    "menu-short": Menu(groups=FIVE_GROUPS[:2], person=NAME),
    "situation-short": Situation(person=NAME, tone=Tone.DONE, sentence=text("sample-facts"), actions=(PRINT,)),
    "situation-outlet": Situation(
        person=PersonName("𬭎测试"),
        tone=Tone.INFORM,
        sentence=text("sample-situation"),
        details=(text("sample-detail"),),
        outlet=OUTLET,
        actions=(SEE, PRINT, HOME, FINISH),
    ),
    "situation-long": Situation(
        person=PersonName("阿卜杜勒·测试甲乙丙丁戊己庚辛"),
        tone=Tone.UNCERTAIN,
        sentence=text("sample-situation-long"),
        details=(text("sample-detail"), text("sample-detail-long")),
        outlet=LONG_OUTLET,
        facts=FACTS[1:4],
        actions=(RELEASE, PRINT, HOME, FINISH),
    ),
    "situation-facts": Situation(
        person=None, tone=Tone.SORRY, sentence=text("sample-situation"), facts=FACTS[:3], actions=(RELEASE, FINISH)
    ),
    "choose-two": Choose(
        question=text("sample-question"),
        options=(
            Option("yes", text("sample-yes"), text("sample-yes.detail"), "truck-fast"),
            Option("no", text("sample-no"), text("sample-no.detail"), "calendar-clock"),
        ),
    ),
    "choose-three": Choose(
        question=text("sample-question-long"),
        options=tuple(
            Option(key, text(f"sample-{key}"), text(f"sample-{key}.detail"))
            for key in ("not-collected", "not-activated", "activated")
        ),
        hint=text("sample-detail"),
    ),
    "choose-eight": Choose(
        question=text("sample-question-long"),
        options=tuple(
            Option(f"{key}{n}", text(f"sample-{key}"), text(f"sample-{key}.detail"), "smart-card")
            for n in range(4)
            for key in ("not-collected", "activated")
        ),
        hint=text("sample-detail"),
    ),
    "choose-plain": Choose(
        question=text("sample-question"), options=tuple(Option(n, text("sample-city")) for n in range(8))
    ),
    "pick-many": PICK,
    "pick-long": replace(PICK, rows=rows(40, "sample-row-long"), hint=text("sample-detail-long"), at="r20"),
    "pick-few": Pick(heading=text("sample-list"), rows=rows(2), count=text("sample-list-count", count=2)),
    "pick-nothing": replace(PICK, rows=(), count=text("sample-list-empty")),
    "pick-by-letters": PICK_BY_LETTERS,
    "pick-questions": Pick(
        heading=text("sample-guide-title"),
        rows=tuple(Row(f"q{n}", text("sample-row-question" if n % 2 else "sample-guide-title")) for n in range(36)),
        count=text("sample-list-count", count=36),
        filters=(KINDS,),
    ),
    "facts": Facts(sentence=text("sample-facts"), facts=FACTS[:4], actions=(PRINT, HOME, FINISH)),
    "facts-long": Facts(
        sentence=text("sample-facts-long"),
        facts=FACTS,
        details=(text("sample-detail"), text("sample-detail-long")),
        actions=(PRINT, HOME, FINISH),
    ),
    "guide-short": GUIDE,
    "guide-steps": replace(
        GUIDE, steps=STEPS[:3], numbered=True, remarks=REMARKS[:1], outlet=OUTLET, basis=text("sample-basis")
    ),
    "guide-ways": replace(GUIDE, steps=STEPS[1:], remarks=REMARKS, code=CODE, basis=text("sample-basis")),
    "guide-many-actions": replace(GUIDE, steps=STEPS[:3], outlet=OUTLET, actions=(PRINT, *BESIDE, FINISH, HOME)),
    "guide-faces": replace(
        GUIDE, answer=text("sample-guide-answer-long"), remarks=REMARKS, faces=True, basis=text("sample-basis")
    ),
    "guide-everything": replace(
        GUIDE,
        answer=text("sample-guide-answer-long"),
        steps=(*STEPS, *STEPS),
        numbered=True,
        remarks=REMARKS,
        outlet=LONG_OUTLET,
        faces=True,
        code=CODE,
        basis=text("sample-basis"),
    ),
    "enter-name": ENTER_NAME,
    "enter-name-hint": replace(ENTER_NAME, hint=text("sample-number-hint")),
    "enter-number": ENTER_NUMBER,
    "enter-number-hint": replace(ENTER_NUMBER, hint=text("sample-number-hint")),
    "enter-pin": ENTER_PIN,
    "enter-pin-hint": replace(ENTER_PIN, hint=text("sample-enter-pin-hint"), shuffled=True),
    "pin-at-pad": PinAtPad(question=text("sample-enter-pin"), entered=4),
    "pin-at-pad-hint": PinAtPad(question=text("sample-enter-pin"), hint=text("sample-enter-pin-hint"), length=12),
    "rate": Rate(service=text("sample-service"), seconds=20),
}
