"""Where words stand on a slip: columns, breaks, sizes, and what the printer's font cannot show."""

import pytest

from kiosk.hardware.receipt_printer.charset import Charset
from kiosk.hardware.receipt_printer.escpos.wire import Align, Size
from kiosk.hardware.receipt_printer.job import compose
from kiosk.hardware.receipt_printer.paper import Barcode, Line, Logo, Pair, Paragraph, QrCode, Rule, Slip, Title
from kiosk.hardware.receipt_printer.typeset import Bars, Code, Mark, Row, Typesetter

GB2312 = Charset("gb2312")


def rows(*lines: Line, dots: int = 576, charset: Charset = GB2312) -> list[Row]:
    return [element for element in Typesetter(dots, charset).set(Slip(lines)) if isinstance(element, Row)]


def texts(*lines: Line, dots: int = 576) -> list[str]:
    return [row.text.rstrip() for row in rows(*lines, dots=dots)]


def test_a_title_is_large_bold_and_in_the_middle() -> None:
    (row,) = rows(Title("社保卡办理进度"))
    assert (row.size, row.align, row.spans[0].bold) == (Size.DOUBLE, Align.CENTRE, True)


def test_chinese_wraps_at_the_width_of_the_paper() -> None:
    assert [len(text) for text in texts(Paragraph("测" * 50))] == [23, 23, 4]  # no two lonely ones on the last line
    assert [len(text) for text in texts(Paragraph("测" * 50), dots=384)] == [15, 15, 15, 5]
    assert [len(text) for text in texts(Paragraph("测" * 25, strong=True))] == [11, 11, 3]


def test_punctuation_neither_begins_nor_is_left_behind_at_the_end_of_a_line() -> None:
    assert texts(Paragraph("测" * 24 + "，试")) == ["测" * 23, "测，试"]
    assert texts(Paragraph("测" * 23 + "（试一试）")) == ["测" * 23, "（试一试）"]


def test_numbers_and_words_stay_in_one_piece() -> None:
    assert texts(Paragraph("测" * 20 + "电话028-0000xxxx")) == ["测" * 20 + "电话", "028-0000xxxx"]
    assert texts(Paragraph("Please call before you go " * 3))[0] == "Please call before you go Please call before you"


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert texts(Paragraph("x" * 100)) == ["x" * 46, "x" * 46, "x" * 8]


def test_a_masked_name_is_not_torn_from_its_stars() -> None:
    assert texts(Paragraph("测" * 23 + "𬭎**")) == ["测" * 23, "𬭎**"]


def test_large_words_break_where_a_reader_takes_breath() -> None:
    assert texts(Paragraph("您的社保卡已到网点，可以领取。", strong=True)) == ["您的社保卡已到网点，", "可以领取。"]


def test_a_line_feed_in_the_words_ends_a_line() -> None:
    assert texts(Paragraph("测试\n网点")) == ["测试", "网点"]


def test_values_stand_under_each_other_and_wrap_under_themselves() -> None:
    lines = texts(Pair("姓名", "测**"), Pair("领卡网点", "测" * 30))
    assert lines == ["姓名      测**", "领卡网点  " + "测" * 19, " " * 10 + "测" * 11]


def test_names_that_are_too_wide_wrap_in_their_column() -> None:
    lines = texts(Pair("Where to collect the card", "测试网点"), Pair("A", "B"))
    assert lines == ["Where to collect    测试网点", "the card", "A" + " " * 19 + "B"]


def test_a_large_value_has_double_sized_lines_of_its_own() -> None:
    name, value = rows(Pair("网点电话", "028-0000xxxx", large=True))
    assert (name.text, name.size) == ("网点电话", Size.NORMAL)
    assert (value.text, value.size, value.spans[0].bold) == ("028-0000xxxx", Size.DOUBLE, True)


def test_a_rule_fills_the_paper() -> None:
    assert GB2312.columns(texts(Rule())[0]) == 48


@pytest.mark.parametrize("char", ["𬭎", "䶮", "ñ", "€", "龴"])
def test_rows_with_characters_outside_gb2312_are_drawn(char: str) -> None:
    plain, rare = rows(Paragraph("测试"), Paragraph(f"测试{char}"))
    assert not plain.drawn
    assert rare.drawn


