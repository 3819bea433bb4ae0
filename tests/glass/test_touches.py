"""What touches do: answers, Back and Exit, double taps, language, help, the eye, the countdown."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.local_time import china_now
from kiosk.domain.text import text
from kiosk.events import ViewShown
from kiosk.views import Back, Goodbye, Leave, MoreTime, OutOfService, Working
from tests.glass.panel import PLACE, PORTRAIT, Glass
from tests.glass.samples import CONFIRM, SAMPLES

pytestmark = pytest.mark.glass


def test_the_primary_and_the_other_actions_answer_their_keys(glass: Glass) -> None:
    for name, key in (("primary", "print"), ("action:home", "home"), ("action:finish", "finish")):
        answer = glass.ask(SAMPLES["stage-line-ready"])
        glass.tap(name)
        assert answer.result() == key


def test_confirm_answers_true(glass: Glass) -> None:
    answer = glass.ask(CONFIRM)
    glass.tap("primary")
    assert answer.result() is True


def test_an_offer_answers_its_key_and_a_closed_one_cannot_be_touched(glass: Glass) -> None:
    answer = glass.ask(SAMPLES["attract-notice"])
    assert "offer:activate" not in glass.targets()
    glass.tap("offer:progress")
    assert answer.result() == "progress"


def test_back_and_exit_raise(glass: Glass) -> None:
    answer = glass.ask(SAMPLES["present-document"])
    glass.tap("back")
    assert isinstance(answer.exception(), Back)
    answer = glass.ask(SAMPLES["present-document"])
    glass.tap("exit")
    assert isinstance(answer.exception(), Leave)


def test_a_double_tap_counts_once_and_does_not_answer_the_next_question(glass: Glass) -> None:
    """Both primaries lie at the same place."""
    first = glass.ask(SAMPLES["stage-line-ready"])
    primary = glass.targets()["primary"]
    place = (primary.center_x, glass.display.frame.height - primary.center_y)
    glass.tap_at(*place)
    glass.tap_at(*place)
    assert first.result() == "print"
    second = glass.loop.create_task(glass.display.ask(CONFIRM))
    glass.frame()
    glass.tap_at(*place)
    assert not second.done()
    glass.rest()
    glass.tap_at(*place)
    assert second.result() is True


def test_a_withdrawn_question_ignores_touches(glass: Glass) -> None:
    answer = glass.ask(SAMPLES["stage-line-ready"])
    answer.cancel()
    glass.frame()
    glass.tap("primary")
    glass.tap("exit")
    assert answer.cancelled()
    again = glass.ask(SAMPLES["stage-line-ready"])
    assert not again.done()


def test_touches_on_a_view_that_is_being_replaced_are_ignored(glass: Glass) -> None:
    glass.ask(SAMPLES["stage-line-ready"])
    primary = glass.targets()["primary"]
    newer = glass.loop.create_task(glass.display.ask(CONFIRM))
    glass.do(lambda: None)  # handed over, but not drawn yet
    primary._on_tap()
    glass.rest()
    assert not newer.done()


def test_a_finger_lifted_elsewhere_answers_nothing(glass: Glass) -> None:
    from kiosk.screens import finger

    answer = glass.ask(CONFIRM)
    primary = glass.targets()["primary"]
    finger.down(glass.display.frame, primary.center_x, glass.display.frame.height - primary.center_y)
    glass.frame()
    assert primary.pressed
    finger._down[0].move({"x": 0.5, "y": 0.9})
    finger.up()
    glass.frame()
    assert not answer.done()
    assert not primary.pressed


def test_a_view_that_is_only_shown_offers_no_way_to_answer(glass: Glass) -> None:
    glass.show(Working(doing=text("asking-office")))
    assert set(glass.targets()) == {"help", "mode:large", "mode:contrast", "mode:low", "language:en"}


def test_the_language_switch_draws_the_same_view_again(glass: Glass) -> None:
    answer = glass.ask(SAMPLES["stage-line-ready"])
    serial = glass.display.serial_on_glass
    glass.tap("language:en")
    assert glass.display.manner.language == "en"
    assert "The card is at the outlet, ready to collect" in glass.texts()
    assert glass.display.serial_on_glass == serial
    glass.tap("language:zh-CN")
    assert "社保卡已到网点，可以领取" in glass.texts()
    glass.tap("primary")
    assert answer.result() == "print"


def test_a_new_visit_forgets_language_help_and_everything_shown(glass: Glass) -> None:
    glass.ask(SAMPLES["stage-line-ready"])
    glass.tap("language:en")
    glass.tap("show")
    glass.tap("help")
    glass.do(glass.display.new_visit)
    glass.frame()
    assert glass.display.manner.language == "zh-CN"
    assert not [words for words in glass.texts() if "测" in words]
    glass.show(Goodbye())
    assert "谢谢您，请慢走" in glass.texts()


def test_help_opens_and_one_touch_anywhere_closes_it(glass: Glass) -> None:
    answer = glass.ask(CONFIRM)
    glass.tap("help")
    assert any("什么都不会改变" in words for words in glass.texts())
    primary_place = (540, 1640)
    glass.tap_at(*primary_place)
    assert "help" in glass.targets()
    assert not answer.done()


def test_a_new_view_closes_help(glass: Glass) -> None:
    glass.ask(CONFIRM)
    glass.tap("help")
    glass.ask(MoreTime(seconds=30))
    assert "primary" in glass.targets()


def test_the_name_is_shown_for_ten_seconds(glass: Glass) -> None:
    glass.ask(SAMPLES["stage-line-ready"])
    assert "测**，您好" in glass.texts()
    glass.tap("show")
    assert "测试甲，您好" in glass.texts()
    glass.pass_time(9.5)
    assert "测试甲，您好" in glass.texts()
    glass.pass_time(1)
    assert "测**，您好" in glass.texts()


def test_hide_hides_at_once_and_the_next_ten_seconds_are_whole(glass: Glass) -> None:
    glass.ask(SAMPLES["stage-line-ready"])
    glass.tap("show")
    glass.pass_time(6)
    glass.tap("show")
    assert "测**，您好" in glass.texts()
    glass.tap("show")
    glass.pass_time(6)
    assert "测试甲，您好" in glass.texts()


def test_facts_show_all_personal_values_together(glass: Glass) -> None:
    glass.ask(CONFIRM)
    assert {"䶮****", "T******78"} <= set(glass.texts())
    glass.tap("show")
    assert {"䶮样例𬭎㛃", "T12345678"} <= set(glass.texts())
    glass.pass_time(10.5)
    assert {"䶮****", "T******78"} <= set(glass.texts())


def test_another_view_leaves_nothing_shown_in_clear_behind(glass: Glass) -> None:
    glass.ask(SAMPLES["stage-line-ready"])
    glass.tap("show")
    glass.ask(MoreTime(seconds=30))
    glass.ask(SAMPLES["stage-line-ready"])
    assert "测**，您好" in glass.texts()


def test_more_time_counts_down_also_over_a_language_switch(glass: Glass) -> None:
    answer = glass.ask(MoreTime(seconds=30))
    assert "30" in glass.texts()
    glass.pass_time(10)
    assert "20" in glass.texts()
    glass.tap("language:en")
    glass.pass_time(5)
    assert "15" in glass.texts()
    glass.pass_time(40)
    assert "0" in glass.texts()
    glass.tap("primary")
    assert answer.result() is True


def test_working_offers_the_way_out_after_ten_seconds(glass: Glass) -> None:
    answer = glass.ask(SAMPLES["working"])
    glass.pass_time(8)
    assert "way-out" not in glass.targets()
    glass.pass_time(3)
    glass.tap("way-out")
    assert isinstance(answer.exception(), Leave)


def test_working_that_may_not_be_left_offers_no_way_out(glass: Glass) -> None:
    glass.ask(replace(SAMPLES["working"], leave=False))
    glass.pass_time(15)
    assert not {"way-out", "exit"} & set(glass.targets())


def test_every_touch_is_noted_also_beside_a_button(glass: Glass) -> None:
    glass.ask(OutOfService(reason=text("out-of-service")))
    before = glass.display.last_touch()
    glass.tap_at(540, 900)
    assert glass.display.last_touch() > before


def test_a_view_is_reported_once_it_is_on_the_glass(glass: Glass) -> None:
    glass.log.events.clear()
    glass.ask(CONFIRM)
    assert glass.log.events == [ViewShown(view="ConfirmAct")]


def test_only_the_newest_of_several_views_is_drawn(glass: Glass) -> None:
    glass.log.events.clear()
    for name in ("goodbye", "take-back", "attract"):
        glass.display.show(SAMPLES[name])
    glass.rest()
    assert glass.log.events == [ViewShown(view="Attract")]


def test_a_still_glass_draws_nothing(glass: Glass) -> None:
    """Idle, the processor rests: no frame is drawn while nothing changes."""
    from kivy.core.window import Window

    glass.ask(SAMPLES["attract"])
    glass.pass_time(2)
    drawn: list[object] = []
    Window.bind(on_draw=drawn.append)
    glass.pass_time(30)
    Window.unbind(on_draw=drawn.append)
    assert not drawn


def test_the_clock_on_the_bar_goes_on() -> None:
    now = [datetime(2026, 11, 23, 10, 59, tzinfo=ZoneInfo("Asia/Shanghai"))]
    glass = Glass(PORTRAIT, replace(PLACE, now=lambda: now[0]))
    glass.ask(SAMPLES["goodbye"])
    assert "10:59" in glass.texts()
    now[0] = now[0].replace(hour=11, minute=0)
    glass.pass_time(1.5)
    assert "11:00" in glass.texts()
    glass.close()


def test_work_on_the_glass_returns_its_result_and_its_error(glass: Glass) -> None:
    task = glass.loop.create_task(glass.display.on_glass(lambda: 42))
    nothing: dict[str, int] = {}
    broken = glass.loop.create_task(glass.display.on_glass(lambda: nothing["x"]))
    glass.do(lambda: None)
    glass.frame()
    assert task.result() == 42
    assert isinstance(broken.exception(), KeyError)


def test_waiting_for_a_view_ends_with_its_first_frame(glass: Glass) -> None:
    waiting = glass.loop.create_task(glass.display.shown(lambda flipped: flipped.view == "Goodbye"))
    glass.show(SAMPLES["attract"])
    assert not waiting.done()
    glass.show(Goodbye())
    assert waiting.result().view == "Goodbye"
    at_once = glass.loop.create_task(glass.display.shown())
    glass.do(lambda: None)
    assert at_once.result() == waiting.result()


def test_the_clock_on_the_bar_is_chinas_whatever_zone_the_machine_is_set_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        now = replace(PLACE, now=china_now).now()
        assert now.utcoffset() == timedelta(hours=8)
        assert abs(now - datetime.now(ZoneInfo("UTC"))) < timedelta(seconds=5)
    finally:
        monkeypatch.undo()
        time.tzset()
