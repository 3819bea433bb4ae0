"""The set that comes with the program: what it must hold, and that nothing in it can be taken for real."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from kiosk.content.content import Content
from kiosk.content.reading import load
from kiosk.domain.outlet import Can, Kind
from kiosk.domain.progress import LIMIT
from tests.kiosk.content.content_desk import SHIPPED
from tools.synthetic_outlets import spread, table

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def content() -> Content:
    """The whole of it."""
    return load(SHIPPED)


def test_there_are_as_many_outlets_as_the_notice_says(content: Content) -> None:
    kinds = Counter(outlet.kind for outlet in content.outlets.all())
    assert kinds == {Kind.ORDINARY: 3494, Kind.INSTANT: 422}


def test_every_district_has_both_kinds(content: Content) -> None:
    for kind in Kind:
        districts = {outlet.district for outlet in content.outlets.all() if outlet.kind is kind}
        assert districts == {district.code for district in content.districts(TODAY)}


def test_work_areas_have_codes_that_no_region_has(content: Content) -> None:
    own = {district.name.of("zh-CN"): district.code for district in content.districts(TODAY) if not district.gb}
    assert own.keys() == {"高新区", "四川天府新区", "成都东部新区"}
    assert not any(re.fullmatch(r"\d{6}", code) for code in own.values())


def test_ordinary_outlets_answer_queries_and_instant_ones_are_not_listed_for_them(content: Content) -> None:
    for outlet in content.outlets.all():
        assert {Can.APPLY, Can.COLLECT, Can.ACTIVATE} <= outlet.services
        assert (Can.QUERY in outlet.services) == (outlet.kind is Kind.ORDINARY)


def test_nobody_can_take_an_outlet_for_a_real_one(content: Content) -> None:
    assert content.synthetic
    for outlet in content.outlets.all():
        assert re.fullmatch(r"028-0000\d{4}", outlet.phone), outlet.id
        assert "样例" in outlet.name, outlet.id
        assert "样例" in outlet.address, outlet.id
        assert "样例" in outlet.bank or not outlet.bank, outlet.id


def test_no_two_outlets_share_a_phone_or_a_name(content: Content) -> None:
    outlets = content.outlets.all()
    assert len({outlet.phone for outlet in outlets}) == len(outlets)
    assert len({outlet.name for outlet in outlets}) == len(outlets)


def test_outlets_stand_near_the_middle_of_their_district(content: Content) -> None:
    middles = {district.code: district for district in content.districts(TODAY)}
    for outlet in content.outlets.all():
        middle = middles[outlet.district]
        assert abs(outlet.position.longitude - middle.longitude) < 0.16
        assert abs(outlet.position.latitude - middle.latitude) < 0.16


def test_the_table_is_what_the_tool_makes_every_time() -> None:
    made = table()
    assert made == (SHIPPED / "outlets.csv").read_text(encoding="utf-8")
    assert len(made.encode("utf-8")) < 1_500_000


@pytest.mark.parametrize("total", [0, 1, 422, 3494])
def test_outlets_are_spread_without_one_lost(total: int) -> None:
    assert sum(spread(total).values()) == total


def test_there_are_thirty_six_questions_under_their_numbers(content: Content) -> None:
    numbers = [f"F{number:02d}" for number in range(1, 36)]
    expected = [one for number in numbers for one in (("F02a", "F02b") if number == "F02" else (number,))]
    assert [question.id for question in content.every_question] == expected


def test_one_of_the_pair_about_the_strip_card_holds_at_most_on_any_day(content: Content) -> None:
    shown = {}
    for offset in range(-40, 120):
        day = date(2019, 11, 1) + timedelta(days=offset)
        pair = {question.id for question in content.questions(day)} & {"F02a", "F02b"}
        assert len(pair) <= 1
        shown[day] = pair
    assert shown[date(2019, 10, 31)] == set()
    assert shown[date(2019, 11, 1)] == shown[date(2019, 12, 31)] == {"F02a"}
    assert shown[date(2020, 1, 1)] == {"F02b"}


@pytest.mark.parametrize(
    ("day", "why", "history"),
    [(date(2019, 12, 31), True, False), (date(2020, 1, 1), False, True), (TODAY, False, True)],
)
def test_why_there_is_a_transition_moves_to_the_history_with_it(
    content: Content, day: date, why: bool, history: bool
) -> None:
    assert any(question.id == "F03" for question in content.questions(day)) is why
    assert any(notice.id == "why-transition" for notice in content.notices(day)) is history


def test_without_a_date_only_what_holds_on_every_day_is_there(content: Content) -> None:
    always = {question.id for question in content.questions(None)}
    assert always == {question.id for question in content.every_question} - {"F02a", "F02b", "F03"}
    assert [notice.id for notice in content.notices(None)] == ["full-use"]


def test_the_figures_of_the_notice_stand_in_a_notice_only(content: Content) -> None:
    [notice] = [notice for notice in content.every_notice if notice.figures]
    assert {figure.value.of("zh-CN") for figure in notice.figures} == {"111.93万", "61.21万张", "3494个", "422个"}
    for question in content.every_question:
        assert not re.search(r"111\.93|61\.21|3,?494|\b422\b", question.answer.of("zh-CN") + question.answer.of("en"))


# The keys of the services that an answer may lead to.
SERVICES = set(
    "activate apply balance collection family help loss outlets papers pension pin progress strip-card transfer".split()
)


def test_answers_lead_to_services_by_their_keys(content: Content) -> None:
    assert {question.act for question in content.every_question} - {""} <= SERVICES


def test_without_a_valid_document_the_other_ways_of_some_machines_are_told(content: Content) -> None:
    [lost] = [question for question in content.questions(TODAY) if question.id == "F31"]
    for language, ways in {"zh-CN": ("电子社保卡", "输身份证号"), "en": ("electronic", "type your ID number")}.items():
        assert all(way in lost.answer.of(language) for way in ways)


def test_what_is_not_from_the_city_is_waiting_for_its_review(content: Content) -> None:
    assert content.unreviewed() == ("F04", "F12", "F25", "F26", "F27", "F28", "F29", "F30")


# GB/T 2260 and the area codes, typed from the domain brief (3.7).
@pytest.mark.parametrize(
    ("region", "city", "hotline"),
    [
        ("510104", "成都市", "028-12333"),
        ("510300", "自贡市", "0813-12333"),
        ("510402", "攀枝花市", "0812-12333"),
        ("510500", "泸州市", "0830-12333"),
        ("510600", "德阳市", "0838-12333"),
        ("510703", "绵阳市", "0816-12333"),
        ("510800", "广元市", "0839-12333"),
        ("510900", "遂宁市", "0825-12333"),
        ("511000", "内江市", "0832-12333"),
        ("511100", "乐山市", "0833-12333"),
        ("511300", "南充市", "0817-12333"),
        ("511402", "眉山市", "028-12333"),
        ("511500", "宜宾市", "0831-12333"),
        ("511600", "广安市", "0826-12333"),
        ("511700", "达州市", "0818-12333"),
        ("511800", "雅安市", "0835-12333"),
        ("511900", "巴中市", "0827-12333"),
        ("512002", "资阳市", "028-12333"),
        ("513200", "阿坝州", "0837-12333"),
        ("513300", "甘孜州", "0836-12333"),
        ("513401", "凉山州", "0834-12333"),
    ],
)
def test_every_city_of_the_province_has_its_number(content: Content, region: str, city: str, hotline: str) -> None:
    found = content.area_codes.of_region(region)
    assert found is not None
    assert found.name.of("zh-CN") == city
    assert content.area_codes.hotline(found) == hotline
    assert content.area_codes.is_shared(found) == (hotline == "028-12333")


def test_a_region_outside_the_province_has_no_city_here(content: Content) -> None:
    assert len(content.area_codes.cities) == 21
    assert content.area_codes.of_region("110101") is None


def test_the_rules_are_those_of_the_notice_and_silent_where_nothing_is_confirmed(content: Content) -> None:
    rules = content.rules
    assert rules.production_working_days == LIMIT == 30
    assert (rules.full_use_from, rules.transition_until) == (date(2019, 11, 1), date(2019, 12, 31))
    assert rules.release_after_formal_loss is False
    assert rules.minor_age == 16
