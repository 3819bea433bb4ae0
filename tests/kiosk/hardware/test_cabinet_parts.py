"""The parts of the cabinet that need no line: contacts and lights over time, register map, answers that fit."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kiosk import config
from kiosk.hardware.cabinet.contacts import Steady
from kiosk.hardware.cabinet.conversation import fits
from kiosk.hardware.cabinet.frames import Function, Said, Way
from kiosk.hardware.cabinet.lights import Light, Lights
from kiosk.hardware.cabinet.modbus import Command, Read, WriteCoil, WriteCoils, WriteRegister
from kiosk.hardware.cabinet.register_map import InputMap, OutputMap
from kiosk.hardware.known import Known

YES, NO, UNKNOWN = Known.YES, Known.NO, Known.UNKNOWN


def settings_of(**keys: Any) -> config.Cabinet:
    """A cabinet's configuration."""
    return config.Cabinet(**{"port": "x", "inputs": {"door": {"number": 0}}, "lights": {}, **keys})


# --- contacts -----------------------------------------------------------------------------------


def test_a_contact_is_believed_when_it_has_been_steady_and_a_yes_is_held() -> None:
    contact = Steady(debounce=0.3, hold=3.0)
    assert [contact.see(False, at) for at in (0.0, 0.2, 0.3)] == [UNKNOWN, UNKNOWN, NO]
    assert contact.due == math.inf
    assert [contact.see(True, at) for at in (1.0, 1.2)] == [NO, NO]
    assert contact.due == pytest.approx(1.3)
    assert contact.see(True, 1.3) is YES
    assert [contact.see(False, at) for at in (2.0, 4.9)] == [YES, YES]
    assert contact.see(True, 4.95) is YES
    assert [contact.see(False, at) for at in (5.0, 7.9, 8.0)] == [YES, YES, NO]


def test_what_was_seen_before_a_silence_counts_for_nothing() -> None:
    contact = Steady(debounce=0.3, hold=0.0)
    contact.see(True, 0.0)
    contact.see(True, 1.0)
    contact.forget()
    assert contact.value is UNKNOWN
    assert contact.see(True, 2.0) is UNKNOWN
    assert contact.see(True, 2.3) is YES


def test_without_debounce_every_reading_counts() -> None:
    contact = Steady(debounce=0.0, hold=0.0)
    assert [contact.see(active, 0.0) for active in (True, False, True)] == [YES, NO, YES]


@given(st.lists(st.floats(0.01, 0.29), max_size=60), st.booleans())
@settings(max_examples=60)
def test_no_flutter_faster_than_the_debounce_gets_through(pauses: list[float], active: bool) -> None:
    contact = Steady(debounce=0.3, hold=0.0)
    contact.see(active, 0.0)
    before = contact.see(active, 0.3)
    assert before is (YES if active else NO)
    now = 0.3
    for pause in pauses:
        active, now = not active, now + pause
        assert contact.see(active, now) is before


# --- lights -------------------------------------------------------------------------------------


def test_lights_blink_together_and_nothing_is_due_while_none_does() -> None:
    lights = Lights(0.5)
    assert lights.next_change(0.0) == math.inf
    lights.set("printer", Light.BUSY, 0.0)
    assert lights.next_change(0.0) == math.inf
    lights.set("id-reader", Light.GUIDE, 10.0)
    assert lights.shining(10.0) == {"printer": Light.BUSY, "id-reader": Light.GUIDE}
    assert lights.next_change(10.0) == 10.5
    assert lights.shining(10.5) == {"printer": Light.BUSY}
    lights.set("card-reader", Light.TAKE, 10.7)
    assert lights.shining(10.7) == {"printer": Light.BUSY}
    assert lights.next_change(10.7) == 11.0
    assert set(lights.shining(11.0)) == {"printer", "id-reader", "card-reader"}
    lights.set("id-reader", Light.OFF, 11.2)
    lights.set("card-reader", Light.FAULT, 11.2)
    assert lights.next_change(11.2) == math.inf
    lights.set("card-reader", Light.TAKE, 20.3)
    assert lights.next_change(20.3) == 20.8, "lit at once, whatever was before"