@pytest.mark.parametrize("char", ["·", "—", "…", "￥", "：", "〇", "“", "─"])
def test_punctuation_of_names_and_sums_is_in_every_chinese_font(char: str) -> None:
    assert Charset("gbk").holds(char)
    assert Charset("gb18030").holds(char)
    assert GB2312.holds(char) == (char != "〇")  # GB2312 really lacks this one


def test_what_the_three_character_sets_hold() -> None:
    assert not Charset("gbk").holds("䶮")
    assert Charset("gb18030").holds("䶮")
    assert not Charset("gb18030").holds("𬭎")
    assert Charset("gb18030").encode("䶮") == bytes.fromhex("FE9F")
    assert len(Charset("gb18030").encode("㐀")) == 4
    assert GB2312.encode("·A测") == bytes.fromhex("A1A4 41 B2E2")


def test_words_cannot_command_the_printer() -> None:
    (row,) = rows(Paragraph("测\x1b@\x10\x04\x01试\x00\u200b\ufe0f"))
    assert row.text == "测@试"


def test_what_nobody_can_show_is_marked() -> None:
    (row,) = rows(Paragraph("测\ue000\ud800试"))
    assert row.text == "测〓E000〓D800试"
    assert not row.drawn


def test_a_qr_code_that_cannot_be_is_refused_without_being_quoted() -> None:
    for content in ("", "x\n", "secret" * 200):
        with pytest.raises(ValueError, match="QR") as caught:
            rows(QrCode(content, "说明"))
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize("length", [1, 40, 130, 660])
@pytest.mark.parametrize("dots", [384, 576])
def test_a_qr_code_is_as_large_as_it_should_be_and_fits(length: int, dots: int) -> None:
    codes = [e for e in Typesetter(dots, GB2312).set(Slip((QrCode("x" * length, ""),))) if isinstance(e, Code)]
    assert 160 <= codes[0].dots <= dots


def elements(*lines: Line, dots: int = 576) -> list[object]:
    return list(Typesetter(dots, GB2312).set(Slip(lines)))


def test_a_barcode_is_as_wide_as_the_paper_allows_and_stands_below_its_caption() -> None:
    caption, bars = elements(Barcode("12345678", "说明"))
    assert isinstance(caption, Row)
    assert bars == Bars("12345678", 3)
    assert elements(Barcode("x" * 11, ""), dots=384)[-1] == Bars("x" * 11, 2)


@pytest.mark.parametrize("content", ["x" * 40, "测", ""])
def test_a_barcode_that_cannot_be_is_refused_without_being_quoted(content: str) -> None:
    with pytest.raises(ValueError, match="barcode") as caught:
        rows(Barcode(content, "说明"))
    assert content == "" or content not in str(caught.value)


def test_the_logo_stands_alone() -> None:
    assert elements(Logo()) == [Mark()]


def test_private_use_codes_of_older_tables_become_their_characters() -> None:
    (row,) = rows(Paragraph("测\ue81e\ue816试"))
    assert row.text == "测龴𠂇试"
    assert row.drawn


def test_a_reprint_says_so_first() -> None:
    slip = Slip((Paragraph("测试"),), again="补打")
    assert texts(*slip.reprinted().lines) == ["补打", "测试"]
    assert texts(*slip.reprinted().reprinted().lines)[0] == "补打"
    with pytest.raises(ValueError, match="cannot be printed again"):
        Slip((Paragraph("测试"),)).reprinted()


def test_the_repr_of_a_slip_says_nothing() -> None:
    slip = Slip((Title("秘"), Paragraph("秘"), Pair("秘", "秘"), QrCode("秘", "秘"), Barcode("秘", "秘")), "秘")
    assert "秘" not in repr(slip)
    slip = Slip((*slip.lines[:4], Barcode("0123", "秘")))
    assert "秘" not in repr(slip)
    assert "秘" not in repr(compose(slip, 576, GB2312, 960))
    assert "秘" not in repr(rows(Paragraph("秘")))


def test_parts_are_whole_commands_and_small() -> None:
    job = compose(Slip(tuple(Paragraph("测" * 40) for _ in range(20))), 576, GB2312, 960)
    assert len(job.parts) > 2
    assert all(len(part.data) < 1024 for part in job.parts)
    assert all(part.data.endswith(b"\n") or part.data[-3:-1] == b"\x1bJ" for part in job.parts[:-1])
