"""`kiosk wire`: bytes in, one JSON object a message out; bytes made from names; what is personal stays masked."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from kiosk.cli import REFUSED, main
from kiosk.diagnostics import protocols
from kiosk.domain.personal import IdNumber
from kiosk.hardware.explain import Fields, Private, WireDevice, stream_fields


class _Lines:
    """Messages end with a point; capital letters are noise."""

    def __init__(self) -> None:
        self.noise = 0
        self._half = b""

    def feed(self, data: bytes) -> list[bytes]:
        kept = bytes(byte for byte in data if not chr(byte).isupper())
        self.noise += len(data) - len(kept)
        *words, self._half = (self._half + kept).split(b".")
        return words

    def drop(self) -> None:
        self.noise += len(self._half)
        self._half = b""


def _word(word: bytes) -> Fields:
    return {"message": "word", "day": date(2026, 1, 2), "who": IdNumber("000000199001010016"), "text": Private(word)}


def _decode(data: bytes) -> Iterable[Fields]:
    return stream_fields(_Lines(), data, _word)


def _say(word: str, times: str = "1") -> bytes:
    if not times.isdigit():
        raise ValueError("times: a number was expected")
    return word.encode() * int(times) + b"."


@pytest.fixture(autouse=True)
def parrot(monkeypatch: pytest.MonkeyPatch) -> None:
    """The only device."""
    monkeypatch.setattr(protocols, "DEVICES", (WireDevice("parrot", "says words", _decode, {"say": _say}),))


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["wire", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_message_and_all_noise_comes_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    told = _run(capsys, "decode", "parrot", b"Xone.Ytwo.ha".hex())
    assert [one["message"] for one in told] == ["noise", "word", "noise", "word", "noise"]
    assert [one.get("bytes") for one in told] == [1, None, 1, None, 2]


def test_what_is_personal_is_masked_unless_shown(capsys: pytest.CaptureFixture[str]) -> None:
    [masked] = _run(capsys, "decode", "parrot", b"secret.".hex())
    assert masked == {"message": "word", "day": "2026-01-02", "who": "000***********0016", "text": "<6 bytes hidden>"}
    [shown] = _run(capsys, "decode", "parrot", b"secret.".hex(), "--show")
    assert (shown["who"], shown["text"]) == ("000000199001010016", b"secret".hex().upper())


def test_hex_may_be_spaced_and_come_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("6f 6E\n\t652E\n"))
    assert [one["message"] for one in _run(capsys, "decode", "parrot", "-")] == ["word"]
    assert [one["message"] for one in _run(capsys, "decode", "parrot", "6f", "6e", "652e")] == ["word"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("decode", "oven", "00"), "no device oven; there is: parrot"),
        (("decode", "parrot", "0g"), "not hex: 2 characters"),
        (("decode", "parrot", "123"), "not hex: 3 characters"),
        (("encode", "parrot", "sing"), "parrot has no command sing; there is: say"),
        (("encode", "parrot", "say"), "use: say word=... [times=1]"),
        (("encode", "parrot", "say", "word"), "'word': expected name=value"),
        (("encode", "parrot", "say", "word=a", "times=x"), "say: times: a number was expected"),
    ],
)
def test_bad_input_is_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert main(["wire", *arguments]) == REFUSED
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert len(err.splitlines()) == 1


def test_bytes_are_made_from_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wire", "encode", "parrot", "say", "word=hi", "times=2"]) == 0
    assert capsys.readouterr().out == "68 69 68 69 2E\n"


def test_the_list_names_devices_commands_and_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wire", "list"]) == 0
    assert capsys.readouterr().out.splitlines() == ["parrot: says words", "    say word=... [times=1]"]
