"""What touches do on the screens of the services: pages, filters, keypads, faces; and "call staff" in the help."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from kiosk.domain.personal import IdNumber
from kiosk.domain.pin import CardPin
from kiosk.screens import finger
from kiosk.screens.pick import PickScreen
from kiosk.screens.widgets.pages import PagedGrid
from kiosk.views import Back, Guide, Narrowed, Picked
from tests.glass.panel import LANDSCAPE, Glass
from tests.glass.samples import CONFIRM, SAMPLES
from tests.glass.service_samples import CODE, ENTER_NUMBER, ENTER_PIN, GUIDE, PICK, rows

pytestmark = pytest.mark.glass

PIN = "".join(reversed("381749"))  # so that no line of this file holds it
NUMBER = "00000019000101001X"


@pytest.fixture(scope="module")
def shared() -> Iterator[Glass]:
    """One glass for the tests that leave nothing behind."""
    glass = Glass(LANDSCAPE)
    yield glass
    glass.close()


def enter(glass: Glass, characters: str) -> None:
    """Touch the keys one by one."""
    for character in characters:
        glass.tap(f"key:{character}")


# --- one touch, one answer ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "target", "answer"),
    [
        ("menu-short", "offer:progress", "progress"),
        ("attract-seven", "offer:more", "more"),
        ("situation-outlet", "primary", "outlet"),
        ("situation-outlet", "action:home", "home"),
        ("choose-two", "option:no", "no"),
        ("pick-few", "row:r2", Picked("r2")),
        ("facts", "primary", "print"),
        ("guide-steps", "action:finish", "finish"),
        ("rate", "rate:5", 5),
        ("rate", "rate:1", 1),
        ("rate", "skip", None),
    ],
)
def test_a_touch_answers_once(shared: Glass, name: str, target: str, answer: object) -> None:
    question = shared.ask(SAMPLES[name])
    touched = shared.targets()[target]
    place = (touched.center_x, shared.display.frame.height - touched.center_y)
    shared.tap_at(*place)
    shared.tap_at(*place)
    assert question.result() == answer


# --- the list -----------------------------------------------------------------------------------


def shown_rows(glass: Glass) -> list[str]:
    """The keys of the rows on the glass."""
    return [name.removeprefix("row:") for name in glass.targets() if name.startswith("row:")]


def test_pages_are_turned_there_and_back_and_every_row_comes_once(shared: Glass) -> None:
    shared.ask(replace(PICK, rows=rows(17)))
    seen = shown_rows(shared)
    assert "page:before" not in shared.targets()
    while "page:next" in shared.targets():
        shared.tap("page:next")
        seen += shown_rows(shared)
    assert seen == [f"r{number}" for number in range(1, 18)]
    shared.tap("page:before")
    assert "page:next" in shared.targets()


def test_the_list_opens_at_the_row_people_come_back_to(shared: Glass) -> None:
    question = shared.ask(replace(PICK, at="r3000"))
    assert "r3000" in shown_rows(shared)
    shared.tap("row:r3000")
    assert question.result() == Picked("r3000")


def test_thousands_of_rows_are_a_page_of_widgets_put_up_at_once(shared: Glass) -> None:
    shared.ask(PICK)
    screen = shared.display.frame.screen
    assert isinstance(screen, PickScreen)
    assert len(list(screen.walk(restrict=True))) < 200
    grid = next(part for part in screen.walk(restrict=True) if isinstance(part, PagedGrid))
    began = time.process_time()
    for _ in range(10):
        grid.turn(1)
    assert (time.process_time() - began) / 10 < 0.1


def test_a_filter_opens_its_options_and_one_touch_narrows_the_list(shared: Glass) -> None:
    question = shared.ask(PICK)
    shared.tap("filter:district")
    options = [name for name in shared.targets() if name.startswith("option:")]
    assert len(options) == len(PICK.filters[0].options) == 24
    shared.tap("option:d7")
    assert question.result() == Narrowed("district", "d7")


def test_an_open_filter_is_closed_by_back_by_its_button_and_by_what_is_chosen_already(shared: Glass) -> None:
    question = shared.ask(PICK)
    shared.tap("page:next")
    here = shown_rows(shared)
    for touch in ("back", "close-options", "option:all"):
        shared.tap("filter:district")
        assert shown_rows(shared) == []
        shared.tap(touch)
        assert shown_rows(shared) == here
    assert not question.done()
    shared.tap("back")
    assert isinstance(question.exception(), Back)


def test_another_language_keeps_the_page(shared: Glass) -> None:
    shared.ask(PICK)
    shared.tap("page:next")
    here = shown_rows(shared)
    shared.tap("language:en")
    assert shown_rows(shared) == here
    shared.tap("language:zh-CN")


def test_a_long_guide_is_turned_over_and_loses_nothing(shared: Glass) -> None:
    shared.ask(SAMPLES["guide-everything"])
    seen = shared.texts()
    while "page:next" in shared.targets():
        shared.tap("page:next")
        seen += shared.texts()
    view = SAMPLES["guide-everything"]
    assert isinstance(view, Guide)
    for number in range(1, len(view.steps) + 1):
        assert str(number) in seen
    assert any("依据" in words for words in seen)


# --- typing -------------------------------------------------------------------------------------


def test_a_number_is_typed_erased_cleared_and_answered(shared: Glass) -> None:
    question = shared.ask(ENTER_NUMBER)
    assert not {"primary", "key:X"} & set(shared.targets())
    enter(shared, "99")
    shared.tap("key:clear")
    enter(shared, NUMBER[:5] + "9")
    shared.tap("key:erase")
    enter(shared, NUMBER[5:])
    assert "已输入18位，共18位" in shared.texts()
    enter(shared, "1")
    shared.tap("primary")
    assert question.result() == IdNumber(NUMBER)


def test_a_number_is_masked_when_no_key_is_touched_for_ten_seconds(shared: Glass) -> None:
    shared.ask(ENTER_NUMBER)
    enter(shared, "7")
    assert shared.texts().count("7") == 2  # the key, and what it typed
    shared.pass_time(10.5)
    assert (shared.texts().count("7"), shared.texts().count("*")) == (1, 1)
    shared.tap("show")
    assert shared.texts().count("7") == 2
    shared.tap("show")
    assert shared.texts().count("7") == 1
    enter(shared, "8")
    assert (shared.texts().count("7"), shared.texts().count("8")) == (2, 2)


def test_another_language_keeps_what_was_typed(shared: Glass) -> None:
    question = shared.ask(ENTER_PIN)
    enter(shared, PIN[:4])
    shared.tap("language:en")
    enter(shared, PIN[4:])
    shared.tap("language:zh-CN")
    shared.tap("primary")
    with question.result() as pin:
        assert pin.digits == PIN.encode()


def test_a_pin_is_handed_over_once_and_is_nowhere_else(shared: Glass) -> None:
    shared.log.events.clear()
    question = shared.ask(ENTER_PIN)
    typed = shared.texts()
    enter(shared, PIN)
    assert shared.texts() == typed  # dots only
    primary = shared.targets()["primary"]
    place = (primary.center_x, shared.display.frame.height - primary.center_y)
    shared.tap_at(*place)
    shared.tap_at(*place)
    pin = question.result()
    assert holders() == 1
    pin.wipe()
    assert holders() == 0
    assert PIN not in repr(shared.log.events)


@pytest.mark.parametrize("end", ["back", "another view", "new visit", "cleared", "withdrawn"])
def test_a_pin_that_is_not_answered_is_wiped(shared: Glass, end: str) -> None:
    question = shared.ask(ENTER_PIN)
    enter(shared, PIN)
    if end == "back":
        shared.tap("back")
        assert isinstance(question.exception(), Back)
    elif end == "cleared":
        shared.tap("key:clear")
        assert "primary" not in shared.targets()
    elif end == "withdrawn":
        question.cancel()
        shared.frame()
        shared.tap("primary")
    elif end == "new visit":
        shared.do(shared.display.new_visit)
        shared.frame()
    if end in ("back", "another view"):
        shared.ask(CONFIRM)
    assert holders() == 0


def test_a_pin_that_arrives_in_the_turn_its_question_is_withdrawn_is_wiped(shared: Glass) -> None:
    question = shared.ask(ENTER_PIN)
    pin = CardPin(bytearray(PIN.encode()))

    def both() -> None:
        shared.display._questions.answered(shared.display.serial, pin)
        question.cancel()

    shared.do(both)
    shared.frame()
    assert question.cancelled()
    assert len(pin) == 0


def test_shuffled_keys_are_ten_digits_in_another_order(shared: Glass) -> None:
    orders = set()
    for _ in range(4):
        shared.ask(replace(ENTER_PIN, shuffled=True))
        keys = [name[-1] for name in shared.targets() if name.startswith("key:") and name[-1].isdigit()]
        assert sorted(keys) == list("0123456789")
        orders.add("".join(keys))
    assert len(orders) > 1
    shared.ask(ENTER_PIN)
    assert [name for name in shared.targets() if name.startswith("key:")][:9] == [f"key:{n}" for n in range(1, 10)]


def holders() -> int:
    """How many places hold the PIN's digits: everything that the collector's objects lead to is looked at."""
    found: set[int] = set()
    for holder in gc.get_objects():
        for leaf in gc.get_referents(holder):
            kind = type(leaf)  # not isinstance: it would ask a dead weak reference
            if ((kind is bytearray or kind is bytes) and leaf.find(PIN.encode()) >= 0) or (
                kind is str and leaf is not PIN and PIN in leaf
            ):
                found.add(id(leaf))
    return len(found)


# --- the QR code, and help ----------------------------------------------------------------------


def test_the_code_on_the_glass_can_be_scanned(shared: Glass, tmp_path_factory: pytest.TempPathFactory) -> None:
    shared.ask(replace(GUIDE, code=CODE))
    path = tmp_path_factory.mktemp("code") / "code.png"
    shared.picture(path)
    with Image.open(path) as picture:
        [code] = zxingcpp.read_barcodes(picture)
    assert code.text == CODE.content


def test_staff_are_called_once_per_opening_and_the_panel_stays_open(shared: Glass) -> None:
    calls: list[int] = []

    async def wait() -> None:
        while True:
            await shared.display.called()
            calls.append(len(calls))

    waiting = shared.loop.create_task(wait())
    shared.ask(CONFIRM)
    for opening in (1, 2):
        shared.tap("help")
        call = shared.targets()["call"]
        place = (call.center_x, shared.display.frame.height - call.center_y)
        for _ in range(3):
            shared.tap_at(*place)
        assert calls == list(range(opening))
        assert "已经呼叫工作人员，请在这里稍等" in shared.texts()
        shared.tap_at(40, 1000)
        assert "help" in shared.targets()
    waiting.cancel()
    shared.do(lambda: None)


def test_a_call_that_nobody_waits_for_is_no_trouble(shared: Glass) -> None:
    shared.log.events.clear()
    shared.ask(CONFIRM)
    shared.tap("help")
    shared.tap("call")
    waiting = asyncio.ensure_future(shared.display.called(), loop=shared.loop)
    shared.frame()
    assert not waiting.done()  # an old call is not a new one
    waiting.cancel()
    shared.do(lambda: None)
    assert not [event for event in shared.log.events if type(event).__name__ == "Mishap"]


def test_rating_counts_down_and_leaves_the_going_to_who_asked(shared: Glass) -> None:
    question = shared.ask(SAMPLES["rate"])
    assert any("20秒" in words for words in shared.texts())
    shared.pass_time(15)
    assert any("5秒" in words for words in shared.texts())
    shared.pass_time(10)
    assert any("0秒" in words for words in shared.texts())
    assert not question.done()


def test_fingers_on_a_grey_primary_do_nothing(shared: Glass) -> None:
    question = shared.ask(ENTER_PIN)
    button = next(w for w in shared.display.frame.walk(restrict=True) if getattr(w, "name", "") == "primary")
    finger.down(shared.display.frame, button.center_x, shared.display.frame.height - button.center_y)
    shared.frame()
    finger.up()
    shared.frame()
    assert not question.done()
