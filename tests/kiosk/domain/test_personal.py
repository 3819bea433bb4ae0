"""Personal data: every ordinary rendering is masked, and leaving the process takes a deliberate call."""

from __future__ import annotations

import copy
import pickle

import pytest

from kiosk.domain.personal import (
    Address,
    BirthDate,
    CardNumber,
    IdNumber,
    Personal,
    PersonName,
    RelativeName,
    ScannedCode,
)

_SAMPLES = (
    PersonName("测试甲"),
    RelativeName("测试甲"),
    IdNumber("000000199001010016"),
    CardNumber("T00000079"),
    Address("四川省成都市样例区测试路1号"),
    ScannedCode("TEST-0001"),
)


@pytest.mark.parametrize(
    ("value", "mask"),
    [
        (PersonName("测试甲"), "测**"),
        (PersonName("测试"), "测*"),
        (PersonName("欧阳测试"), "欧阳**"),
        (PersonName("欧阳"), "欧*"),  # two characters: a surname and a name
        (PersonName("𬭎测试"), "𬭎**"),
        (PersonName("䶮样例"), "䶮**"),
        (IdNumber("000000199001010016"), "000***********0016"),
        (IdNumber("1234567"), "*******"),
        (CardNumber("T00000079"), "T******79"),
        (CardNumber("T7"), "**"),
        (ScannedCode("TEST-0001"), "****"),  # not even how long it is
        (ScannedCode("T"), "****"),
        (BirthDate("1991-02-03"), "****-**-**"),
        (RelativeName("测试甲"), "测**"),
        (RelativeName("测试"), "测**"),  # as long as any other
        (RelativeName("欧阳测试"), "欧阳**"),
        (RelativeName("测试古丽·样例·阿卜杜拉"), "测**"),
        (Address("四川省成都市样例区测试路1号"), "四川省成都市样例区****"),
        (Address("四川省样例县测试镇1组"), "四川省样例县****"),
        (Address("四川省样例市测试街2号"), "四川省样例市****"),
        (Address("四川省样例州样例县测试乡"), "四川省样例州样例县****"),
        (Address("四川省样例自治州样例市测试路"), "四川省样例自治州样例市****"),
        (Address("样例自治区样例地区样例县测试村"), "样例自治区样例地区样例县****"),
        (Address("成都市样例区测试路1号样例小区3栋"), "成都市样例区****"),
        (Address("测试路1号样例小区3栋"), "****"),  # no district before the street
        (Address("样例小区3栋"), "****"),
        (Address("SAMPLE ROAD 1"), "****"),
        (Address(""), "****"),
    ],
)
def test_masks(value: Personal, mask: str) -> None:
    assert (str(value), f"{value}", value.masked()) == (mask, mask, mask)


@pytest.mark.parametrize("value", _SAMPLES)
def test_no_ordinary_rendering_shows_the_value(value: Personal) -> None:
    clear = value.reveal()
    assert clear not in repr(value)
    assert clear not in f"{value!r:>40}{value:<40}"
    assert clear not in str([value])
    assert clear not in str(ValueError(value))


@pytest.mark.parametrize("value", _SAMPLES)
def test_it_cannot_be_pickled_copied_out_or_changed(value: Personal) -> None:
    with pytest.raises(TypeError, match="unmasked"):
        pickle.dumps(value)
    with pytest.raises(TypeError, match="unmasked"):
        copy.copy(value)
    with pytest.raises(AttributeError):
        value._value = "x"


def test_equality_is_by_kind_and_value() -> None:
    assert PersonName("测试甲") == PersonName("测试甲")
    assert PersonName("测试甲") != IdNumber("测试甲")
    assert len({PersonName("测试甲"), PersonName("测试甲"), PersonName("测试乙")}) == 2


def test_a_name_known_masked_only_hides_nothing_more() -> None:
    known, masked = RelativeName("测试"), RelativeName.known_masked("测*")
    assert (str(known), known.hides) == ("测**", True)
    assert (str(masked), masked.hides) == ("测**", False)
