"""Typing on the glass: what keys do, what is shown of it, and that no digit of a PIN stays anywhere."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest

from kiosk.domain.personal import IdNumber
from kiosk.domain.pin import CardPin
from kiosk.screens import finger
from kiosk.views import Back
from tests.glass.panel import Glass
from tests.glass.samples import CONFIRM
from tests.glass.service_samples import ENTER_NUMBER, ENTER_PIN

pytestmark = pytest.mark.glass

PIN = "".join(reversed("381749"))  # so that no line of this file holds it
NUMBER = "00000019000101001X"


def enter(glass: Glass, characters: str) -> None:
    """Touch the keys one by one."""
    for character in characters:
        glass.tap(f"key:{character}")


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
    gc.unfreeze()  # what is set aside is looked at as well
    for holder in gc.get_objects():
        for leaf in gc.get_referents(holder):
            kind = type(leaf)  # not isinstance: it would ask a dead weak reference
            if ((kind is bytearray or kind is bytes) and leaf.find(PIN.encode()) >= 0) or (
                kind is str and leaf is not PIN and PIN in leaf
            ):
                found.add(id(leaf))
    return len(found)


def test_fingers_on_a_grey_primary_do_nothing(shared: Glass) -> None:
    question = shared.ask(ENTER_PIN)
    button = next(w for w in shared.display.frame.walk(restrict=True) if getattr(w, "name", "") == "primary")
    finger.down(shared.display.frame, button.center_x, shared.display.frame.height - button.center_y)
    shared.frame()
    finger.up()
    shared.frame()
    assert not question.done()