@given(st.floats(0.2, 10.0), st.floats(0.0, 1e6), st.integers(1, 1000))
@settings(max_examples=60)
def test_a_timer_for_the_next_change_always_finds_a_change(half: float, began: float, steps: int) -> None:
    lights = Lights(half)
    lights.set("printer", Light.GUIDE, began)
    now = began
    for _ in range(min(steps, 20)):
        before = lights.shining(now)
        now = lights.next_change(now)
        assert lights.shining(now) != before
        assert lights.next_change(now) > now


# --- the register map ---------------------------------------------------------------------------


def test_one_read_for_each_function_reaches_every_contact() -> None:
    inputs = InputMap(
        settings_of(
            address=7,
            inputs={
                "proximity": {"number": 3},
                "door": {"number": 10},
                "tamper": {"read": "coil", "number": 40},
                "service": {"read": "register", "number": 2, "bit": 15},
                "mains": {"read": "register", "number": 4, "bit": 0, "normally_closed": True},
            },
        )
    )
    bits, coil, registers = inputs.reads
    assert bits == Read(7, Function.READ_INPUTS, 3, 8)
    assert coil == Read(7, Function.READ_COILS, 40, 1)
    assert registers == Read(7, Function.READ_REGISTERS, 2, 3)
    answers = {
        bits: Said(Way.ANSWER, 7, Function.READ_INPUTS, bits=(True, *[False] * 7)),
        coil: Said(Way.ANSWER, 7, Function.READ_COILS, bits=(True, *[False] * 7)),
        registers: Said(Way.ANSWER, 7, Function.READ_REGISTERS, registers=(0x8000, 0, 0xFFFE)),
    }
    assert inputs.active(answers) == {
        "proximity": True,
        "door": True,
        "tamper": False,
        "service": True,
        "mains": True,
    }


LIGHTS = {"id-reader": {"green": [0, 4], "red": [1]}, "printer": {"green": [2], "red": [3], "amber": [17]}}


def test_which_outputs_shine() -> None:
    outputs = OutputMap(settings_of(lights=LIGHTS))
    assert outputs.numbers == {0, 1, 2, 3, 4, 17}

    def lit(**lights: Light) -> set[int]:
        shining = {device.replace("_", "-"): light for device, light in lights.items()}
        return {number for number, on in outputs.wanted(shining).items() if on}

    assert lit(id_reader=Light.GUIDE) == lit(id_reader=Light.BUSY) == {0, 4}
    assert lit(id_reader=Light.TAKE) == {0, 4, 1}
    assert lit(printer=Light.TAKE) == {17}
    assert lit(printer=Light.FAULT, id_reader=Light.FAULT) == {1, 3}
    assert lit(printer=Light.OFF, ups=Light.FAULT) == set()


def test_neighbours_are_written_together() -> None:
    changes = {0: True, 1: False, 2: True, 17: True}
    together = OutputMap(settings_of(lights=LIGHTS, address=9))
    assert list(together.writes(changes)) == [
        (WriteCoils(9, 0, (True, False, True)), {0: True, 1: False, 2: True}),
        (WriteCoil(9, 17, True), {17: True}),
    ]
    singly = OutputMap(settings_of(lights=LIGHTS, address=9, write_together=False))
    assert [command for command, _ in singly.writes(changes)] == [WriteCoil(9, n, on) for n, on in changes.items()]


def test_outputs_as_bits_of_registers_leave_the_other_bits_alone() -> None:
    outputs = OutputMap(settings_of(lights=LIGHTS, outputs="register", output_register=100))
    [read] = outputs.reads
    assert read == Read(1, Function.READ_REGISTERS, 100, 2)
    now = outputs.read(Said(Way.ANSWER, 1, Function.READ_REGISTERS, registers=(0x8003, 0x0100)))
    assert now == {0: True, 1: True, 2: False, 3: False, 4: False, 17: False}
    assert list(outputs.writes({0: False, 2: True, 17: True})) == [
        (WriteRegister(1, 100, 0x8006), {0: False, 2: True}),
        (WriteRegister(1, 101, 0x0102), {17: True}),
    ]
    assert list(outputs.writes({1: False})) == [(WriteRegister(1, 100, 0x8004), {1: False})]


