"""Every view as a picture, upright and across, in both languages, and what must hold for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from kivy.metrics import dp

from kiosk.fonts import MISSING
from kiosk.screens import finger
from kiosk.screens.bar import RehearsalMark
from kiosk.screens.registry import SCREENS
from kiosk.screens.widgets.buttons import PushButton
from kiosk.screens.widgets.stages import DaysBar
from kiosk.screens.widgets.zh_label import Icon, ZhLabel
from kiosk.views import Manner, View
from tests.glass.panel import LANDSCAPE, PORTRAIT, Glass
from tests.glass.samples import SAMPLES

pytestmark = pytest.mark.glass

PICTURES = Path("out/pictures")
TOUCH_LEAST = 88
PRIMARY: dict[str, tuple[float, ...]] = {}  # where the primary button stands, by orientation; seen first

Rect = tuple[float, float, float, float]


@pytest.fixture(scope="module", params=[(PORTRAIT, "portrait"), (LANDSCAPE, "landscape")], ids=lambda p: p[1])
def panel(request: pytest.FixtureRequest) -> Iterator[tuple[Glass, str]]:
    """One glass for all pictures of an orientation."""
    size, name = request.param
    glass = Glass(size)
    yield glass, name
    glass.close()


def _put_up(glass: Glass, view: View[object], language: str) -> None:
    """Switching the language draws all anew, so the tests go through one language after the other."""
    glass.ask(view)
    if glass.display.manner.language != language:
        glass.display.adopt(Manner(language=language))
        glass.rest()


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_view_is_drawn_whole(panel: tuple[Glass, str], name: str, language: str) -> None:
    """Nothing clipped, missing or overlapping; all that is touched is large enough, and where it always is."""
    glass, orientation = panel
    glass.log.events.clear()
    _put_up(glass, SAMPLES[name], language)
    glass.picture(PICTURES / f"{name}.{orientation}.{language}.png")
    assert not [event for event in glass.log.events if type(event).__name__ == "Mishap"]
    _words_fit(glass)
    _icons_are_inside(glass)
    _targets_are_large_and_apart(glass)
    _screen_ends_above_the_buttons(glass)
    _buttons_stand_where_they_always_do(glass, SAMPLES[name], orientation)
    assert ("help" in glass.targets()) == (name != "starting")
    assert not [words for words in glass.texts() if MISSING in words]
    assert any(isinstance(widget, RehearsalMark) for widget in glass.display.frame.children)


@pytest.mark.parametrize("name", ["attract", "stage-line-ready", "working"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_help_panel_is_drawn_whole(panel: tuple[Glass, str], name: str, language: str) -> None:
    glass, orientation = panel
    _put_up(glass, SAMPLES[name], language)
    glass.tap("help")
    glass.picture(PICTURES / f"help-{name}.{orientation}.{language}.png")
    assert list(glass.targets()) == ["close-help", "call"]
    _words_fit(glass)
    glass.tap("close-help")


STATES = {
    "pick-many": ("filter:district",),
    "pick-long": ("page:next", "page:next"),
    "guide-everything": ("page:next", "page:next"),
    "enter-name": (*(f"key:{letter}" for letter in "YANGSH"), "candidates:next"),
    "pick-by-letters": ("letters", *(f"key:{letter}" for letter in "TFG")),
    "enter-number": tuple(f"key:{character}" for character in "00000019000101001X"),
    "enter-pin": ("key:1", "key:2", "key:3"),
    "working": ("help", "call"),
}


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_view_is_drawn_whole_after_touches_too(panel: tuple[Glass, str], name: str, language: str) -> None:
    glass, orientation = panel
    glass.log.events.clear()
    _put_up(glass, SAMPLES[name], language)
    for touch in STATES[name]:
        glass.tap(touch)
        if touch == "letters":
            glass.pass_time(0.5)  # after a sheet has opened no touch counts for a moment
    glass.picture(PICTURES / f"{name}.touched.{orientation}.{language}.png")
    assert not [event for event in glass.log.events if type(event).__name__ == "Mishap"]
    _words_fit(glass)
    if glass.display.frame.help is None:
        _targets_are_large_and_apart(glass)
        _screen_ends_above_the_buttons(glass)


def test_a_late_working_view_offers_the_way_out_at_the_primary_place(panel: tuple[Glass, str]) -> None:
    glass, orientation = panel
    _put_up(glass, SAMPLES["working"], "zh-CN")
    glass.pass_time(10.5)
    glass.rest()
    glass.picture(PICTURES / f"working-late.{orientation}.zh-CN.png")
    assert "way-out" in glass.targets()
    _words_fit(glass)
    _screen_ends_above_the_buttons(glass)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_only_what_is_left_is_to_be_taken_back(panel: tuple[Glass, str], language: str) -> None:
    glass, _ = panel
    _put_up(glass, SAMPLES["take-back-card"], language)
    assert not any("身份证件" in words or "ID document" in words for words in glass.texts())
    _put_up(glass, SAMPLES["take-back-document"], language)
    assert not any("您的社保卡" in words or "social security card" in words for words in glass.texts())


@pytest.mark.parametrize("name", ["stage-line-ready", "stage-line-collected"])
def test_a_card_that_arrived_has_no_bar_of_days(panel: tuple[Glass, str], name: str) -> None:
    glass, _ = panel
    _put_up(glass, SAMPLES["stage-line-making"], "zh-CN")
    assert any(isinstance(part, DaysBar) for part in glass.display.frame.walk(restrict=True))
    _put_up(glass, SAMPLES[name], "zh-CN")
    assert not any(isinstance(part, DaysBar) for part in glass.display.frame.walk(restrict=True))


def test_the_eye_is_there_only_where_a_name_is_known(panel: tuple[Glass, str]) -> None:
    glass, _ = panel
    _put_up(glass, SAMPLES["stage-line-making"], "zh-CN")
    assert "show" in glass.targets()
    _put_up(glass, SAMPLES["stage-line-relative"], "zh-CN")
    assert "show" not in glass.targets()


def test_every_view_has_a_sample() -> None:
    assert {type(view) for view in SAMPLES.values()} == set(SCREENS)


# --- what must hold -----------------------------------------------------------------------------


def _words_fit(glass: Glass) -> None:
    """No words wider or taller than their label, and no label over another or off the glass."""
    frame = glass.display.frame
    labels = [label for label in finger.labels(frame) if label.words]
    if frame.help is not None:
        labels = [label for label in labels if frame.help in _ancestors(label)]
    for label in labels:
        width, height = label.needs()
        assert width <= label.width + 2, label.words
        assert height <= label.height + 2, label.words
        assert label.x >= 0, label.words
        assert label.right <= frame.width + 1, label.words
        assert label.y >= 0, label.words
        assert label.top <= frame.height + 1, label.words
    for one, other in combinations(labels, 2):
        assert not _overlap(_ink(one), _ink(other)), (one.words, other.words)


def _buttons_stand_where_they_always_do(glass: Glass, view: View[object], orientation: str) -> None:
    """The primary at one place, Back bottom left, Exit top right; buttons beside each other in one size."""
    frame = glass.display.frame
    buttons = {part.name: part for part in frame.walk(restrict=True) if isinstance(part, PushButton)}
    primary, targets = buttons.get("primary"), glass.targets()
    if primary is not None:
        place = (*primary.pos, *primary.size)
        assert place == PRIMARY.setdefault(orientation, place)
        assert primary.top < frame.height / 4
    assert ("back" in targets, "exit" in targets) == (view.back, view.leave)
    if view.back:
        assert (targets["back"].x, targets["back"].top < frame.height / 6) == (round(dp(48)), True)
    if view.leave:
        assert targets["exit"].right > frame.width - dp(48)
        assert targets["exit"].top > frame.height - dp(200)
    for button in buttons.values():
        assert all(part.height <= button.height for part in button.children if isinstance(part, ZhLabel)), button.words
    beside = [button for name, button in buttons.items() if name.startswith("action:")]
    assert len({button.size_taken for button in beside}) <= 1


def _ancestors(widget: object) -> Iterator[object]:
    while (parent := getattr(widget, "parent", None)) not in (None, widget):
        yield parent
        widget = parent


def _ink(label: object) -> Rect:
    """A label's place without the empty part of its line boxes."""
    spare = label.height * 0.12  # type: ignore[attr-defined]
    return (label.x + 1, label.y + spare, label.width - 2, label.height - 2 * spare)  # type: ignore[attr-defined]


