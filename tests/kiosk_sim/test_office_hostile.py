"""The simulated office and what is no proper request: refused by a problem that quotes nothing and records nothing."""

from __future__ import annotations

import json
import logging

import pytest

from kiosk_sim.people import PEOPLE
from tests.kiosk_sim.office_visit import (
    MACHINE,
    OPERATIONS,
    SPEC,
    Caller,
    act_on,
    at_the_office,
    check,
    envelope,
    fresh,
    holding,
    person,
    request,
)

NUMBER = "abcdefab-0000-4000-8000-000000000001"
GOOD = {"aac003": "测试戊", "aac147": "000000199001010077"}
HOSTILE_BODIES = [
    b"",
    b"null",
    b"[]",
    b"{",
    b'{"envelope": "\xff\xfe"}',
    b"[" * 4000,
    b'{"envelope": {}, "param": {}}',
    json.dumps({"param": GOOD}).encode(),
    json.dumps({"envelope": {**envelope(), "aac147": "0"}, "param": GOOD}).encode(),
    json.dumps({"envelope": envelope(time="2026-11-19T09:30:00Z"), "param": GOOD}).encode(),
    json.dumps({"envelope": envelope(time="2026-13-19T09:30:00+08:00"), "param": GOOD}).encode(),
    json.dumps({"envelope": envelope(nonce="A" * 32), "param": GOOD}).encode(),
]
HOSTILE_PARAMS: list[object] = [
    None,
    [],
    {**GOOD, "extra": 1},
    {"aac003": "测试戊"},
    {**GOOD, "aac003": 1, "aac147": float("nan")},
    {**GOOD, "aac147": 199001010077},
    {**GOOD, "aac147": "' OR 1=1 --"},
    {**GOOD, "aac147": "000000199001010077\n"},
    {**GOOD, "aac003": "\ud800"},
    {**GOOD, "aac003": "测试\x00戊"},
    {**GOOD, "aac003": ""},
    {**GOOD, "aac003": "戊" * 61},
]


@pytest.mark.parametrize("body", HOSTILE_BODIES, ids=range(len(HOSTILE_BODIES)))
def test_malformed_bodies_are_refused_without_being_quoted(body: bytes) -> None:
    async def visit(call: Caller) -> None:
        for operation in ("progress", "card", "prove", "activate"):
            path = OPERATIONS[operation][0]
            answer = await call.send("POST", path, body)
            problem = answer.json()
            assert (answer.status, problem["code"]) == (400, "malformed")
            assert set(problem) == {"type", "code", "title", "status", "envelope"}
            assert call.signed_by_the_office(answer, problem["envelope"]["nonce"])

    at_the_office(visit)


@pytest.mark.parametrize("param", HOSTILE_PARAMS, ids=range(len(HOSTILE_PARAMS)))
def test_malformed_params_are_refused_without_being_quoted(param: object) -> None:
    async def visit(call: Caller) -> None:
        for operation in OPERATIONS:
            if OPERATIONS[operation][1] == "POST":
                answer = await call.raw(operation, request(param), fresh())
                assert (answer.status, answer.json()["code"]) == (400, "malformed")

    at_the_office(visit)


@pytest.mark.parametrize("number", ["", "1", "../../v2/health", NUMBER.upper(), NUMBER + "%0A", NUMBER + "0", "%00"])
def test_malformed_request_numbers_are_refused_and_not_recorded(number: str) -> None:
    async def visit(call: Caller) -> None:
        answer = await call.send("POST", f"/v2/acts/{number}/enquiry", request({}))
        assert answer.status in (400, 404, 405)
        assert answer.headers["content-type"] == "application/problem+json"
        assert (await call("activate", {**holding("collected"), "number": number}))[0] == 400

    at_the_office(visit)


def test_a_third_member_is_refused() -> None:
    async def visit(call: Caller) -> None:
        body = request(GOOD).replace(b'"envelope"', b'"extra": 1, "envelope"')
        assert (await call.raw("progress", body)).json()["code"] == "malformed"

    at_the_office(visit)


def test_unknown_paths_methods_and_queries_get_a_problem_too() -> None:
    async def visit(call: Caller) -> None:
        for method, path in (("GET", "/v2/progress"), ("POST", "/v2"), ("DELETE", "/v2/today"), ("POST", "/v1/card")):
            answer = await call.send(method, path, b"")
            check(answer.json(), SPEC["components"]["schemas"]["Problem"])
            assert answer.json()["code"] == "no-such-operation"
            assert call.signed_by_the_office(answer, None)
        answer = await call.send("POST", "/v2/today?aac147=0", request({}))
        assert (answer.status, answer.json()["code"]) == (400, "malformed")

    at_the_office(visit)


def test_a_body_of_megabytes_is_not_even_read_to_its_end() -> None:
    async def visit(call: Caller) -> None:
        with pytest.raises((ConnectionError, EOFError)):
            await call.send("POST", "/v2/today", b" " * 20_000_000)
        assert (await call("health"))[0] == 200

    at_the_office(visit)


def test_the_access_log_names_calls_but_no_person(caplog: pytest.LogCaptureFixture) -> None:
    async def visit(call: Caller) -> None:
        await call("progress", person("ready"))
        await call("activate", act_on("collected", fresh()))
        await call("card", {**holding("collected"), "extra": 1})

    caplog.set_level(logging.DEBUG)
    at_the_office(visit)
    assert "POST /v2/progress" in caplog.text
    assert MACHINE not in caplog.text
    for key in ("ready", "collected"):
        assert PEOPLE[key].document.name not in caplog.text
        assert PEOPLE[key].document.number not in caplog.text
    assert holding("collected")["aaz500"] not in caplog.text
