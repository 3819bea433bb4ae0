"""Modbus frames in words, both ways, for `kiosk wire`."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.hardware.cabinet.frames import Frame, Function, Said, Way
from kiosk.hardware.cabinet.modbus import (
    MOST_BITS,
    MOST_COILS,
    MOST_REGISTERS,
    ModbusDecoder,
    Read,
    WriteCoil,
    WriteCoils,
    WriteRegister,
)
from kiosk.hardware.explain import Fields, WireDevice, stream_fields

_TITLES = {
    Function.READ_COILS: "read coils",
    Function.READ_INPUTS: "read inputs",
    Function.READ_REGISTERS: "read registers",
    Function.WRITE_COIL: "write coil",
    Function.WRITE_REGISTER: "write register",
    Function.WRITE_COILS: "write coils",
}
_ON, _OFF = ("1", "on", "true"), ("0", "off", "false")


def decode(data: bytes) -> Iterator[Fields]:
    """Every frame and every run of noise, in order.

    A frame does not say which way it goes. Where its length leaves both open, both readings are given.
    """
    return stream_fields(ModbusDecoder(Way.REQUEST, Way.ANSWER), data, _frame)


def _frame(frame: Frame) -> Fields:
    if len(frame.readings) == 1:
        [said] = frame.readings
        return {"message": f"{said.way.value}: {_title(said)}", **_facts(said)}
    request, answer = (_facts(said) for said in frame.readings)
    title = _title(frame.readings[0])
    if request == answer:
        return {"message": f"request or answer: {title}", **request}
    return {"message": f"request or answer: {title}", "as request": request, "as answer": answer}


def _title(said: Said) -> str:
    return _TITLES[said.function] if said.refusal is None else f"{_TITLES[said.function]} refused"


def _facts(said: Said) -> Fields:
    facts: Fields = {"address": said.unit, "function": f"{said.function:02X}"}
    if said.refusal is not None:
        return {**facts, "exception": said.refusal, "meaning": said.meaning}
    if said.first is not None:
        facts["first"] = said.first
        facts["count"] = said.count
    if said.bits:
        facts["bits"] = "".join("1" if bit else "0" for bit in said.bits)  # the first one first
    if said.registers:
        facts["registers"] = list(said.registers)
    return facts


def _read(function: Function, address: str, first: str, count: str) -> bytes:
    most = MOST_REGISTERS if function is Function.READ_REGISTERS else MOST_BITS
    return Read(_address(address), function, _number("first", first), _number("count", count, 1, most)).encode()


def _read_coils(address: str = "1", first: str = "0", count: str = "8") -> bytes:
    return _read(Function.READ_COILS, address, first, count)


def _read_inputs(address: str = "1", first: str = "0", count: str = "8") -> bytes:
    return _read(Function.READ_INPUTS, address, first, count)


def _read_registers(address: str = "1", first: str = "0", count: str = "1") -> bytes:
    return _read(Function.READ_REGISTERS, address, first, count)


def _write_coil(number: str, on: str, address: str = "1") -> bytes:
    return WriteCoil(_address(address), _number("number", number), _is_on(on)).encode()


def _write_coils(first: str, bits: str, address: str = "1") -> bytes:
    if not 1 <= len(bits) <= MOST_COILS or set(bits) - {"0", "1"}:
        raise ValueError(f"bits: expected 1 to {MOST_COILS} of 0 and 1, the first coil first")
    return WriteCoils(_address(address), _number("first", first), tuple(bit == "1" for bit in bits)).encode()


def _write_register(number: str, value: str, address: str = "1") -> bytes:
    return WriteRegister(_address(address), _number("number", number), _number("value", value)).encode()


def _address(text: str) -> int:
    return _number("address", text, 1, 255)


def _number(name: str, text: str, least: int = 0, most: int = 65535) -> int:
    """A number, decimal or 0x hexadecimal. Raises ValueError."""
    try:
        number = int(text, 0)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise ValueError(f"{name}: expected a number from {least} to {most}")
    return number


def _is_on(text: str) -> bool:
    if text.lower() in _ON + _OFF:
        return text.lower() in _ON
    raise ValueError("on: expected on or off")


WIRE: tuple[WireDevice, ...] = (
    WireDevice(
        "modbus",
        "the cabinet's board, Modbus RTU: contacts, guide lights",
        decode,
        {
            "read_coils": _read_coils,
            "read_inputs": _read_inputs,
            "read_registers": _read_registers,
            "write_coil": _write_coil,
            "write_coils": _write_coils,
            "write_register": _write_register,
        },
    ),
)
