"""The menu as data: few on the first screen, everything in its groups, and short about what is closed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from kiosk.config import Config, load
from kiosk.domain.text import text
from kiosk.flows import ARRIVED, SERVICES
from kiosk.flows.service import MORE, Group, Service, Visit, why_closed
from kiosk.hardware.device import DeviceReport, State
from kiosk.i18n import Words
from kiosk.session.offers import first_screen, grouped, limits, offers, out_of_service, set_up
from tests.room import CONFIG

_MOST_TILES = 5  # of services on the first screen, beside "more"
_LONGEST = 60  # characters that a notice has room for


@dataclass
class _Board:
    states: dict[str, State]

    def usable(self, name: str) -> bool:
        return self.states.get(name) is State.UP

    def report(self, name: str) -> DeviceReport:
        return DeviceReport(name, self.states[name])


@dataclass
class _Rack:
    """The part of `Rack` that a menu looks at."""

    board: _Board


@dataclass
class _Office:
    """The part of `Office` that a menu looks at."""

    reachable: bool | None = True


async def _run(_: Visit) -> str | None:
    return None


def _service(key: str, **more: object) -> Service:
    plain = Service(key, text("service-progress"), text("service-progress.subtitle"), "home", (), _run)
    return replace(plain, **more)  # type: ignore[arg-type]


_MANY = (
    _service("arrived", group=None, needs_office=False),
    _service("progress", main=True, needs=("id-reader",)),
    _service("pin", main=True, group=Group.PIN_AND_LOSS, needs=("card-reader",)),
    _service("guide", group=Group.GUIDES, needs_office=False),
    *(_service(f"other-{n}", group=Group.MY_CARD) for n in range(12)),
)
_UP = {"id-reader": State.UP, "card-reader": State.UP, "printer": State.UP}


def _rack(**states: State) -> _Rack:
    return _Rack(_Board({**_UP, **{name.replace("_", "-"): state for name, state in states.items()}}))


def _config(*settings: str) -> Config:
    return load(CONFIG, settings)


def test_the_first_screen_has_few_tiles_and_the_rest_is_behind_more() -> None:
    services = {service.key: service for service in _MANY}
    offered = offers(_MANY, _rack(), _Office())  # type: ignore[arg-type]
    assert [offer.key for offer in first_screen(services, offered)] == ["progress", "pin", MORE]


def test_where_everything_is_main_there_is_no_more() -> None:
    only = {"progress": _MANY[1]}
    assert [offer.key for offer in first_screen(only, offers(only.values(), _rack(), _Office()))] == ["progress"]  # type: ignore[arg-type]


def test_the_menu_has_everything_once_in_its_group_and_no_empty_group() -> None:
    services = {service.key: service for service in _MANY}
    groups = grouped(services, offers(_MANY, _rack(), _Office()))  # type: ignore[arg-type]
    assert [group.title.key for group in groups] == [
        "group-progress",
        "group-my-card",
        "group-pin-and-loss",
        "group-guides",
    ]
    inside = [offer.key for group in groups for offer in group.offers]
    assert sorted(inside) == sorted(service.key for service in _MANY if service.key != "arrived")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_is_closed_is_said_in_a_short_sentence_however_many_there_are(language: str) -> None:
    told = limits(offers(_MANY, _rack(card_reader=State.UNPLUGGED), _Office()), _rack())  # type: ignore[arg-type]
    assert told is not None
    assert len(Words(language).say(told)) <= _LONGEST * (1 if language == "zh-CN" else 2)


def test_without_the_office_the_guides_go_on_and_the_machine_is_not_out_of_service() -> None:
    offered = offers(_MANY, _rack(), _Office(reachable=False))  # type: ignore[arg-type]
    assert [offer.key for offer in offered if offer.closed is None] == ["guide"]
    assert out_of_service(offered) is None
    told = limits(offered, _rack())  # type: ignore[arg-type]
    assert told is not None
    assert told.args["why"] == text("closed-office")


def test_an_office_that_was_not_tried_yet_closes_nothing() -> None:
    assert why_closed(_MANY[1], _rack(), _Office(reachable=None)) is None  # type: ignore[arg-type]


def test_a_machine_that_can_do_nothing_says_why() -> None:
    services = [service for service in _MANY if service.key in ("arrived", "progress")]
    told = out_of_service(offers(services, _rack(id_reader=State.SILENT), _Office()))  # type: ignore[arg-type]
    assert told is not None
    assert told.args["why"] == text("closed-device", device=text("device-id-reader"))


def test_what_is_not_offered_is_not_set_up() -> None:
    assert "number" in set_up(SERVICES, _config())
    assert "number" not in set_up(SERVICES, _config("services.typed_number=false"))


def test_the_real_menu_is_in_order() -> None:
    keys = [service.key for service in SERVICES]
    assert len(set(keys)) == len(keys)
    assert 1 <= sum(service.main for service in SERVICES) <= _MOST_TILES
    assert [service.key for service in SERVICES if service.group is None] == [ARRIVED]
