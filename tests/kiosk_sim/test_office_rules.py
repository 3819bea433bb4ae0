"""What each act may do to a card in each state, row by row; and how a life goes on with the business date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk_sim.office.acts import Act, Answer, Request
from kiosk_sim.office.store import Store
from kiosk_sim.people import PEOPLE
from tests.kiosk_sim.office_visit import (
    ALREADY,
    DONE,
    TODAY,
    Caller,
    act_of,
    act_on,
    at_the_office,
    fresh,
    holding,
    person,
    refused,
)

ON_PERSON = (Act.REPORT_LOSS,)

# Outcome or reason of each act, by who asks; the state of the card afterwards where it is done.
TABLE = {
    #                     activate         reset-pin      report-loss    release-loss            transfer
    "collected":          ("1 done",       "wrong-state", "wrong-state", "wrong-state",          "already"),
    "active":             ("already",      "1 done",      "4 done",      "already",              "already"),
    "lost":               ("wrong-state",  "wrong-state", "already",     "wrong-state",          "already"),
    "temporarily-lost":   ("wrong-state",  "wrong-state", "already",     "1 done",               "already"),
    "replaced":           ("wrong-state",  "wrong-state", "already",     "replacement-applied",  "already"),
    "locked":             ("wrong-state",  "1 done",      "wrong-state", "wrong-state",          "already"),
    "cancelled":          ("wrong-state",  "wrong-state", "wrong-state", "wrong-state",          "wrong-state"),
    "card-expired":       ("wrong-state",  "wrong-state", "wrong-state", "wrong-state",          "wrong-state"),
    "guangdong":          ("unknown-card", "unknown-card", "unknown-card", "unknown-card",       "unknown-card"),
    "mianyang-active":    ("already",      "1 done",      "4 done",      "already",              "1 done"),
    "mianyang-sealed":    ("1 done",       "wrong-state", "wrong-state", "wrong-state",          "not-activated"),
    "mianyang-bank":      ("already",      "1 done",      "4 done",      "already",              "1 done"),
    "mianyang-open":      ("already",      "1 done",      "4 done",      "already",              "wrong-state"),
    "mianyang-lost":      ("wrong-state",  "wrong-state", "already",     "1 done",               "wrong-state"),
    "mianyang-cancelled": ("wrong-state",  "wrong-state", "wrong-state", "wrong-state",          "wrong-state"),
}  # fmt: skip
ROWS = [(key, act, told) for key, row in TABLE.items() for act, told in zip(Act, row, strict=True)]


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    store = Store(database)
    store.populate(PEOPLE.values(), TODAY)
    yield store
    store.close()


def ask(act: Act, key: str, number: str = "") -> Request:
    who = person(key) if act in ON_PERSON else holding(key)
    return Request(number or fresh(), **who, act=act)


def state(store: Store, key: str, today: date = TODAY) -> str | None:
    card = store.card(**holding(key), today=today)
    return None if card is None else card.state


@pytest.mark.parametrize(("key", "act", "told"), ROWS, ids=[f"{key}-{act.value}" for key, act, _ in ROWS])
def test_an_act_on_a_card_in_a_state(key: str, act: Act, told: str) -> None:
    store = Store()
    store.populate([PEOPLE[key]], TODAY)
    before = state(store, key)
    request = ask(act, key)
    answer = store.act(request, TODAY)
    if told.endswith("done"):
        assert answer == Answer("done")
        assert state(store, key) == told[0]
        assert store.effects(request.number) == (act,)
        assert store.act(ask(act, key), TODAY) == Answer("done", "already")
    else:
        assert answer == (Answer("done", told) if told == "already" else Answer("refused", told))
        assert state(store, key) == before
        assert store.effects(request.number) == ()
    assert store.enquire(request.number) == answer
    store.close()


def test_a_formal_loss_can_be_released_where_the_office_s_rules_say_so(store: Store) -> None:
    assert store.act(ask(Act.RELEASE_LOSS, "lost"), TODAY) == Answer("refused", "wrong-state")
    store.rules.formal_loss_releasable = True
    assert store.act(ask(Act.RELEASE_LOSS, "replaced"), TODAY) == Answer("refused", "replacement-applied")
    assert store.act(ask(Act.RELEASE_LOSS, "lost"), TODAY) == Answer("done")
    assert state(store, "lost") == "1"


def test_lost_and_found_and_lost_again_is_done_each_time(store: Store) -> None:
    for act, after in ((Act.REPORT_LOSS, "4"), (Act.RELEASE_LOSS, "1"), (Act.REPORT_LOSS, "4")):
        assert store.act(ask(act, "active"), TODAY) == Answer("done")
        assert state(store, "active") == after


def test_leave_to_reset_a_pin_is_good_for_a_day(store: Store) -> None:
    assert store.act(ask(Act.RESET_PIN, "active"), TODAY) == Answer("done")
    assert store.act(ask(Act.RESET_PIN, "active"), TODAY) == Answer("done", "already")
    assert store.act(ask(Act.RESET_PIN, "active"), TODAY + timedelta(days=1)) == Answer("done")


def test_a_card_that_runs_out_is_good_on_its_last_day(store: Store) -> None:
    card = PEOPLE["active"].card
    assert card is not None
    last = card.valid_until(TODAY)
    assert store.act(ask(Act.REPORT_LOSS, "active"), last + timedelta(days=1)) == Answer("refused", "wrong-state")
    assert store.act(ask(Act.REPORT_LOSS, "active"), last) == Answer("done")


@pytest.mark.parametrize("act", ON_PERSON)
def test_who_has_no_card_can_lose_none(act: Act, store: Store) -> None:
    assert store.act(ask(act, "data"), TODAY) == Answer("refused", "unknown-card")
    stranger = Request(fresh(), "测试甲", PEOPLE["active"].document.number, act=act)
    assert store.act(stranger, TODAY) == Answer("refused", "unknown-card")


def test_a_transferred_card_is_at_home_here(database: str) -> None:
    async def visit(call: Caller) -> None:
        assert (await call("card", holding("mianyang-active")))[1]["aab301"] == "510700"
        assert await call("transfer", act_on("mianyang-active", fresh())) == (200, DONE)
        assert (await call("card", holding("mianyang-active")))[1]["aab301"] == "510100"

    at_the_office(visit, database)


def test_a_card_of_another_city_is_activated_and_transferred_in_one_go(database: str) -> None:
    async def visit(call: Caller) -> None:
        assert await call("transfer", act_on("mianyang-sealed", fresh())) == (200, refused("not-activated"))
        assert await call("activate", act_on("mianyang-sealed", fresh())) == (200, DONE)
        assert await call("transfer", act_on("mianyang-sealed", fresh())) == (200, DONE)

    at_the_office(visit, database)


def test_what_was_reached_before_is_a_success(database: str) -> None:
    async def visit(call: Caller) -> None:
        number = fresh()
        for _ in range(2):
            assert await call("activate", act_on("active", number)) == (200, ALREADY)
        assert await call("enquire", {}, number) == (200, ALREADY)
        assert await call("report-loss", act_of("lost", fresh())) == (200, ALREADY)
        assert call.office.store.effects(number) == ()

    at_the_office(visit, database)


# --- one life, day by day ------------------------------------------------------------------------


def test_a_whole_life_moves_with_the_business_date(database: str) -> None:
    """From the application to the activated card, with nothing done but days going by and one act."""

    async def visit(call: Caller) -> None:
        seen: list[str] = []
        for days in range(45):
            call.office.business_date = TODAY + timedelta(days=days)
            _, now = await call("situation", person("newcomer"))
            stage, fetched = now["application"]["stages"][-1]["stage"], now["card"] is not None
            assert fetched == (stage == "handed-over")
            assert (now["application"]["holds_now"] is not None) == (stage == "ready")
            if stage not in seen:
                seen.append(stage)
                assert now["application"]["stages"][-1]["date"] == call.office.business_date.isoformat()
                if stage == "ready":
                    assert await call("activate", act_on("newcomer", fresh())) == (200, refused("unknown-card"))
        assert seen == ["data", "bank", "factory", "keys", "delivery", "ready", "handed-over"]
        assert await call("activate", act_on("newcomer", fresh())) == (200, DONE)
        _, now = await call("situation", person("newcomer"))
        assert now["application"]["stages"][-1] == {
            "stage": "activated",
            "date": (TODAY + timedelta(days=44)).isoformat(),
        }
        assert now["card"]["aaz502"] == "1"

    at_the_office(visit, database)


def test_before_its_first_day_nothing_is_known_of_an_application(store: Store) -> None:
    who = person("data")
    assert store.application(**who, today=TODAY - timedelta(days=3)) is None
    assert store.application(**who, today=TODAY - timedelta(days=2)) is not None


@pytest.mark.parametrize("key", ["overdue", "data-rejected", "bank-failed", "production-failed", "instant-waiting"])
def test_a_card_that_is_stuck_stays_where_it_is(key: str, store: Store) -> None:
    now = store.application(**person(key), today=TODAY)
    assert now is not None
    later = store.application(**person(key), today=TODAY + timedelta(days=100))
    assert later is not None
    assert (later.reached, later.trouble) == (now.reached, now.trouble)


@pytest.mark.parametrize(
    ("key", "holds"),
    [
        ("data", None),
        ("delivery", None),
        ("ready", "CD-T-0001"),
        ("collected", None),
        ("handover-issue", "CD-T-0001"),
        ("outlet-changed", "CD-T-0002"),
        ("overdue-pickup", "CD-T-0002"),
        ("recalled", None),
        ("instant", None),
        ("mianyang-ready", "MY-T-0001"),
    ],
)
def test_which_outlet_holds_the_card(key: str, holds: str | None, store: Store) -> None:
    found = store.application(**person(key), today=TODAY)
    assert found is not None
    assert (found.holds_now and found.holds_now.id) == holds


def test_trouble_shows_from_its_day_on(store: Store) -> None:
    for day, trouble in ((TODAY - timedelta(days=1), None), (TODAY, "bank-failed")):
        found = store.application(**person("bank-failed"), today=day)
        assert found is not None
        assert found.trouble == trouble


def test_a_card_made_at_once_passes_over_factory_and_delivery(store: Store) -> None:
    found = store.application(**person("instant"), today=TODAY)
    assert found is not None
    assert (found.route, [stage for stage, _ in found.reached]) == ("instant", ["data", "bank", "handed-over"])


def test_a_filled_database_is_left_alone(store: Store) -> None:
    nobody = replace(PEOPLE["ready"], key="other", document=PEOPLE["unknown"].document)
    store.populate([nobody], TODAY)
    assert store.application(**person("unknown"), today=TODAY) is None


# --- family and codes ----------------------------------------------------------------------------


def test_a_registered_relative_s_progress_is_told_by_reference(database: str) -> None:
    async def visit(call: Caller) -> None:
        _, told = await call("relatives", person("parent"))
        by_relation = {relative["relation"]: relative for relative in told["relatives"]}
        assert len(told["relatives"]) == 3
        named = {relative["aac003_masked"] for relative in told["relatives"]}
        assert named == {"样***", "测***"}
        answers = [
            await call("relative-progress", {**person("parent"), "ref": relative["ref"]})
            for relative in told["relatives"]
        ]
        assert await call("progress", person("child")) in answers
        assert (404, "nothing-known") in answers  # the toddler
        other = {**person("ready"), "ref": by_relation["other"]["ref"]}
        assert await call("relative-progress", other) == (404, "unknown-relative")
        never = {**person("parent"), "ref": "0" * 32}
        assert await call("relative-progress", never) == (404, "unknown-relative")
        now = call.office.now() + timedelta(minutes=6)
        call.office.clock = lambda: now
        late = {**person("parent"), "ref": by_relation["other"]["ref"]}
        assert await call("relative-progress", late, now=now) == (404, "unknown-relative")

    at_the_office(visit, database)


def test_nobody_s_relatives_are_none() -> None:
    async def visit(call: Caller) -> None:
        for key in ("ready", "unknown", "child"):
            assert await call("relatives", person(key)) == (200, {"relatives": []})

    at_the_office(visit)


def test_an_electronic_code_is_good_for_a_minute() -> None:
    async def visit(call: Caller) -> None:
        code, other = (call.office.electronic_code("ready") for _ in range(2))
        assert code != other
        for _ in range(2):
            assert await call("resolve", {"code": code}) == (200, person("ready"))
        assert await call("resolve", {"code": code + "0"}) == (404, "code-expired")
        now = call.office.now() + timedelta(seconds=61)
        call.office.clock = lambda: now
        assert await call("resolve", {"code": code}, now=now) == (404, "code-expired")

    at_the_office(visit)


def test_every_kind_of_card_in_the_room_has_a_row_in_the_table() -> None:
    assert {_kind(key) for key, person in PEOPLE.items() if person.card} == {_kind(key) for key in TABLE}


def _kind(key: str) -> tuple[object, ...]:
    card = PEOPLE[key].card
    assert card is not None
    return card.state, card.region, card.known, card.open_elsewhere, card.replaced
