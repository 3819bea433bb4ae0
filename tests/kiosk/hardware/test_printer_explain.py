"""What `kiosk wire` says about the printer's bytes: every bit by name, what cannot be seen left open, slips masked."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.explain import plain
from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.explain import WIRE
from kiosk.hardware.receipt_printer.job import compose
from kiosk.hardware.receipt_printer.paper import Barcode, Logo, Pair, QrCode, Slip, Title

PRINTER, JOB = WIRE


def told(text: str, *, show: bool = True, device: int = 0) -> list[dict[str, Any]]:
    return [json.loads(json.dumps(plain(f, show=show))) for f in WIRE[device].decode(bytes.fromhex(text))]


def test_the_names_are_those_of_the_command_line() -> None:
    assert [device.name for device in WIRE] == ["printer", "printer_job"]


def test_a_real_time_byte_has_four_readings_and_says_that_it_cannot_choose() -> None:
    (fields,) = told("16")
    assert (fields["message"], fields["byte"]) == ("real-time status", "16")
    assert "does not say which question" in fields["note"]
    assert fields["if_DLE_EOT_1"]["drawer_high"] is True
    assert fields["if_DLE_EOT_2"]["cover_open"] is True
    assert fields["if_DLE_EOT_3"]["mechanical"] is True
    assert fields["if_DLE_EOT_4"] == {"near_end": "unknown", "paper_end": False}


@pytest.mark.parametrize("byte", [n for n in range(128) if n & 0x93 == 0x12])
def test_every_bit_of_every_real_time_byte_is_named(byte: int) -> None:
    (fields,) = told(f"{byte:02X}")
    free = byte & 0x6C
    for n in (1, 2, 3):
        named = list(fields[f"if_DLE_EOT_{n}"].values())
        assert named == [bool(free & bit) for bit in (0x04, 0x08, 0x20, 0x40)]
    pair = {0x00: False, 0x0C: True, 0x60: True}
    assert fields["if_DLE_EOT_4"] == {
        "near_end": pair.get(free & 0x0C, "unknown"),
        "paper_end": pair.get(free & 0x60, "unknown"),
    }


def test_an_answer_in_order_has_two_readings() -> None:
    (fields,) = told("03")
    assert fields["if_GS_r_1"] == {"near_end": True, "paper_end": False}
    assert fields["if_GS_r_2"] == {"drawer_high": True}


def test_an_automatic_status_names_every_bit_and_the_trouble() -> None:
    (fields,) = told("7C 68 0F 00")
    bits = ("drawer_high", "off_line", "cover_open", "feed_button", "cutter", "unrecoverable", "recovers_by_itself")
    assert all(fields[name] is True for name in (*bits, "near_end", "paper_end"))
    assert (fields["bytes"], fields["trouble"], fields["reserved"]) == ("7C680F00", "cover-open", "00")
    (fields,) = told("10 00 00 00")
    assert not any(fields[name] for name in bits)
    assert fields["trouble"] is None


def test_flow_control_noise_and_the_end_of_a_clearing() -> None:
    messages = [fields["message"] for fields in told("FF 13 12 37 25 00 11 18 00")]
    assert messages == ["noise", "XOFF", "real-time status", "buffer cleared", "XON", "noise"]


def test_commands_among_the_bytes_are_read_as_a_job() -> None:
    fields = told("1B 40 1C 26 B2 E2 41 0A 10 04 01 1D 56 42 20")
    assert [f["message"] for f in fields] == ["initialise", "chinese on", "row", "ask status", "partial cut"]
    assert (fields[2]["text"], fields[2]["size"], fields[2]["align"], fields[2]["bold"]) == (
        "测A",
        "1 x 1",
        "left",
        "no",
    )
    assert fields[3]["n"] == 1
    assert fields[4]["dots"] == 32


def test_an_escape_byte_among_answers_does_not_make_them_commands() -> None:
    assert [fields["message"] for fields in told("1B 12")] == ["noise", "real-time status"]


def test_modes_stand_with_each_row() -> None:
    rows = [
        f for f in told("1B6102 1D2111 4142 1B4501 43 0A 1B2D01 44 1B4A10 20 0A 45", device=1) if f["message"] == "row"
    ]
    assert [(r["text"], r["size"], r["align"], r["bold"], r["underlined"]) for r in rows] == [
        ("ABC", "2 x 2", "right", "in part", "no"),
        ("D", "2 x 2", "right", "yes", "yes"),
        (" ", "2 x 2", "right", "yes", "yes"),
        ("E", "2 x 2", "right", "yes", "yes"),
    ]
    assert [r["ended_by"] for r in rows] == ["line feed", "feed dots", "line feed", "nothing: it waits in the printer"]


def test_a_slip_of_ours_is_told_line_by_line() -> None:
    slip = Slip((Logo(), Title("进度"), Pair("姓名", "测**"), QrCode("tel:0", "扫码"), Barcode("12345678", "条码")))
    job = compose(slip, 576, Charset("gb2312"), 11520)
    data = b"".join(part.data for part in job.parts).hex()
    fields = told(data)
    said = [f.get("text") or f.get("content") for f in fields if f["message"] in ("row", "QR code", "barcode")]
    assert said == ["进度", "姓名  测**", "tel:0", "扫码", "条码", "12345678"]
    (picture,) = [f for f in fields if f["message"] == "picture"]
    assert (picture["width"], picture["height"]) == (80, 80)
    code = next(f for f in fields if f["message"] == "QR code")
    assert (code["error_correction"], code["module"], code["align"]) == ("M", 8, "centre")
    bars = next(f for f in fields if f["message"] == "barcode")
    assert (bars["kind"], bars["height"], bars["module"], bars["words"]) == ("CODE128", 80, 3, "below")
    assert fields[-1]["message"] == "partial cut"
    masked = json.dumps(told(data, show=False), ensure_ascii=False)
    assert all(word not in masked for word in ("进度", "姓名", "测", "tel:0", "12345678"))


@given(st.binary(max_size=80))
def test_no_bytes_break_it(data: bytes) -> None:
    for device in WIRE:
        for fields in device.decode(data):
            assert next(iter(fields)) == "message"
            json.dumps(plain(fields, show=True))


@pytest.mark.parametrize(
    ("command", "arguments", "expected"),
    [
        ("ask_status", {"n": "4"}, "100404"),
        ("ask_in_order", {}, "1D7201"),
        ("asb", {"on": "yes"}, "1D610E"),
        ("asb", {"on": "no"}, "1D6100"),
        ("clear", {}, "10140801031401060208"),
        ("recover", {}, "100502"),
        ("initialise", {}, "1B40"),
        ("chinese_on", {}, "1C26"),
        ("chinese_off", {}, "1C2E"),
        ("text", {"words": "测A"}, "1C26B2E2410A1C2E"),
        ("align", {"to": "centre"}, "1B6101"),
        ("size", {"of": "double"}, "1D2111"),
        ("bold", {"on": "yes"}, "1B4501"),
        ("feed", {"dots": "16"}, "1B4A10"),
        ("cut", {"after_dots": "32"}, "1D564220"),
        ("barcode", {"content": "12345678"}, "1D68501D77021D48021D6B49067B430C22384E"),
        ("raster", {"bytes_per_row": "2", "dots": "FF00 8001 00FF"}, "1D76300002000300FF00800100FF"),
    ],
)
def test_commands_are_made(command: str, arguments: dict[str, str], expected: str) -> None:
    assert PRINTER.commands[command](**arguments).hex().upper() == expected


def test_a_qr_code_is_made() -> None:
    assert PRINTER.commands["qr"](content="A1").endswith(b"1P0A1\x1d(k\x03\x001Q0")


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("ask_status", {"n": "5"}),
        ("ask_status", {"n": "x"}),
        ("ask_in_order", {"n": "3"}),
        ("asb", {"on": "maybe"}),
        ("text", {"words": "𬭎"}),
        ("text", {"words": "测", "charset": "utf-8"}),
        ("align", {"to": "up"}),
        ("size", {"of": "huge"}),
        ("feed", {"dots": "256"}),
        ("qr", {"content": "x", "module": "17"}),
        ("barcode", {"content": "测"}),
        ("raster", {"bytes_per_row": "2", "dots": "FF"}),
        ("raster", {"bytes_per_row": "1", "dots": "no hex"}),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(command: str, arguments: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+") as caught:
        PRINTER.commands[command](**arguments)
    assert not any("测" in str(caught.value) or "𬭎" in str(caught.value) for _ in arguments)
