"""An entry in plain data: rules, digits that are wiped, keys that hide their digits, key presses in order."""

from __future__ import annotations

import asyncio

import pytest

from kiosk import config
from kiosk.domain.personal import Personal
from kiosk.hardware.errors import DeviceGone
from kiosk.hardware.pin_pad.entry import ClearDigits, PinBlock, pan12
from kiosk.hardware.pin_pad.errors import EntryTimedOut, KeyStuck
from kiosk.hardware.pin_pad.keys import Key
from kiosk.hardware.pin_pad.presses import End, Presses
from tests.virtual_time import run

SECRET = b"271828"


def test_digits_are_kept_in_one_place_and_wiped_there() -> None:
    digits = ClearDigits(6)
    place = digits._digits
    assert all(digits.add(bytes([digit])) for digit in SECRET)
    assert place == SECRET
    assert digits._digits is place, "it never grew, so there is no other copy of it"
    pin = digits.hand_over()
    assert place == bytes(6)
    assert pin.digits == SECRET
    kept = pin.digits
    with pin:
        pass
    assert kept == b""
    assert digits.count == 0


def test_digits_that_nobody_takes_are_wiped_too() -> None:
    digits = ClearDigits(6)
    with digits:
        digits.add(SECRET)
    assert digits._digits == bytes(6)
    assert "27" not in repr(digits)


def test_digits_are_taken_back_one_or_all() -> None:
    digits = ClearDigits(4)
    assert digits.add(b"27")
    assert not digits.add(b"182"), "no room for all of them"
    digits.take_back(everything=False)
    assert (digits.count, bytes(digits._digits)) == (1, b"2\0\0\0")
    digits.take_back(everything=True)
    digits.take_back(everything=False)
    assert (digits.count, bytes(digits._digits)) == (0, bytes(4))


def test_a_key_says_its_digit_only_when_it_is_asked() -> None:
    assert [key.digits for key in (Key.ZERO, Key.NINE, Key.DOUBLE_ZERO, Key.ENTER, Key.MASKED)] == [
        *(b"0", b"9", b"00", b"", b"")
    ]
    assert {f"{key!r}{key}{[key]}" for key in Key if key.digits} == {"Key(digit)Key(digit)[Key(digit)]"}
    assert repr(Key.ENTER) == "Key(enter)"


def test_the_twelve_digits_before_the_check_digit() -> None:
    assert pan12(Personal("9999000012345678")) == "900001234567"
    assert pan12(Personal("0000012345678")) == "000001234567"
    assert repr(PinBlock(6, SECRET)) == "PinBlock(digits=6)"


def test_key_presses_come_in_order_and_in_time() -> None:
    async def work() -> None:
        presses = Presses()
        loop = asyncio.get_running_loop()
        for at, key in enumerate((Key.ONE, Key.ENTER)):
            loop.call_later(at, presses.heard, key)
        assert [await presses.next(2), await presses.next(2)] == [Key.ONE, Key.ENTER]
        with pytest.raises(EntryTimedOut):
            await presses.next(2)
        loop.call_later(100, presses.line_gone)
        with pytest.raises(DeviceGone):
            await presses.next()

    run(work())


@pytest.mark.parametrize(("pause", "stuck"), [(0.05, True), (0.1, False)])
def test_six_presses_of_one_key_faster_than_a_finger(pause: float, stuck: bool) -> None:
    async def work() -> None:
        presses = Presses()
        for _ in range(6):
            presses.heard(Key.MASKED)
            await asyncio.sleep(pause)
        if stuck:
            with pytest.raises(KeyStuck):
                await presses.next()
        else:
            assert await presses.next() is Key.MASKED
        presses.heard(Key.CLEAR)
        presses.forget_digits()
        assert await presses.next() is not Key.TIMED_OUT

    run(work())


def test_digits_from_before_can_be_forgotten() -> None:
    async def work() -> None:
        presses = Presses()
        for key in (Key.ONE, Key.MASKED, Key.TWO, Key.CANCEL):
            presses.heard(key)
        presses.line_gone()
        presses.forget_digits()
        assert presses.forget() == [Key.MASKED, Key.CANCEL, End.LINE_GONE]
        assert presses.forget() == []

    run(work())


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"kind": "kmy", "pin_format": "iso-3"}, "a kmy makes iso-0"),
        ({"kind": "kmy", "pin_key": "10"}, "a kmy has 00 to 0F"),
        ({"kind": "zt", "dialect": "zt588", "pin_format": "sm4"}, "a zt588 makes iso-0, iso-3"),
        ({"kind": "zt", "pin_key": "4"}, "pattern"),
        ({"kind": "zt", "entry_seconds": 256}, "250"),
    ],
)
def test_a_configuration_that_the_pad_cannot_follow_is_refused(keys: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        config.PinPad.model_validate({"port": "/dev/x", **keys})


def test_a_configuration_that_it_can_follow() -> None:
    for keys in ({"kind": "zt", "pin_format": "sm4", "pin_key": "FF"}, {"kind": "kmy", "pin_key": "0F"}):
        assert config.PinPad.model_validate({"port": "/dev/x", **keys}).baud == 9600
