"""The simulated office keeps its contract, whatever it is sent, and tells nobody more than it must."""

from __future__ import annotations

import json
import logging
from datetime import date

import pytest
from openapi_spec_validator import validate

from kiosk_sim.office.service import CONTRACT
from kiosk_sim.people import PEOPLE
from tests.kiosk_sim.office_visit import (
    MACHINE,
    OPERATIONS,
    SPEC,
    Caller,
    activation,
    at_the_office,
    challenge,
    check,
    fresh,
    holding,
    person,
    resolved,
)
from tests.ssc_vectors import VECTORS


def test_the_contract_is_valid_openapi() -> None:
    validate(SPEC)
    assert SPEC["openapi"].startswith("3.1")


def test_every_example_follows_its_own_schema_and_is_made_up() -> None:
    count = 0
    for _, _, facts in OPERATIONS.values():
        bodies = (
            [facts["requestBody"], *facts["responses"].values()]
            if "requestBody" in facts
            else facts["responses"].values()
        )
        for content in (content for body in bodies for content in resolved(body)["content"].values()):
            for example in content.get("examples", {}).values():
                value = resolved(example)["value"]
                check(value, content["schema"])
                assert value.get("aac147", "000000").startswith("000000")
                count += 1
    assert count >= 30


def test_every_operation_is_served_and_every_answer_keeps_the_contract() -> None:
    async def visit(call: Caller) -> None:
        for key in PEOPLE:
            await call("progress", person(key))
        for key, card_of in (("collected", ""), ("active", ""), ("lost", ""), ("collected", "stranger")):
            await call("card", holding(key, card_of))
        await call("card", {**person("collected"), "aaz500": "T99999999"})
        await call("prove", challenge())
        await call("prove", challenge("000000"))
        number = fresh()
        await call("activate", activation("collected", number))
        await call("activate", activation("foreign", number))
        await call("enquire", {}, number)
        for operation in ("today", "health", "contract"):
            await call(operation)
        for operation in ("progress", "card", "prove", "activate", "enquire"):
            await call.raw(operation, b"[]", number)
            await call.raw(operation, b'"' + b"x" * 5000 + b'"', number)
        call.office.faults.status = 503
        for operation in OPERATIONS:
            await call(operation, {}, number)
        documented = {(name, int(status)) for name, facts in OPERATIONS.items() for status in facts[2]["responses"]}
        assert call.seen == documented

    at_the_office(visit)


def test_the_contract_is_served_word_for_word() -> None:
    async def visit(call: Caller) -> None:
        assert (await call("contract"))[1] == CONTRACT.read_text(encoding="utf-8")

    at_the_office(visit)


def test_progress_of_a_card_that_lies_at_an_outlet() -> None:
    async def visit(call: Caller) -> None:
        status, answer = await call("progress", person("ready"))
        assert status == 200
        assert [reached["stage"] for reached in answer["stages"]][-1] == "ready"
        assert answer["stages"][0]["date"] == "2026-10-20"
        assert answer["outlet"]["aae005"] == "028-00000001"

    at_the_office(visit)


def test_a_known_number_with_another_name_is_not_told_apart() -> None:
    async def visit(call: Caller) -> None:
        nobody = await call("progress", person("unknown"))
        wrong_name = await call("progress", {**person("ready"), "aac003": "测试甲"})
        assert nobody == wrong_name
        assert nobody[1]["code"] == "nothing-known"

    at_the_office(visit)


@pytest.mark.parametrize(("key", "state"), [("collected", "0"), ("active", "1"), ("lost", "2")])
def test_the_state_of_a_card(key: str, state: str) -> None:
    async def visit(call: Caller) -> None:
        assert (await call("card", holding(key)))[1]["aaz502"] == state

    at_the_office(visit)


@pytest.mark.parametrize("vector", VECTORS["authentication"], ids=["3des", "sm4"])
def test_a_challenge_is_answered_as_openssl_would(vector: dict[str, str]) -> None:
    async def visit(call: Caller) -> None:
        status, proof = await call("prove", challenge(algorithm=vector["algorithm"]))
        assert (status, proof) == (200, {"cryptogram": vector["cryptogram"], "factor": vector["factor"]})
        call.office.faults.wrong_key = True
        assert (await call("prove", challenge()))[1]["cryptogram"] != vector["cryptogram"]
        call.office.faults.no_key = True
        assert (await call("prove", challenge()))[1]["code"] == "no-card-key"
        call.office.faults.clear()
        assert (await call("prove", challenge(algorithm=vector["algorithm"])))[1] == proof

    at_the_office(visit)


