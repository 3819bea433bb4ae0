"""Writing on the glass: a name key by key and by hand, in every manner, and a list that narrows at each key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from kiosk.domain.personal import PersonName
from kiosk.screens import finger
from kiosk.screens.enter_name import EnterNameScreen
from kiosk.views import Manner, Narrowed, Palette, Picked
from kiosk.writing.handwriting import Stroke
from tests.glass.panel import LANDSCAPE, PLACE, PORTRAIT, Glass
from tests.glass.service_samples import ENTER_NAME, PICK_BY_LETTERS

pytestmark = pytest.mark.glass

DEAF = 0.5  # after keys or sheets have changed no touch counts for a moment


class Reader:
    """Reads every drawing as 样, and keeps what it was shown."""

    def __init__(self) -> None:
        self.shown: list[tuple[Sequence[Stroke], int]] = []

    def read(self, strokes: Sequence[Stroke], side: int, most: int) -> tuple[str, ...]:
        self.shown.append((strokes, side))
        return ("样", "𬭎")[:most]


READER = Reader()


@pytest.fixture(scope="module", params=[PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def panel(request: pytest.FixtureRequest) -> Iterator[Glass]:
    """One glass of a machine that reads handwriting, for an orientation."""
    glass = Glass(request.param, replace(PLACE, handwriting=lambda: READER))
    yield glass
    glass.close()


@pytest.fixture(autouse=True)
def plain(panel: Glass) -> None:
    panel.display.adopt(Manner(language="zh-CN"))


def enter(glass: Glass, letters: str) -> None:
    """Touch the keys one by one."""
    for letter in letters:
        glass.tap(f"key:{letter}")


def choose(glass: Glass, character: str) -> None:
    """Touch a candidate, on whatever page it is."""
    while True:
        found = [
            name for name, key in glass.targets().items() if name.startswith("candidate:") and key.words == character
        ]
        if found:
            return glass.tap(found[0])
        glass.tap("candidates:next")


def change(glass: Glass, keys: str) -> None:
    """Touch the key that leads to other keys."""
    glass.tap(f"key:{keys}")
    glass.pass_time(DEAF)


def test_a_name_is_typed_and_a_rare_character_found_by_turning_over(panel: Glass) -> None:
    question = panel.ask(ENTER_NAME)
    assert "primary" not in panel.targets()
    enter(panel, "HONG")
    choose(panel, "𬭎")
    enter(panel, "CESHI")
    choose(panel, "测")
    assert "SHI" in panel.texts()
    assert "primary" not in panel.targets()  # letters wait
    choose(panel, "试")
    panel.tap("language:en")
    panel.pass_time(DEAF)
    assert "𬭎测试" in panel.texts()
    panel.tap("primary")
    assert question.result() == PersonName("𬭎测试")


def test_a_name_is_masked_when_no_key_is_touched_for_ten_seconds(panel: Glass) -> None:
    panel.ask(ENTER_NAME)
    enter(panel, "CE")
    choose(panel, "测")
    enter(panel, "SHI")
    choose(panel, "试")
    panel.pass_time(10.5)
    assert ("测试" in panel.texts(), "测*" in panel.texts()) == (False, True)
    panel.tap("show")
    assert "测试" in panel.texts()


def test_latin_letters_a_dot_and_a_code_point(panel: Glass) -> None:
    question = panel.ask(ENTER_NAME)
    change(panel, "latin")
    enter(panel, "AB")
    panel.tap("key:space")
    enter(panel, "CX")
    panel.tap("key:erase")
    panel.tap("key:dot")
    change(panel, "pinyin")
    change(panel, "code")
    enter(panel, "2CB4E")
    choose(panel, "𬭎")
    panel.tap("primary")
    assert question.result() == PersonName("AB C·𬭎")


def test_a_character_is_drawn_with_a_finger(panel: Glass) -> None:
    panel.ask(ENTER_NAME)
    change(panel, "hand")
    field, frame = panel.targets()["drawing"], panel.display.frame
    READER.shown.clear()
    finger.down(frame, field.center_x, frame.height - field.center_y)
    panel.frame()
    finger.up()
    panel.frame()
    [(strokes, side)] = READER.shown
    [[(x, y), *_]] = strokes
    assert side > 100
    assert abs(x - side / 2) <= 1
    assert abs(y - side / 2) <= 1
    choose(panel, "样")
    assert "样" in panel.texts()
    assert not [name for name in panel.targets() if name.startswith("candidate:")]


def test_letters_that_nothing_is_read_as_are_told(panel: Glass) -> None:
    panel.ask(ENTER_NAME)
    enter(panel, "ZHV")
    assert "没有这样的读音，请删掉一个字母" in panel.texts()
    panel.tap("key:erase")
    assert "没有这样的读音，请删掉一个字母" not in panel.texts()


def test_nothing_of_a_name_stays_after_another_view(panel: Glass) -> None:
    panel.ask(ENTER_NAME)
    screen = panel.display.frame.screen
    assert isinstance(screen, EnterNameScreen)
    enter(panel, "CE")
    choose(panel, "测")
    panel.ask(PICK_BY_LETTERS)
    panel.pass_time(DEAF)
    assert screen.entry.written == ""


@pytest.mark.parametrize(
    "manner",
    [
        Manner(language="zh-CN", large=True),
        Manner(language="en", large=True, low=True),
        Manner(language="en", palette=Palette.LIGHT_ON_DARK, low=True),
    ],
    ids=["large", "large, low", "contrast, low"],
)
def test_all_keys_are_on_one_page_in_every_manner(panel: Glass, manner: Manner) -> None:
    panel.display.adopt(manner)
    panel.ask(ENTER_NAME)
    for keys in ("latin", "pinyin", "code", "pinyin", "hand"):
        change(panel, keys)
        assert {"key:erase", "show"} <= set(panel.targets())
        assert "page:next" not in panel.targets()
    panel.ask(PICK_BY_LETTERS)
    panel.tap("letters")
    panel.pass_time(DEAF)
    enter(panel, "TF")
    assert {"row:n0", "key:Q", "key:erase", "letters:show"} <= set(panel.targets())


def test_a_list_narrows_at_each_key_and_a_row_is_picked_at_once(panel: Glass) -> None:
    question = panel.ask(PICK_BY_LETTERS)
    panel.tap("letters")
    panel.pass_time(DEAF)
    enter(panel, "RSFW")
    assert "找到5个" in panel.texts()
    assert "row:n3" in panel.targets()
    panel.tap("key:erase")
    enter(panel, "Z")
    assert "没有名称是这样读的，请删掉字母再试" in panel.texts()
    panel.tap("key:erase")
    panel.tap("row:n3")
    assert question.result() == Picked("n3", "rsf")


def test_letters_stay_in_force_when_all_that_match_are_shown(panel: Glass) -> None:
    question = panel.ask(PICK_BY_LETTERS)
    panel.tap("letters")
    panel.pass_time(DEAF)
    enter(panel, "CQ")
    panel.tap("letters:show")
    assert question.result() == Narrowed("letters", "cq")
    assert PICK_BY_LETTERS.letters is not None
    panel.ask(replace(PICK_BY_LETTERS, letters=replace(PICK_BY_LETTERS.letters, typed="cq")))
    panel.pass_time(DEAF)
    assert {"CQ", "找到5个"} <= set(panel.texts())
    assert "row:n0" not in panel.targets()