@pytest.mark.parametrize(
    ("keys", "fact"),
    [
        ({"inputs": {}}, "neither inputs nor lights"),
        ({"inputs": {"roof": {"number": 1}}}, "roof"),
        ({"inputs": {"door": {"number": 0}, "tamper": {"number": 2000}}}, "lie within 2000"),
        (
            {"inputs": {"door": {"number": 0, "read": "register"}, "tamper": {"number": 125, "read": "register"}}},
            "lie within 125",
        ),
        ({"inputs": {"door": {"number": 65536}}}, "65535"),
        ({"lights": {"printer": {"green": [1]}}}, "red"),
        ({"lights": {"printer": {"green": [-1], "red": [2]}}}, "greater than or equal to 0"),
        ({"address": 0}, "greater than or equal to 1"),
    ],
)
def test_a_map_that_cannot_work_is_refused(keys: dict[str, Any], fact: str) -> None:
    with pytest.raises(ValidationError, match=fact):
        settings_of(**keys)


def test_door_and_tamper_are_normally_closed_unless_told_otherwise() -> None:
    inputs = settings_of(inputs={"door": {"number": 0}, "tamper": {"number": 1, "normally_closed": False}}).inputs
    assert inputs.door is not None
    assert inputs.door.normally_closed
    assert inputs.tamper is not None
    assert not inputs.tamper.normally_closed


# --- answers that fit ---------------------------------------------------------------------------

READ = Read(1, Function.READ_INPUTS, 0, 9)
REGISTERS = Read(1, Function.READ_REGISTERS, 0, 2)


def said(function: Function, **facts: Any) -> Said:
    """An answer."""
    return Said(Way.ANSWER, 1, function, **facts)


@pytest.mark.parametrize(
    ("command", "answer", "fit"),
    [
        (READ, said(Function.READ_INPUTS, bits=(False,) * 16), True),
        (READ, said(Function.READ_INPUTS, bits=(False,) * 8), False),
        (READ, said(Function.READ_COILS, bits=(False,) * 16), False),
        (READ, said(Function.READ_INPUTS, refusal=2), True),
        (READ, said(Function.READ_COILS, refusal=2), False),
        (REGISTERS, said(Function.READ_REGISTERS, registers=(1, 2)), True),
        (REGISTERS, said(Function.READ_REGISTERS, registers=(1,)), False),
        (WriteCoil(1, 3, True), said(Function.WRITE_COIL, first=3, count=1, bits=(True,)), True),
        (WriteCoil(1, 3, True), said(Function.WRITE_COIL, first=3, count=1, bits=(False,)), False),
        (WriteCoil(1, 3, True), said(Function.WRITE_COIL, first=4, count=1, bits=(True,)), False),
        (WriteCoil(1, 3, True), said(Function.WRITE_COIL, refusal=2), True),
        (WriteCoils(1, 3, (True, False)), said(Function.WRITE_COILS, first=3, count=2), True),
        (WriteCoils(1, 3, (True, False)), said(Function.WRITE_COILS, first=3, count=3), False),
        (WriteRegister(1, 3, 9), said(Function.WRITE_REGISTER, first=3, count=1, registers=(9,)), True),
        (WriteRegister(1, 3, 9), said(Function.WRITE_REGISTER, first=3, count=1, registers=(8,)), False),
        (WriteRegister(1, 3, 9), said(Function.WRITE_COIL, first=3, count=1, bits=(True,)), False),
    ],
)
def test_which_answer_fits_which_command(command: Command, answer: Said, fit: bool) -> None:
    assert fits(answer, command) is fit
