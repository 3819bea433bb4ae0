"""No failure of a call, no log line and no access log ever names a person, a document or a card."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from kiosk.backend_client.client import Office
from kiosk.backend_client.errors import OfficeTrouble
from kiosk_sim.office import service
from kiosk_sim.office.calls import CALLS as OPERATIONS
from kiosk_sim.office.faults import Spoil
from tests.kiosk.backend_client.office_call import CALLS, DEADLINE, at_the_office, calls, card_of, fresh, identity
from tests.kiosk.backend_client.what_is_said import chain, secrets_in, words


def unsigned(there: service.Office) -> None:
    there.faults.spoiled = Spoil.NO_SIGNATURE


def error(there: service.Office) -> None:
    there.faults.status = 500


def silence(there: service.Office) -> None:
    there.faults.silent()


def dropped(there: service.Office) -> None:
    for operation in OPERATIONS:
        there.faults.drop_next_request(operation)


@pytest.mark.parametrize("which", CALLS)
@pytest.mark.parametrize("fault", [unsigned, error, silence, dropped])
def test_no_error_and_no_log_line_names_anybody(
    fault: Callable[[service.Office], None], which: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def visit(here: Office, there: service.Office) -> None:
        fault(there)
        with pytest.raises(OfficeTrouble) as caught:
            await calls(here)[which]()
        said = words(caught.value)
        assert not secrets_in(said)
        # Errors of requests carry the request and its body: none may hang on to ours.
        homes = {type(one).__module__.split(".")[0] for one in chain(caught.value)}
        assert homes <= {"kiosk", "builtins", "asyncio"}

    caplog.set_level(logging.DEBUG)
    at_the_office(visit, DEADLINE)
    assert not secrets_in(caplog.text)


def test_an_office_that_is_away_is_told_of_without_names(caplog: pytest.LogCaptureFixture) -> None:
    async def visit(here: Office, there: service.Office) -> None:
        await there.stop()
        for call in calls(here).values():
            with pytest.raises(OfficeTrouble) as caught:
                await call()
            assert not secrets_in(words(caught.value))

    caplog.set_level(logging.DEBUG)
    at_the_office(visit)
    assert not secrets_in(caplog.text)


def test_what_succeeds_leaves_no_trace_either(caplog: pytest.LogCaptureFixture) -> None:
    async def visit(here: Office, there: service.Office) -> None:
        await here.progress(identity("collected"))
        await here.activate(fresh(), identity("collected"), card_of("collected"))

    caplog.set_level(logging.DEBUG)
    at_the_office(visit)
    assert "POST /v2/activations" in caplog.text  # the access log and urllib3's own were both listened to
    assert "urllib3" in caplog.text
    assert not secrets_in(caplog.text)
