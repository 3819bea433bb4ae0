"""The client against servers that say strange things, slowly or brokenly: a typed error, in time, thread ended."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable

import pytest

from kiosk.backend_client.client import Office
from kiosk.backend_client.errors import OfficeGarbled, OfficeRefused, OfficeTrouble, OfficeUnreachable
from kiosk.backend_client.models import ActAnswer, ActOutcome, Reason
from kiosk.backend_client.receiver import Receiver
from tests.kiosk.backend_client.office_call import (
    DEADLINE,
    Answer,
    Asked,
    against,
    assert_threads_end,
    card_of,
    fresh,
    http,
    identity,
    question,
    saying,
    telling,
)


async def progress(here: Office) -> object:
    return await here.progress(identity("ready"))


async def card(here: Office) -> object:
    return await here.card(identity("collected"), card_of("collected"))


async def activate(here: Office) -> object:
    return await here.activate(fresh(), identity("collected"), card_of("collected"))


async def enquire(here: Office) -> object:
    return await here.enquire(fresh())


def dripping(head: bytes) -> Answer:
    """One byte after another, for some seconds."""

    async def drip(writer: asyncio.StreamWriter, asked: Asked) -> None:
        writer.write(head)
        for _ in range(60):
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.05)

    return drip


BODY_DRIPS = dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
HEAD_DRIPS = dripping(b"HTTP/1.1 200 OK\r\nX: ")


@pytest.mark.parametrize("answer", [BODY_DRIPS, HEAD_DRIPS], ids=["body", "head"])
def test_a_slow_drip_does_not_outlast_the_deadline(answer: Answer) -> None:
    async def timed(here: Office) -> object:
        begun = time.monotonic()
        with pytest.raises(OfficeUnreachable) as caught:
            await here.progress(identity("ready"))
        assert caught.value.sent
        return time.monotonic() - begun

    seconds, _ = against(answer, timed, DEADLINE)
    assert isinstance(seconds, float)
    assert DEADLINE <= seconds < DEADLINE + 3


@pytest.mark.parametrize("answer", [BODY_DRIPS, HEAD_DRIPS], ids=["body", "head"])
def test_the_thread_of_a_call_given_up_on_ends_though_the_drip_goes_on(answer: Answer) -> None:
    async def timed(here: Office) -> object:
        begun = time.monotonic()
        with pytest.raises(OfficeUnreachable) as caught:
            await here.progress(identity("ready"))
        assert caught.value.sent
        await here.aclose()
        await asyncio.to_thread(assert_threads_end)
        return time.monotonic() - begun

    seconds, _ = against(answer, timed, DEADLINE)
    assert isinstance(seconds, float)
    assert seconds < 2 * DEADLINE


def test_when_every_line_hangs_the_next_act_is_never_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    # As when the name server hangs: there is no connection yet that could be cut.
    monkeypatch.setattr(Receiver, "hang_up", lambda self: None)

    async def one_more(here: Office) -> object:
        hanging = await asyncio.gather(*(here.progress(identity("ready")) for _ in range(5)), return_exceptions=True)
        assert [type(end) for end in hanging] == [OfficeUnreachable] * 5
        with pytest.raises(OfficeUnreachable, match="every line to the office hangs") as caught:
            await activate(here)
        assert not caught.value.sent
        return None

    assert against(HEAD_DRIPS, one_more, DEADLINE) == (None, 5)


def stages(body: str) -> dict[str, object]:
    whole = {
        "trouble": None,
        "route": "batch",
        "aae008": "x",
        "applied_at": None,
        "collect_at": None,
        "holds_now": None,
    }
    return {**whole, **json.loads(body)}


OVER_LONG = b'{"envelope": {}, "result": {}}' + b" " * 70_000


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (lambda asked: b"", OfficeUnreachable, "ProtocolError"),
        (lambda asked: b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", OfficeUnreachable, ""),
        (lambda asked: b"I am a printer\r\n\r\n", OfficeUnreachable, "ProtocolError"),
        (lambda asked: asked.signed(b""), OfficeGarbled, "answer: Invalid JSON"),
        (lambda asked: asked.signed(b"[]"), OfficeGarbled, "answer: Input should be an object"),
        (lambda asked: asked.signed(OVER_LONG), OfficeGarbled, "too long"),
        (lambda asked: asked.result([]), OfficeGarbled, "result: Input should be an object"),
        (lambda asked: asked.result(stages('{"stages": []}')), OfficeGarbled, "not in order"),
        (
            lambda asked: asked.result(stages('{"stages": [{"stage": "bank", "date": "2026-11-19"}]}')),
            OfficeGarbled,
            "stages: .*not in order",
        ),
        (
            lambda asked: asked.result(stages('{"stages": [{"stage": "moon"}]}')),
            OfficeGarbled,
            "stages.0.stage: Input should be 'data'",
        ),
        (
            lambda asked: asked.result(stages('{"stages": [{"stage": "data", "date": 5}]}')),
            OfficeGarbled,
            "stages.0.date: ",
        ),
        (
            lambda asked: asked.result(stages('{"stages": [{"stage": "data", "date": "9999-12-31"}]}')),
            OfficeGarbled,
            "stages.0.date: ",
        ),
        (lambda asked: asked.problem("409 Conflict", "full-moon"), OfficeRefused, "status 409 full-moon$"),
        (lambda asked: asked.problem("418 I'm a teapot", "no"), OfficeRefused, "status 418 no$"),
        (lambda asked: asked.problem("409 Conflict", "000000199001010069"), OfficeGarbled, "code: String should match"),
        (lambda asked: asked.problem("302 Found", "moved"), OfficeGarbled, "status 302 is neither"),
        (lambda asked: asked.problem("204 No Content", "moved"), OfficeGarbled, ""),
    ],
)
def test_strange_answers(answer: Callable[[Asked], bytes], kind: type[OfficeTrouble], words: str) -> None:
    error, _ = against(saying(answer), progress)
    assert type(error) is kind
    assert re.search(words, str(error))
    assert not isinstance(error, OfficeUnreachable) or error.sent


@pytest.mark.parametrize(
    "answer",
    [
        lambda asked: http(b"<h1>404</h1>", b"404 Not Found"),
        lambda asked: http(b"", b"302 Found\r\nLocation: http://127.0.0.1:9/"),
        lambda asked: http(b"", b"307 Temporary Redirect\r\nLocation: \xff\xfe://[::"),
        lambda asked: http(b'{"code": "nothing-known"}', b"404 Not Found"),
        lambda asked: asked.problem("404 Not Found", "nothing-known").replace(b";office;", b";somebody;"),
        lambda asked: asked.problem("404 Not Found", "nothing-known").replace(b"SM2-SM3;", b"Ed25519;"),
        lambda asked: asked.problem("404 Not Found", "nothing-known").replace(b"X-Signature: ", b"X-Signature: x"),
        lambda asked: asked.problem("404 Not Found", "nothing-known").replace(b"404 Not", b"409 Not"),
        lambda asked: asked.problem("404 Not Found", "nothing-known").replace(b"nothing-known", b"unknown-thing"),
        lambda asked: asked.signed(asked.problem("404 Not Found", "nothing-known"), "404 Not Found", "0" * 32),
        lambda asked: asked.signed(asked.problem("404 Not Found", "nothing-known"), "404 Not Found", "-"),
        lambda asked: asked.problem("404 Not Found", "nothing-known", nonce="0" * 32),
        lambda asked: asked.problem("404 Not Found", "nothing-known", nonce=None),
    ],
)
def test_what_the_office_did_not_sign_in_answer_to_this_request_is_garbled(answer: Callable[[Asked], bytes]) -> None:
    for call in (progress, activate):
        error, _ = against(saying(answer), call)
        assert type(error) is OfficeGarbled
        assert not error.nothing_done


def test_an_answer_replayed_is_no_answer() -> None:
    heard: list[bytes] = []

    def replay(asked: Asked) -> bytes:
        heard.append(asked.result({"outcome": "done", "reason": None}))
        return heard[0]

    async def twice(here: Office) -> object:
        assert await activate(here) == ActAnswer(ActOutcome.DONE)
        return await activate(here)

    assert isinstance(against(saying(replay), twice)[0], OfficeGarbled)


def test_an_unknown_state_of_a_card_is_not_guessed_at() -> None:
    answer = {"aaz502": "7", "aae008": "x", "aab301": "510100", "valid_until": None, "bank_active": None}
    error, _ = against(telling(answer), card)
    assert isinstance(error, OfficeGarbled)
    assert "unknown AAZ502 code '7'" in str(error)


@pytest.mark.parametrize("cryptogram", ["B0949E51DEC31B", "b0949e51dec31b5b", "B0949E51DEC31B5B00", ""])
def test_a_proof_that_is_none_is_not_given_to_a_card(cryptogram: str) -> None:
    answer = telling({"cryptogram": cryptogram, "factor": "0102030405060708"})
    error, _ = against(answer, lambda here: here.prove(*question()))
    assert isinstance(error, OfficeGarbled)
    assert not cryptogram or cryptogram not in str(error)


def test_an_unknown_reason_is_still_a_refusal() -> None:
    for reason in ("full-moon", "already", None):
        answer = telling({"outcome": "refused", "reason": reason, "new-member": 1})
        for call in (activate, enquire):
            assert against(answer, call)[0] == ActAnswer(ActOutcome.REFUSED, Reason.OTHER)


@pytest.mark.parametrize("outcome", ["pending", "void", "perhaps"])
def test_an_activation_is_decided_or_the_answer_is_garbled(outcome: str) -> None:
    answer = telling({"outcome": outcome, "reason": None})
    assert isinstance(against(answer, activate)[0], OfficeGarbled)


def test_questions_share_a_connection_and_an_act_has_its_own() -> None:
    async def three(here: Office) -> object:
        await here.enquire(fresh())
        await here.enquire(fresh())
        return await here.activate(fresh(), identity("collected"), card_of("collected"))

    answer = telling({"outcome": "done", "reason": None})
    assert against(answer, three) == (ActAnswer(ActOutcome.DONE), 2)
