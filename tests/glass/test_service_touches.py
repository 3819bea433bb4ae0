"""What touches do on the screens of the services: pages, filters, keypads, faces; and "call staff" in the help."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from kiosk.screens.pick import PickScreen
from kiosk.screens.widgets.pages import PagedGrid
from kiosk.views import Back, Guide, Narrowed, Picked
from tests.glass.panel import Glass
from tests.glass.samples import CONFIRM, SAMPLES
from tests.glass.service_samples import CODE, GUIDE, PICK, rows

pytestmark = pytest.mark.glass

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
    shared.rest()
    options = [name for name in shared.targets() if name.startswith("option:")]
    assert len(options) == len(PICK.filters[0].options) == 24
    shared.tap("option:d7")
    assert question.result() == Narrowed("district", "d7")


def test_an_open_filter_is_closed_by_back_by_its_button_and_by_what_is_chosen_already(shared: Glass) -> None:
    question = shared.ask(PICK)
    shared.tap("page:next")
    here = shown_rows(shared)
    for touch in ("back", "options:close", "option:all"):
        shared.tap("filter:district")
        assert shown_rows(shared) == []
        shared.rest()
        shared.tap(touch)
        shared.rest()
        assert shown_rows(shared) == here
    assert not question.done()
    shared.tap("back")
    assert isinstance(question.exception(), Back)


def test_a_double_tap_on_a_filter_chooses_none_of_its_options(shared: Glass) -> None:
    question = shared.ask(PICK)
    field = shared.targets()["filter:district"]
    place = (field.center_x, shared.display.frame.height - field.center_y)
    shared.tap_at(*place)
    assert any(target.collide_point(*field.center) for target in shared.targets().values())  # an option lies there
    shared.tap_at(*place)
    assert shown_rows(shared) == []
    assert not question.done()


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
        assert "正在呼叫工作人员，请在这里稍等" in shared.texts()
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