@pytest.mark.parametrize(
    "wrong",
    [{"challenge": "A1B2C3D4E5F607"}, {"algorithm": "01"}, {"region": "5101"}, {"card_code": "X"}, {"aac003": "测试"}],
    ids=str,
)
def test_a_card_s_question_is_checked_strictly_and_names_nobody(wrong: dict[str, str]) -> None:
    async def visit(call: Caller) -> None:
        assert (await call("prove", challenge(**wrong)))[1]["code"] == "malformed"

    at_the_office(visit)


def test_the_business_date_can_be_set() -> None:
    async def visit(call: Caller) -> None:
        assert await call("today") == (200, {"date": "2026-11-19"})
        call.office.business_date = date(2019, 11, 20)
        assert await call("today") == (200, {"date": "2019-11-20"})
        call.office.business_date = None
        assert (await call("today"))[0] == 200

    at_the_office(visit)


NUMBER = "abcdefab-0000-4000-8000-000000000001"
GOOD = {"aac003": "测试戊", "aac147": "000000199001010077"}
HOSTILE = [
    b"",
    b"null",
    b"[]",
    b"{",
    b'{"aac003": "\xff\xfe"}',
    b"[" * 4000,
    b'{"aac003": "\\ud800", "aac147": "000000199001010077"}',
    b'{"aac003": 1, "aac147": NaN}',
    json.dumps({**GOOD, "extra": 1}).encode(),
    json.dumps({"aac003": "测试戊"}).encode(),
    json.dumps({**GOOD, "aac147": 199001010077}).encode(),
    json.dumps({**GOOD, "aac147": "' OR 1=1 --"}).encode(),
    json.dumps({**GOOD, "aac147": "000000199001010077\n"}).encode(),
    json.dumps({**GOOD, "aac003": "测试\x00戊"}).encode(),
    json.dumps({**GOOD, "aac003": ""}).encode(),
    json.dumps({**GOOD, "aac003": "戊" * 61}).encode(),
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_malformed_bodies_are_refused_without_being_quoted(body: bytes) -> None:
    async def visit(call: Caller) -> None:
        for operation in ("progress", "card", "prove", "activate"):
            status, problem = await call.raw(operation, body)
            assert (status, problem["code"]) == (400, "malformed")
            assert set(problem) == {"type", "code", "title", "status"}

    at_the_office(visit)


@pytest.mark.parametrize("number", ["", "1", "../../v1/health", NUMBER.upper(), NUMBER + "%0A", NUMBER + "0", "%00"])
def test_malformed_request_numbers_are_refused_and_not_recorded(number: str) -> None:
    async def visit(call: Caller) -> None:
        async with call.http.post(
            f"{call.office.url}/v1/activations/{number}/enquiry", json={}, headers=MACHINE
        ) as response:
            assert response.status in (400, 404, 405)
            assert response.content_type == "application/problem+json"
        body = activation("collected", fresh()) | {"number": number}
        assert (await call("activate", body))[0] == 400

    at_the_office(visit)


@pytest.mark.parametrize("machine", [None, "", "seventeen-letters", "has space", "测试"])
def test_a_machine_must_say_which_it_is(machine: str | None) -> None:
    async def visit(call: Caller) -> None:
        headers = {} if machine is None else {"X-Machine": machine}
        status, problem = await call.raw("progress", json.dumps(GOOD).encode(), headers=headers)
        assert (status, problem["code"]) == (400, "no-machine")

    at_the_office(visit)


def test_unknown_paths_and_methods_get_a_problem_too() -> None:
    async def visit(call: Caller) -> None:
        for method, path in (("GET", "/v1/progress"), ("POST", "/v2"), ("DELETE", "/v1/today")):
            async with call.http.request(method, call.office.url + path) as response:
                problem = await response.json(content_type="application/problem+json")
                check(problem, SPEC["components"]["schemas"]["Problem"])
                assert problem["code"] == "no-such-operation"

    at_the_office(visit)


def test_the_access_log_names_calls_but_no_person(caplog: pytest.LogCaptureFixture) -> None:
    async def visit(call: Caller) -> None:
        await call("progress", person("ready"))
        await call("activate", activation("collected", fresh()))
        await call.raw("card", json.dumps({**holding("collected"), "extra": 1}).encode())

    caplog.set_level(logging.DEBUG)
    at_the_office(visit)
    assert "POST /v1/progress" in caplog.text
    for key in ("ready", "collected"):
        assert PEOPLE[key].document.name not in caplog.text
        assert PEOPLE[key].document.number not in caplog.text
    assert holding("collected")["aaz500"] not in caplog.text
