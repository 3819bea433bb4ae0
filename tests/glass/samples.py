"""Views filled with rich, unmistakably synthetic data: long names, rare characters, long addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kiosk.domain.outlet import Outlet
from kiosk.domain.personal import CardNumber, PersonName, RelativeName
from kiosk.domain.progress import STAGES
from kiosk.domain.text import Text, text
from kiosk.views import (
    Action,
    Attract,
    ConfirmAct,
    DaysUsed,
    Fact,
    Goodbye,
    Home,
    InsertCard,
    Item,
    Mark,
    MoreTime,
    Offer,
    Outcome,
    OutOfService,
    PresentDocument,
    StageLine,
    StageMark,
    Starting,
    TakeBack,
    Tone,
    View,
    Working,
)
from tests.glass.service_samples import SERVICE_SAMPLES

PRINT = Action("print", text("progress-print"), "printer")
FINISH = Action("finish", text("finish"), "check")
HOME = Action("home", text("another-service"), "home")
ACTIVATE = Action("activate", text("activate-now"), "shield-check")
TWO_MORE = (PRINT, HOME, FINISH)

LONG_OUTLET = Outlet(
    name="测试银行股份有限公司成都高新演示支行营业部",
    address="成都市高新区演示大道中段1288号测试国际广场B座1楼103号（地铁测试站D口出站右转约200米）",
    phone="028-0000 1234",
    hours="周一至周五 9:00–17:00，周六 9:30–16:00（节假日除外）",
)
OUTLET = Outlet("测试银行演示支行", "武侯区演示街18号", "028-0000 1234", "周一至周五 9:00–17:00")
DAYS = [date(2026, 10, 12), date(2026, 10, 15), date(2026, 10, 21), date(2026, 11, 4), date(2026, 11, 10)]
DAYS += [date(2026, 11, 18), date(2026, 11, 20), date(2026, 11, 23)]


def stages(now: int, mark: Mark = Mark.NOW) -> tuple[StageMark, ...]:
    """The eight stages with number `now` (from 0) as the present one."""
    marks = [Mark.DONE] * now + [mark] + [Mark.AHEAD] * (7 - now)
    return tuple(
        StageMark(text(f"stage-{stage.value}"), DAYS[i] if i <= now else None, marks[i])
        for i, stage in enumerate(STAGES)
    )


def line(now: int, key: str, name: str, outlet: Outlet | None, **more: Any) -> StageLine[str]:
    """A stage line at stage `now`."""
    return StageLine(
        person=PersonName(name),
        sentence=more.pop("sentence", None) or text(key, stage=text(f"stage-{STAGES[now].value}"), limit=30),
        stages=stages(now, more.pop("mark", Mark.NOW)),
        days=more.pop("days", DaysUsed(12, 30, text("progress-days", used=12, limit=30, last=date(2026, 11, 24)))),
        outlet=outlet,
        advice=text(f"{key}.advice"),
        actions=more.pop("actions", TWO_MORE),
        **more,
    )


LATE = DaysUsed(34, 30, text("progress-days-estimated", used=34, limit=30, last=date(2027, 1, 24)))
TAKEN = DaysUsed(26, 30, text("progress-days-taken", used=26, limit=30))
OFFERS = (
    Offer("progress", text("service-progress"), text("service-progress.subtitle"), "card-search"),
    Offer("activate", text("service-activate"), text("service-activate.subtitle"), "shield-check"),
)
EIGHT = tuple(Offer(f"{o.key}{n}", o.title, o.subtitle, o.icon) for n in range(4) for o in OFFERS)
CLOSED = Offer(
    "activate",
    text("service-activate"),
    text("service-activate.subtitle"),
    "shield-check",
    closed=text("closed-device", device=text("device-card-reader")),
)
LIMITED = text("limited", why=text("closed-device", device=text("device-card-reader")), still=text("service-progress"))
FACTS = (
    Fact(text("fact-name"), PersonName("䶮样例𬭎㛃")),
    Fact(text("fact-card-number"), CardNumber("T12345678")),
    Fact(text("fact-bank"), text("value", value="测试银行股份有限公司")),
)
CONFIRM = ConfirmAct(
    title=text("activate-confirm"),
    facts=FACTS,
    before=text("activate-check-balance"),
    effects=(text("activate-effect-works"), text("activate-effect-money"), text("activate-effect-old-card")),
    confirm=text("activate-now"),
)


def outcome(tone: Tone, sentence: str, details: tuple[Text, ...], **more: Any) -> Outcome[str]:
    """An outcome with three ways on."""
    return Outcome(tone=tone, sentence=text(sentence), details=details, actions=more.pop("actions", TWO_MORE), **more)


SAMPLES: dict[str, View[Any]] = {
    "starting": Starting(),
    "out-of-service": OutOfService(
        reason=text("out-of-service", why=text("closed-device", device=text("device-id-reader")))
    ),
    "attract": Attract(offers=OFFERS),
    "attract-limited": Attract(offers=(OFFERS[0], CLOSED), notice=LIMITED),
    "attract-notice": Attract(offers=(OFFERS[0], CLOSED), notice=text("card-kept")),
    "attract-eight": Attract(offers=EIGHT),
    "home": Home(offers=OFFERS, person=PersonName("欧阳䶮样例")),
    "home-limited": Home(offers=(OFFERS[0], CLOSED), person=PersonName("欧阳䶮样例"), notice=LIMITED),
    "home-eight": Home(offers=EIGHT),
    "present-document": PresentDocument(),
    "present-document-hint": PresentDocument(hint=text("identify-lay-again")),
    "insert-card": InsertCard(),
    "insert-card-hint": InsertCard(hint=text("chip-mute")),
    "insert-card-motor": InsertCard(drawn_in=True),
    "working": Working(doing=text("asking-office")),
    "stage-line-making": line(2, "making-is-producing", "𬭎测试", None),
    "stage-line-ready": line(5, "progress-is-ready", "测试甲", OUTLET, days=TAKEN),
    "stage-line-long": line(4, "progress-late", "阿卜杜勒·测试甲乙丙丁戊己庚辛", LONG_OUTLET, days=LATE),
    "stage-line-relative": replace(
        line(4, "making-is-in-delivery", "样例", None), person=RelativeName.known_masked("样*")
    ),
    "stage-line-trouble": line(
        3, "progress-trouble-data-rejected", "欧阳䶮样例", LONG_OUTLET, mark=Mark.TROUBLE, days=LATE
    ),
    "stage-line-activated": line(7, "progress-is-activated", "䶮样例", None, days=None, actions=(PRINT, FINISH)),
    "stage-line-collected": line(
        6, "progress-is-handed-over", "测试甲", None, days=TAKEN, actions=(ACTIVATE, PRINT, FINISH, HOME)
    ),
    "confirm-act": CONFIRM,
    "outcome-done": outcome(Tone.DONE, "activated", (text("activated-bank"), text("activated-pin")), number="7A3F09C2"),
    "outcome-inform": outcome(
        Tone.INFORM,
        "progress-nothing-known",
        (text("progress-nothing-known.advice"),),
        actions=(HOME, FINISH),
    ),
    "outcome-printed": outcome(Tone.DONE, "printed", (), actions=(FINISH, HOME)),
    "outcome-plain": outcome(Tone.INFORM, "activate-already", ()),
    "outcome-sorry": outcome(Tone.SORRY, "print-no-paper", (text("print-note-down"),)),
    "outcome-uncertain": outcome(
        Tone.UNCERTAIN, "activate-uncertain", (text("activate-uncertain.advice"),), number="7A3F09C2", facts=FACTS
    ),
    "take-back": TakeBack(items=(Item.DOCUMENT, Item.CARD)),
    "take-back-document": TakeBack(items=(Item.DOCUMENT,)),
    "take-back-card": TakeBack(items=(Item.CARD,)),
    "goodbye": Goodbye(),
    "more-time": MoreTime(seconds=30),
    **SERVICE_SAMPLES,
}
