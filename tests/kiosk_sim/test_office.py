"""The simulated office keeps its contract, whatever it is sent, and tells nobody more than it must."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from openapi_spec_validator import validate

from kiosk_sim.office.calls import CALLS, OPTIONAL
from kiosk_sim.office.operations import OPERATIONS as SERVED
from kiosk_sim.office.problems import PROBLEMS
from kiosk_sim.office.service import CONTRACT
from kiosk_sim.people import PEOPLE
from tests.kiosk_sim.office_visit import (
    OPERATIONS,
    SPEC,
    Caller,
    act_of,
    act_on,
    at_the_office,
    challenge,
    check,
    fresh,
    holding,
    person,
    request,
    resolved,
)
from tests.ssc_vectors import VECTORS


def test_the_contract_is_valid_openapi() -> None:
    validate(SPEC)
    assert SPEC["openapi"].startswith("3.1")


def test_every_example_follows_its_own_schema_and_is_made_up() -> None:
    count = 0
    for _, _, facts in OPERATIONS.values():
        bodies = [*([facts["requestBody"]] if "requestBody" in facts else []), *facts["responses"].values()]
        for content in (content for body in bodies for content in resolved(body)["content"].values()):
            for example in content.get("examples", {}).values():
                value = resolved(example)["value"]
                check(value, content["schema"])
                assert value.get("param", {}).get("aac147", "000000").startswith("000000")
                count += 1
    assert count >= 200


def test_the_office_serves_what_the_contract_names_and_nothing_else() -> None:
    posts = {name: path for name, (path, method, _) in OPERATIONS.items() if method == "POST"}
    assert posts == CALLS
    assert posts.keys() == SERVED.keys()
    offering = {
        name
        for name, (_, _, facts) in OPERATIONS.items()
        for body in facts["responses"].values()
        if "not-offered" in next(iter(resolved(body)["content"].values())).get("examples", {})
    }
    assert offering == OPTIONAL
    assert set(SPEC["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]) == PROBLEMS.keys()
    titles = {value["value"]["code"]: value["value"]["title"] for value in SPEC["components"]["examples"].values()}
    assert titles.items() <= {code: title for code, (_, title) in PROBLEMS.items()}.items()


def test_every_operation_is_served_and_every_answer_keeps_the_contract() -> None:
    async def visit(call: Caller) -> None:
        call.office.offer_content("2", b"zip")
        for key in PEOPLE:
            for operation in ("situation", "progress", "balance", "relatives"):
                await call(operation, person(key))
        await _calls_with_other_answers(call)
        for operation in OPERATIONS:
            if OPERATIONS[operation][1] == "POST":
                await call.raw(operation, b"[]", fresh())
                await call.raw(operation, b"[]", fresh(), sign=False)
                await call.raw(operation, b'"' + b"x" * 5000 + b'"', fresh())
            else:
                await call(operation)
        for operation in OPTIONAL:
            call.office.faults.withhold(operation)
            await call(operation, {})
        call.office.faults.status = 503
        for operation in OPERATIONS:
            await call(operation, {}, fresh())
        documented = {(name, int(status)) for name, facts in OPERATIONS.items() for status in facts[2]["responses"]}
        assert call.seen == documented

    at_the_office(visit)


async def _calls_with_other_answers(call: Caller) -> None:
    await call("today")
    await call("progress-by-number", {"aac147": person("ready")["aac147"]})
    await call("progress-by-number", {"aac147": person("unknown")["aac147"]})
    for key, card_of in (("collected", ""), ("active", ""), ("lost", ""), ("collected", "stranger")):
        await call("card", holding(key, card_of))
    await call("card", {**person("collected"), "aaz500": "T99999999"})
    await call("prove", challenge())
    await call("prove", challenge("000000"))
    await call("resolve", {"code": call.office.electronic_code("ready")})
    await call("resolve", {"code": "nobody's"})
    _, told = await call("relatives", person("parent"))
    for relative in told["relatives"]:
        await call("relative-progress", {**person("parent"), "ref": relative["ref"]})
    number = fresh()
    for operation in ("activate", "reset-pin", "release-loss", "transfer"):
        await call(operation, act_on("collected", fresh()))
        await call(operation, act_on("collected", number))
    await call("report-loss", act_of("active", fresh()))
    await call("report-loss", act_of("active", number))
    await call("activate", act_on("foreign", number))
    await call("enquire", {}, number)
    reports: dict[str, dict[str, object]] = {
        "rate": {"service": "progress", "level": 5},
        "call-staff": {"reason": "help"},
        "tell-event": {"kind": "started", "at": "2026-11-19T09:30:00+08:00"},
    }
    for first in reports:
        id_ = fresh()
        for operation in (first, *(reports.keys() - {first})):  # the first one is kept, the others find the id used
            await call(operation, {"id": id_, **reports[operation]})
    await call("content-offer", {"have": "1"})
    await call("content", {"version": "2"})
    await call("content", {"version": "1"})


def test_the_contract_is_served_word_for_word() -> None:
    async def visit(call: Caller) -> None:
        assert (await call("contract"))[1] == CONTRACT.read_bytes()

    at_the_office(visit)


def test_progress_of_a_card_that_lies_at_an_outlet(database: str) -> None:
    async def visit(call: Caller) -> None:
        status, answer = await call("progress", person("ready"))
        assert status == 200
        assert [reached["stage"] for reached in answer["stages"]][-1] == "ready"
        assert answer["stages"][0]["date"] == "2026-10-20"
        assert answer["holds_now"]["aae005"] == "028-00000001"
        assert (await call("progress-by-number", {"aac147": person("ready")["aac147"]})) == (200, answer)
        assert (await call("progress-by-number", person("ready"))) == (200, answer)
        wrong = {**person("ready"), "aac003": person("collected")["aac003"]}
        nobody = {**person("ready"), "aac147": "000000000000000000"}
        assert (await call("progress-by-number", wrong))[1] == (await call("progress-by-number", nobody))[1]

    at_the_office(visit, database)


def test_three_outlets_are_three_fields(database: str) -> None:
    async def visit(call: Caller) -> None:
        _, answer = await call("progress", person("three-outlets"))
        ids = [answer[where]["id"] for where in ("applied_at", "collect_at", "holds_now")]
        assert ids == ["CD-T-0001", "CD-T-0002", "CD-T-0003"]

    at_the_office(visit, database)


def test_a_known_number_with_another_name_is_not_told_apart(database: str) -> None:
    async def visit(call: Caller) -> None:
        for operation in ("progress", "situation", "balance", "relatives"):
            nobody = await call(operation, person("unknown"))
            assert await call(operation, {**person("parent"), "aac003": "测试甲"}) == nobody
        assert await call("progress", {**person("ready"), "aac003": "测试甲"}) == (404, "nothing-known")

    at_the_office(visit, database)


@pytest.mark.parametrize(("key", "state"), [("collected", "0"), ("active", "1"), ("lost", "2"), ("locked", "3")])
def test_the_state_of_a_card(key: str, state: str, database: str) -> None:
    async def visit(call: Caller) -> None:
        _, card = await call("card", holding(key))
        assert card["aaz502"] == state
        assert (await call("situation", person(key)))[1]["card"] == card

    at_the_office(visit, database)


@pytest.mark.parametrize("vector", VECTORS["authentication"], ids=["3des", "sm4"])
def test_a_challenge_is_answered_as_openssl_would(vector: dict[str, str]) -> None:
    async def visit(call: Caller) -> None:
        status, proof = await call("prove", challenge(algorithm=vector["algorithm"]))
        assert (status, proof) == (200, {"cryptogram": vector["cryptogram"], "factor": vector["factor"]})
        call.office.faults.wrong_key = True
        assert (await call("prove", challenge()))[1]["cryptogram"] != vector["cryptogram"]
        call.office.faults.no_key = True
        assert (await call("prove", challenge()))[1] == "no-card-key"
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
        assert (await call("prove", challenge(**wrong)))[1] == "malformed"

    at_the_office(visit)


def test_the_business_date_can_be_set() -> None:
    async def visit(call: Caller) -> None:
        async def told() -> str:
            answer = await call.raw("today", request({}))
            return str(answer.json()["envelope"]["business_date"])

        assert await told() == "2026-11-19"
        call.office.business_date = date(2019, 11, 20)
        assert await told() == "2019-11-20"
        call.office.faults.command("old-date 20")
        assert await told() == "2019-10-31"
        call.office.faults.clear()
        call.office.business_date = None
        assert await told() >= "2026-11-24"

    at_the_office(visit)


def test_the_balance_is_in_fen(database: str) -> None:
    async def visit(call: Caller) -> None:
        assert await call("balance", person("collected")) == (200, {"amount_fen": 123456, "as_of": "2026-11-19"})
        assert await call("balance", person("newcomer")) == (200, {"amount_fen": 0, "as_of": "2026-11-19"})
        assert await call("balance", person("data")) == (404, "nothing-known")

    at_the_office(visit, database)


def test_what_is_reported_is_kept_once_with_nothing_about_a_person(database: str) -> None:
    async def visit(call: Caller) -> None:
        rating = {"id": fresh(), "service": "progress", "level": 4}
        for _ in range(2):
            assert await call("rate", rating) == (200, {})
        assert call.office.store.reports("rate") == [{"service": "progress", "level": 4}]
        assert await call("rate", {**rating, "level": 5}) == (409, "number-reused")
        assert await call("call-staff", {"id": rating["id"], "reason": "help"}) == (409, "number-reused")
        for wrong in ({"level": 6}, {"level": True}, {"service": "测试"}, {"aac147": "0"}):
            assert (await call("rate", {**rating, "id": fresh(), **wrong}))[1] == "malformed"
        await call("tell-event", {"id": fresh(), "kind": "started", "at": "2026-11-19T09:30:00+08:00"})
        assert await call("tell-event", {"id": fresh(), "kind": "started", "at": "2026-11-31T09:30:00+08:00"}) == (
            400,
            "malformed",
        )
        assert call.office.store.reports("tell-event") == [{"kind": "started", "at": "2026-11-19T09:30:00+08:00"}]

    at_the_office(visit, database)


def test_content_is_offered_until_the_kiosk_has_it() -> None:
    async def visit(call: Caller) -> None:
        nothing = {"version": None, "size": None, "sha256": None}
        assert await call("content-offer", {"have": ""}) == (200, nothing)
        call.office.offer_content("1", b"first")
        call.office.offer_content("2", b"second")
        offer = {"version": "2", "size": 6, "sha256": hashlib.sha256(b"second").hexdigest()}
        assert await call("content-offer", {"have": "1"}) == (200, offer)
        assert await call("content", {"version": "2"}) == (200, b"second")
        assert await call("content-offer", {"have": "2"}) == (200, nothing)
        assert await call("content", {"version": "3"}) == (404, "not-offered")

    at_the_office(visit)
