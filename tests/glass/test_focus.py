"""Operating without seeing: the keys lead to everything that can be touched, and each has a name for the ear."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.domain.personal import IdNumber
from kiosk.domain.text import text
from kiosk.i18n import Words
from kiosk.screens.focus import stops
from kiosk.screens.widgets.touchable import Touchable
from kiosk.views import Back, Heard, MoreTime, Move, Narrowed, PinAtPad, Stroke
from tests.glass.panel import LANDSCAPE, PORTRAIT, Glass
from tests.glass.samples import CONFIRM, SAMPLES
from tests.glass.service_samples import SERVICE_SAMPLES

pytestmark = pytest.mark.glass

ALL = {**SAMPLES, **SERVICE_SAMPLES}
WORDS = functools.cache(Words)  # reading them takes a second
NUMBER = "000000199001010018"


@pytest.fixture(scope="module", params=[PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def either(request: pytest.FixtureRequest) -> Iterator[Glass]:
    """A glass of each shape."""
    glass = Glass(request.param)
    yield glass
    glass.close()


def press(glass: Glass, stroke: Stroke | Move) -> Heard | None:
    """One key, and what is heard of it."""
    pressed = glass.loop.create_task(glass.display.press(stroke if isinstance(stroke, Stroke) else Stroke(stroke)))
    for _ in range(3):
        glass.frame()
    return pressed.result()


def heard(glass: Glass, stroke: Stroke | Move) -> str:
    """The words that are heard of one key."""
    told = press(glass, stroke)
    assert told is not None
    return "" if told.words is None else WORDS(glass.display.manner.language).say(told.words)


def lead(glass: Glass, name: str) -> str:
    """Go on until the ring is at a control; what was heard there."""
    for _ in stops(glass.display.frame):
        words = heard(glass, Move.NEXT)
        at = glass.display.focus.at
        if at is not None and at.name == name:
            return words
    raise AssertionError(f"the keys do not lead to {name}")


def around(glass: Glass, move: Move) -> list[Touchable]:
    """Once around; each control's name must be in what is heard of it."""
    found = []
    for _ in stops(glass.display.frame):
        told = glass.display.focus.do(move)  # without a frame to draw: there are a thousand of them
        at = glass.display.focus.at
        assert told is not None
        assert told.words is not None
        assert at is not None
        words = str(told.words.args["name"])
        assert at.spoken, f"{at.name} has no name for the ear"
        assert at.spoken in words
        found.append(at)
    return found


def test_keys_lead_to_every_control_of_every_screen_both_ways(either: Glass) -> None:
    for name, view in ALL.items():
        if isinstance(view, PinAtPad):
            continue  # the pad takes a PIN then
        either.put(view)
        if not either.targets():
            assert heard(either, Move.NEXT) == "", name
            continue
        typed = {key for key, target in either.targets().items() if not target.by_ear}
        assert typed <= {f"key:{digit}" for digit in "0123456789"}, name
        led = around(either, Move.NEXT)
        assert {stop.name for stop in led} >= either.targets().keys() - typed, name
        assert [stop.name for stop in around(either, Move.PREVIOUS)] == [
            stop.name for stop in (*reversed(led[:-1]), led[-1])
        ], name


def test_the_step_that_makes_sense_comes_before_the_others_at_the_foot(either: Glass) -> None:
    either.ask(SAMPLES["stage-line-ready"])
    names = [stop.name for stop in stops(either.display.frame)]
    foot = [name for name in names if name == "primary" or name.startswith("action:")]
    assert foot[0] == "primary"
    assert names.index("primary") < names.index("help")


def test_a_new_view_begins_before_the_first_and_enter_chooses_nothing_there(glass: Glass) -> None:
    answer = glass.ask(SAMPLES["stage-line-ready"])
    lead(glass, "primary")
    assert press(glass, Move.CHOOSE) == Heard()
    assert answer.result() == "print"
    second = glass.ask(CONFIRM)
    assert glass.display.focus.at is None
    assert heard(glass, Move.CHOOSE).startswith("还没有选到")
    assert not second.done()


