"""QR codes and barcodes of the simulated printer, read back from its paper by somebody else's reader."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk_sim.barcode import code128
from tests.kiosk_sim.test_receipt_printer import CUT, Desk, lines

VECTORS = tomllib.loads((Path(__file__).parents[1] / "vectors" / "receipt_printer.toml").read_text())


def test_a_qr_code_can_be_read_from_the_picture_of_the_slip(tmp_path: Path) -> None:
    desk = Desk()
    (code_command,) = (vector["hex"] for vector in VECTORS["command"] if vector["name"] == "qr-A1-size-6")
    desk.printer.receive(b"\x1ba\x01" + bytes.fromhex(code_command) + CUT)
    desk.clock.pass_seconds(5)
    desk.printer.slips[0].save_png(tmp_path / "slip.png")
    with Image.open(tmp_path / "slip.png") as picture:
        (code,) = zxingcpp.read_barcodes(picture)
    assert code.text == "A1"


@pytest.mark.parametrize("rest", ["", "02 00 31 43", "05 00 31 43 FF 31 00", "03 00 31 43 00", "03 00 31 45 99"])
def test_a_qr_code_that_is_said_badly_does_no_harm(rest: str) -> None:
    desk = Desk()
    store = b"\x1d(k\x05\x001P0A1" + b"\x1d(k\x03\x001Q0"
    desk.printer.receive(b"\x1d(k" * bool(rest) + bytes.fromhex(rest) + store + lines("测") + CUT)
    desk.clock.pass_seconds(5)
    assert "测" in desk.printer.slips[0].lines


@pytest.mark.parametrize("length", [1200, 5000])
def test_a_qr_code_that_is_too_large_is_left_out(length: int) -> None:
    desk = Desk()
    code = b"\x1d(k" + (length + 3).to_bytes(2, "little") + b"1P0" + b"x" * length + b"\x1d(k\x03\x001Q0"
    desk.printer.receive(b"\x1d(k\x03\x001C\x10" + code + lines("测") + CUT)
    desk.clock.pass_seconds(5)
    assert desk.printer.slips[0].lines == ("测",)


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (b"{C\x0c\x22\x38\x4e", "12345678"),
        (b"{BA{{1 z~", "A{1 z~"),
        (b"{AX{BY", "XY"),
    ],
)
def test_a_barcode_is_drawn_as_others_read_it(data: bytes, content: str) -> None:
    desk = Desk()
    desk.say(b"\x1ba\x01\x1dhP\x1dw\x02\x1dH\x02\x1dkI" + bytes((len(data),)) + data + CUT)
    desk.clock.pass_seconds(5)
    (slip,) = desk.printer.slips
    (code,) = zxingcpp.read_barcodes(slip.image.convert("L").point(lambda value: 255 - value))
    assert (code.text, str(code.format)) == (content, str(zxingcpp.BarcodeFormat.Code128))
    assert slip.lines == (content,)


@given(st.binary(max_size=20))
def test_no_barcode_breaks_it(data: bytes) -> None:
    drawn = code128(data)
    assert drawn is None or len(drawn[0]) % 11 == 2


@pytest.mark.parametrize("bad", [b"", b"{", b"{B", b"{Z1", b"{B\x80", b"{C\x64", b"{B" + b"x" * 60])
def test_a_barcode_that_cannot_be_is_left_out(bad: bytes) -> None:
    desk = Desk()
    desk.say(b"\x1dkI" + bytes((len(bad),)) + bad + lines("测") + CUT)
    desk.clock.pass_seconds(5)
    assert desk.printer.slips[0].lines == ("测",)
