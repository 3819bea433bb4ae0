"""Patience: enough time to read what is on the glass, in every manner, a warning, and as often more time as need be."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from pydantic import ValidationError

from kiosk.config import Patience
from kiosk.domain.outlet import Outlet
from kiosk.domain.personal import PersonName
from kiosk.domain.text import Text, text
from kiosk.i18n import Words
from kiosk.session.patience import Abandoned, PatientDisplay
from kiosk.session.reading import reading_seconds
from kiosk.views import Action, Fact, Guide, Manner, MoreTime, Outcome, Pick, Row, Tone, Working
from tests.glass_by_script import ScriptedGlass
from tests.virtual_time import run

PATIENCE = Patience()
CHINESE, ENGLISH = Words("zh-CN"), Words("en")
_SPEED, _MOST = PATIENCE.characters_a_second, PATIENCE.reading_at_most


def _sentence(words: str) -> Text:
    return text("value", value=words)


def _page(characters: int) -> Outcome[str]:
    return Outcome(tone=Tone.INFORM, sentence=_sentence("字" * characters), actions=(Action("finish", _sentence("")),))


SHORT, LONG = _page(20), _page(150)


async def _asked_after(view: Outcome[str], manner: Manner) -> tuple[float, int]:
    """Seconds until "more time?" comes, and the seconds it then counts."""
    glass = ScriptedGlass()
    glass.manner = manner
    began = asyncio.get_running_loop().time()
    asking = asyncio.create_task(PatientDisplay(glass, PATIENCE, Words).ask(view))
    warning = await glass.until(MoreTime, within=1000)
    after = asyncio.get_running_loop().time() - began
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    return after, warning.seconds


@pytest.mark.parametrize(
    ("view", "large", "voice", "seconds", "warning"),
    [
        (SHORT, False, False, 60, 30),
        (LONG, False, False, 100, 30),
        (SHORT, True, False, 120, 60),
        (SHORT, False, True, 120, 60),
        (LONG, True, True, 200, 60),
        (_page(2000), False, False, 180, 30),
    ],
)
def test_the_limit_follows_what_there_is_to_read_and_the_manner(
    view: Outcome[str], large: bool, voice: bool, seconds: float, warning: int
) -> None:
    manner = Manner(language="zh-CN", large=large, voice=voice)
    after, counts = run(_asked_after(view, manner))
    assert after == pytest.approx(seconds)
    assert counts == warning


def test_large_type_chosen_while_a_page_is_read_counts_at_once() -> None:
    async def visit() -> None:
        glass = ScriptedGlass()
        asking = asyncio.create_task(PatientDisplay(glass, PATIENCE, Words).ask(SHORT))
        await asyncio.sleep(50)
        glass.touch()
        glass.adopt(replace(glass.manner, large=True))
        await asyncio.sleep(119)
        assert not glass.shown(MoreTime)
        await glass.until(MoreTime, within=2)
        glass.answer(True)
        await glass.until(Outcome)
        glass.answer("finish")
        assert await asking == "finish"

    run(visit())


def test_continue_can_be_used_ten_times_and_more_and_nobody_who_is_away_is_asked_twice() -> None:
    async def visit() -> None:
        glass = ScriptedGlass()
        asking = asyncio.create_task(PatientDisplay(glass, PATIENCE, Words).ask(SHORT))
        for _ in range(12):
            warning = await glass.until(MoreTime)
            assert warning.seconds >= 20
            await asyncio.sleep(warning.seconds - 0.5)
            glass.answer(True)
            assert await glass.until(Outcome) == SHORT
        await glass.until(MoreTime)
        with pytest.raises(Abandoned):
            await asking
        assert len(glass.shown(MoreTime)) == 13

    run(visit())


def test_no_limit_runs_while_the_machine_works() -> None:
    async def visit() -> None:
        glass = ScriptedGlass()
        asking = asyncio.create_task(PatientDisplay(glass, PATIENCE, Words).ask(Working(doing=_sentence("查"))))
        await asyncio.sleep(3600)
        assert not glass.shown(MoreTime)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)

    run(visit())


def test_a_warning_shorter_than_twenty_seconds_is_refused() -> None:
    with pytest.raises(ValidationError):
        Patience(answer_within=19)


def test_all_that_is_said_is_counted_and_keys_are_not() -> None:
    outlet = Outlet("测试银行", "演示街", "028-0000", "九至五点")
    guide = Guide(
        title=_sentence("题目"),
        answer=_sentence("答"),
        steps=(_sentence("一步"), _sentence("两步")),
        outlet=outlet,
        actions=(Action("a-key-that-nobody-reads", _sentence("好"), "an-icon"),),
    )
    han = 2 + 1 + 4 + 4 + 3 + 4 + 1
    assert reading_seconds(guide, CHINESE, 1, 1000) == pytest.approx(han + len(outlet.phone) / 3)


def test_personal_values_are_counted_by_their_masks() -> None:
    page = replace(SHORT, facts=(Fact(_sentence("姓名"), PersonName("测试样例")),))
    more = reading_seconds(page, CHINESE, 1, 1000) - reading_seconds(SHORT, CHINESE, 1, 1000)
    assert more == pytest.approx(2 + 1 + 3 / 3)


def test_the_two_languages_take_about_as_long() -> None:
    page = replace(SHORT, sentence=text("sorry-office"), details=(text("sorry-office.advice"),))
    chinese, english = (reading_seconds(page, words, _SPEED, _MOST) for words in (CHINESE, ENGLISH))
    assert 0.5 < english / chinese < 2


def test_a_list_of_thousands_is_not_counted_to_its_end() -> None:
    class Counted(Words):
        said = 0

        def say(self, text: Text) -> str:
            Counted.said += 1
            return super().say(text)

    rows = tuple(Row(str(number), _sentence("一家有名字的网点")) for number in range(5000))
    page = Pick(heading=_sentence("表"), rows=rows, count=_sentence("很多"))
    assert reading_seconds(page, Counted("zh-CN"), _SPEED, _MOST) == _MOST
    assert Counted.said < 60