def test_back_leads_back_where_there_is_a_way_and_says_where_there_is_none(glass: Glass) -> None:
    answer = glass.ask(SAMPLES["present-document"])
    press(glass, Move.BACK)
    assert isinstance(answer.exception(), Back)
    glass.ask(MoreTime(seconds=30))
    assert heard(glass, Move.BACK).startswith("这里不能返回")


def test_what_is_closed_is_heard_with_its_reason_and_cannot_be_chosen(glass: Glass) -> None:
    answer = glass.ask(SAMPLES["attract-notice"])
    words = lead(glass, "offer:activate")
    closed = next(stop for stop in stops(glass.display.frame) if stop.name == "offer:activate")
    assert "现在不能用" in words
    assert closed.spoken != closed.words, "the reason belongs to it"
    assert "现在不能用" in heard(glass, Move.CHOOSE)
    assert not answer.done()


def test_help_is_spoken_with_the_keys_and_its_own_controls_are_led_to(glass: Glass) -> None:
    calls = glass.loop.create_task(glass.display.called())
    glass.ask(CONFIRM)
    words = heard(glass, Move.HELP)
    assert "什么都不会改变" in words
    assert "8是下一项" in words
    assert [stop.name for stop in stops(glass.display.frame)] == ["call", "close-help"]
    lead(glass, "call")
    assert "工作人员" in heard(glass, Move.CHOOSE)
    assert calls.done()
    assert press(glass, Move.BACK) == Heard(again=True)
    assert glass.display.frame.help is None
    press(glass, Move.HELP)
    lead(glass, "close-help")
    assert press(glass, Move.CHOOSE) == Heard(again=True)


def test_another_language_is_heard_at_once(glass: Glass) -> None:
    glass.ask(CONFIRM)
    lead(glass, "language:en")
    assert press(glass, Move.CHOOSE) == Heard(again=True)
    assert "not available" not in lead(glass, "language:zh-CN")
    assert heard(glass, Move.NEXT)[0].isascii()


def test_another_manner_draws_all_anew_and_the_ring_stays_where_it_was(glass: Glass) -> None:
    glass.ask(CONFIRM)
    assert "已选" not in lead(glass, "mode:large")
    assert heard(glass, Move.CHOOSE).endswith("好了。")
    assert glass.display.manner.large
    at = glass.display.focus.at
    assert at is not None
    assert at.name == "mode:large"
    assert "已选" in lead(glass, "mode:large")


def test_showing_and_turning_over_are_heard_and_say_nothing_personal(glass: Glass) -> None:
    glass.ask(CONFIRM)
    name = lead(glass, "show")
    said = heard(glass, Move.CHOOSE)
    assert said
    assert said not in name
    everything = name + said + "".join(heard(glass, Move.NEXT) for _ in stops(glass.display.frame))
    assert "样例" not in everything
    assert "T12345678" not in everything


def test_a_list_is_narrowed_and_turned_over_by_keys(either: Glass) -> None:
    view = next(view for view in SERVICE_SAMPLES.values() if getattr(view, "filters", ()) and len(view.rows) > 20)  # type: ignore[attr-defined]
    answer = either.ask(view)
    lead(either, "page:next")
    page = heard(either, Move.CHOOSE)
    assert "2" in page
    lead(either, f"filter:{view.filters[0].key}")  # type: ignore[attr-defined]
    one = view.filters[0]  # type: ignore[attr-defined]
    assert f"共{len(one.options)}项" in heard(either, Move.CHOOSE)
    other = next(option for option in one.options if option.key != one.chosen)
    lead(either, f"option:{other.key}")
    assert press(either, Move.CHOOSE) == Heard()
    assert answer.result() == Narrowed(one.key, other.key)


