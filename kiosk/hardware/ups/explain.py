"""Megatec Q1 in words, both ways, for `kiosk wire`."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.hardware.explain import Fields, WireDevice, stream_fields
from kiosk.hardware.ups.wire import Q1, Q1Decoder, Status

_QUESTION = Q1().encode()


def decode(data: bytes) -> Iterator[Fields]:
    """Every question, answer and run of noise, in order.

    A question may also be an echo: a UPS sends back what it does not understand.
    """
    while data:
        before, question, data = data.partition(_QUESTION)
        yield from stream_fields(Q1Decoder(), before, _status)
        if question:
            yield {"message": "question: status (Q1)"}


def _status(status: Status) -> Fields:
    return {
        "message": "answer: status",
        "input volts": _number(status.input_volts),
        "fault volts": _number(status.fault_volts),
        "output volts": _number(status.output_volts),
        "load percent": None if status.load_percent is None else round(status.load_percent),
        "hertz": _number(status.hertz),
        "battery volts per cell" if status.per_cell else "battery volts": _number(status.battery_volts),
        "celsius": _number(status.celsius),
        "bits": f"{status.bits:08b}",
        "mains failed": status.mains_failed,
        "battery low": status.battery_low,
        "bypass, boost or buck": status.bypass,
        "UPS failed": status.failed,
        "type": "stand-by" if status.standby else "on-line",
        "testing": status.testing,
        "shutting down": status.shutting_down,
        "beeper": status.beeper,
    }


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"


def _q1() -> bytes:
    return _QUESTION


WIRE: tuple[WireDevice, ...] = (
    WireDevice("ups", "the uninterruptible power supply, Megatec Q1: mains, battery, load", decode, {"q1": _q1}),
)
