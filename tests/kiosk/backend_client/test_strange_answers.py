"""The client against servers that say strange things, slowly or brokenly: a typed error, in time, thread ended."""

from __future__ import annotations

import asyncio
import re
import time

import pytest

from kiosk.backend_client.client import Office
from kiosk.backend_client.errors import OfficeError, OfficeGarbled, OfficeSilent, OfficeTrouble, OfficeUnreachable
from kiosk.backend_client.models import ActAnswer, ActOutcome, Reason
from tests.kiosk.backend_client.office_call import (
    DEADLINE,
    Answer,
    against,
    assert_threads_end,
    card_of,
    fresh,
    http,
    identity,
    question,
    saying,
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

    async def drip(writer: asyncio.StreamWriter) -> None:
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
        with pytest.raises(OfficeSilent):
            await here.progress(identity("ready"))
        return time.monotonic() - begun

    seconds, _ = against(answer, timed, DEADLINE)
    assert isinstance(seconds, float)
    assert DEADLINE <= seconds < DEADLINE + 3


def test_the_thread_of_a_call_given_up_on_ends_though_the_drip_goes_on() -> None:
    async def timed(here: Office) -> object:
        begun = time.monotonic()
        with pytest.raises(OfficeSilent):
            await here.progress(identity("ready"))
        await here.aclose()
        await asyncio.to_thread(assert_threads_end)
        return time.monotonic() - begun

    seconds, _ = against(BODY_DRIPS, timed, DEADLINE)
    assert isinstance(seconds, float)
    assert seconds < 2 * DEADLINE


def test_when_every_line_hangs_the_next_act_is_never_sent() -> None:
    async def one_more(here: Office) -> object:
        hanging = await asyncio.gather(*(here.progress(identity("ready")) for _ in range(4)), return_exceptions=True)
        assert [type(end) for end in hanging] == [OfficeSilent] * 4
        with pytest.raises(OfficeUnreachable, match="every line to the office hangs"):
            await activate(here)
        return None

    assert against(HEAD_DRIPS, one_more, DEADLINE) == (None, 4)


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (b"", OfficeSilent, "ProtocolError"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", OfficeSilent, ""),
        (b"I am a printer\r\n\r\n", OfficeSilent, "ProtocolError"),
        (http(b""), OfficeGarbled, "answer: Invalid JSON"),
        (http(b"[]"), OfficeGarbled, "answer: Input should be an object"),
        (http(b" " * 70_000), OfficeGarbled, "too long"),
        (http(b'{"stages": [], "aae008": "", "outlet": null, "trouble": null}'), OfficeGarbled, "not in order"),
        (http(b'{"stages": [{"stage": "bank", "date": "2026-11-19"}]}'), OfficeGarbled, "stages: .*not in order"),
        (http(b'{"stages": [{"stage": "moon"}]}'), OfficeGarbled, "stages.0.stage: Input should be 'data'"),
        (http(b'{"stages": [{"stage": "data", "date": 5}]}'), OfficeGarbled, "stages.0.date: "),
        (http(b"<h1>404</h1>", b"404 Not Found"), OfficeError, "status 404$"),
        (http(b'{"code": "\xe6\xb5\x8b 000000199001010069"}', b"409 Conflict"), OfficeError, "status 409$"),
        (http(b"", b"302 Found\r\nLocation: http://127.0.0.1:9/"), OfficeError, "status 302$"),
    ],
)
def test_strange_answers(answer: bytes, kind: type[OfficeTrouble], words: str) -> None:
    error, _ = against(saying(answer), progress)
    assert type(error) is kind
    assert re.search(words, str(error))


def test_an_unknown_state_of_a_card_is_not_guessed_at() -> None:
    error, _ = against(saying(http(b'{"aaz502": "7", "aae008": "x"}')), card)
    assert isinstance(error, OfficeGarbled)
    assert "unknown AAZ502 code '7'" in str(error)


@pytest.mark.parametrize("cryptogram", ["B0949E51DEC31B", "b0949e51dec31b5b", "B0949E51DEC31B5B00", ""])
def test_a_proof_that_is_none_is_not_given_to_a_card(cryptogram: str) -> None:
    body = b'{"cryptogram": "%s", "factor": "0102030405060708"}' % cryptogram.encode()
    error, _ = against(saying(http(body)), lambda here: here.prove(*question()))
    assert isinstance(error, OfficeGarbled)
    assert not cryptogram or cryptogram not in str(error)


def test_an_unknown_reason_is_still_a_refusal() -> None:
    answer = saying(http(b'{"outcome": "refused", "reason": "full-moon", "new-member": 1}'))
    for call in (activate, enquire):
        assert against(answer, call)[0] == ActAnswer(ActOutcome.REFUSED, Reason.OTHER)


@pytest.mark.parametrize("outcome", ["pending", "void", "perhaps"])
def test_an_activation_is_decided_or_the_answer_is_garbled(outcome: str) -> None:
    answer = saying(http(b'{"outcome": "%s", "reason": null}' % outcome.encode()))
    assert isinstance(against(answer, activate)[0], OfficeGarbled)


def test_questions_share_a_connection_and_an_act_has_its_own() -> None:
    async def three(here: Office) -> object:
        await here.enquire(fresh())
        await here.enquire(fresh())
        return await here.activate(fresh(), identity("collected"), card_of("collected"))

    answer = saying(http(b'{"outcome": "done", "reason": null}'))
    assert against(answer, three) == (ActAnswer(ActOutcome.DONE), 2)