def test_digits_are_digits_where_a_number_is_typed_and_only_how_many_is_heard(glass: Glass) -> None:
    answer = glass.ask(SERVICE_SAMPLES["enter-number"])
    words = [heard(glass, Stroke(Move.NEXT if digit == "8" else None, digit)) for digit in NUMBER[:3] + "8"]
    assert words[-1] == "已输入4位，共18位"
    assert heard(glass, Move.ERASE) == "已输入3位，共18位"
    for digit in NUMBER[3:]:
        press(glass, Stroke(None, digit))
    assert press(glass, Move.CHOOSE) == Heard(), "enter alone goes on when all is there"
    assert answer.result() == IdNumber(NUMBER)


def test_digits_are_no_digits_while_help_lies_over_a_number(glass: Glass) -> None:
    glass.ask(SERVICE_SAMPLES["enter-number"])
    press(glass, Move.HELP)
    assert "第1项" in heard(glass, Stroke(Move.NEXT, "8"))
    press(glass, Move.BACK)
    assert "已输入0位" in heard(glass, Move.ERASE)


def test_a_pin_is_never_taken_from_plain_keys(glass: Glass) -> None:
    answer = glass.ask(SERVICE_SAMPLES["enter-pin-hint"])
    assert heard(glass, Stroke(Move.CHOOSE, "5")).startswith("密码键盘刚才出了问题")
    glass.tap("key:5")
    glass.ask(SERVICE_SAMPLES["pin-at-pad"])
    for stroke in (Stroke(Move.CHOOSE, "5"), Stroke(Move.BACK), Stroke(None, "3")):
        assert press(glass, stroke) == Heard(), "late for a PIN: neither typed nor done"
    assert not answer.done()


def test_a_key_for_a_view_that_is_being_replaced_does_nothing(glass: Glass) -> None:
    first = glass.ask(SAMPLES["stage-line-ready"])
    lead(glass, "primary")
    newer = glass.loop.create_task(glass.display.ask(CONFIRM))
    pressed = glass.loop.create_task(glass.display.press(Stroke(Move.CHOOSE)))
    glass.do(lambda: None)
    glass.rest()
    assert pressed.result() in (Heard(), Heard(text("pad-nothing-yet")))
    assert not first.done()
    assert not newer.done()


def test_a_key_that_does_nothing_at_the_glass_is_somebody_elses_and_counts_as_a_touch(glass: Glass) -> None:
    glass.ask(SAMPLES["attract"])
    before = glass.display.last_touch()
    assert press(glass, Stroke(None, "3")) is None
    assert press(glass, Move.ERASE) is None
    assert glass.display.last_touch() > before


def test_a_finger_takes_the_ring_away(glass: Glass) -> None:
    glass.ask(SAMPLES["stage-line-ready"])
    lead(glass, "primary")
    glass.tap_at(540, 900)
    assert glass.display.focus.at is None


def test_the_ring_is_drawn_around_what_the_keys_led_to(glass: Glass) -> None:
    glass.ask(SAMPLES["stage-line-ready"])
    assert ring(glass) == []
    lead(glass, "primary")
    primary = glass.targets()["primary"]
    for x, y, width, height in ring(glass):
        assert x < primary.x
        assert y < primary.y
        assert x + width > primary.right
        assert y + height > primary.top
    assert len(ring(glass)) == 2, "one of them is seen on any ground"


def ring(glass: Glass) -> list[tuple[float, ...]]:
    """The lines of the ring, as left, bottom, width and height."""
    found: list[tuple[float, ...]] = []
    for line in glass.display.focus._ring.children:
        points: Any = getattr(line, "points", None)
        if points:
            left, bottom = min(points[::2]), min(points[1::2])
            found.append((left, bottom, max(points[::2]) - left, max(points[1::2]) - bottom))
    return found


def test_what_was_pressed_is_in_no_repr() -> None:
    assert "7" not in repr(Stroke(None, "7"))