def _overlap(one: Rect, other: Rect) -> bool:
    (ax, ay, aw, ah), (bx, by, bw, bh) = one, other
    return ax < bx + bw and bx < ax + aw and ay < by + bh and by < ay + ah


def _icons_are_inside(glass: Glass) -> None:
    frame = glass.display.frame
    for icon in (widget for widget in frame.walk(restrict=True) if isinstance(widget, Icon)):
        assert icon.x >= 0, icon.name
        assert icon.right <= frame.width, icon.name


def _targets_are_large_and_apart(glass: Glass) -> None:
    frame = glass.display.frame
    rects = {name: (*target.pos, *target.size) for name, target in glass.targets().items()}
    for name, (x, y, width, height) in rects.items():
        assert min(width, height) >= TOUCH_LEAST, name
        assert x >= 0, name
        assert y >= 0, name
        assert x + width <= frame.width, name
        assert y + height <= frame.height, name
    for (one, a), (other, b) in combinations(rects.items(), 2):
        assert not _overlap(a, b), (one, other)


def _screen_ends_above_the_buttons(glass: Glass) -> None:
    """What a screen draws stays inside its place; buttons at the foot lie below it."""
    screen = glass.display.frame.screen
    assert screen is not None
    for part in screen.walk(restrict=True):
        if part is not screen and part.height:
            assert part.y >= screen.y - 1, part
            assert part.top <= screen.top + 1, part
