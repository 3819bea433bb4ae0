"""The list of outlets: a table of comma-separated values, as a spreadsheet program opens and saves it."""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Mapping
from datetime import date, time
from typing import TypeVar

from kiosk.content.items import Owner
from kiosk.content.problems import Problem
from kiosk.domain.opening_hours import Hours, Span
from kiosk.domain.outlet import Appointment, Can, Kind, ListedOutlet, Position

T = TypeVar("T")

COLUMNS = tuple(
    "id name kind owner bank district address phone hours services appointment longitude latitude accessible "
    "valid_from valid_to source".split()
)
_NEEDED = [column for column in COLUMNS if column not in ("bank", "valid_from", "valid_to")]
_DAYS = {name: number for number, name in enumerate("Mon Tue Wed Thu Fri Sat Sun".split(), 1)}
_SPAN = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:-(Mon|Tue|Wed|Thu|Fri|Sat|Sun))?((?: \d\d:\d\d-\d\d:\d\d)+)")
_PHONE = re.compile(r"[0-9][0-9-]{3,14}[0-9]")
_YES_NO = {"yes": True, "no": False}
_CHINA = ((73.0, 136.0), (3.0, 54.0))  # degrees east, degrees north: longitude and latitude are easily swapped


class _Bad(ValueError):
    """A cell that says nothing; the text names the column."""


def read_outlets(file: str, text: str, owners: Mapping[str, Owner]) -> tuple[list[ListedOutlet], list[Problem]]:
    """Every outlet that can be read, and what is wrong with the rest."""
    table = csv.reader(io.StringIO(text), strict=True)
    found: list[ListedOutlet] = []
    wrong: list[Problem] = []
    try:
        if tuple(next(table, ())) != COLUMNS:
            return [], [Problem(file, "line 1", f"must be: {','.join(COLUMNS)}")]
        for row in table:
            try:
                found.append(_outlet(row, owners))
            except _Bad as error:
                wrong.append(Problem(file, _name(row, table.line_num), str(error)))
    except csv.Error as error:
        wrong.append(Problem(file, f"line {table.line_num}", str(error)))
    return found, wrong


def _name(row: list[str], line: int) -> str:
    return f"line {line} ({row[0]})" if row and row[0] else f"line {line}"


def _outlet(row: list[str], owners: Mapping[str, Owner]) -> ListedOutlet:
    if len(row) != len(COLUMNS):
        raise _Bad(f"has {len(row)} columns, must have {len(COLUMNS)}")
    cell = dict(zip(COLUMNS, row, strict=True))
    for column in _NEEDED:
        if not cell[column]:
            raise _Bad(f"{column}: missing")
    if cell["owner"] not in owners:
        raise _Bad(f"owner: {cell['owner']} is not in outlets.toml")
    if not _PHONE.fullmatch(cell["phone"]):
        raise _Bad("phone: must be digits and hyphens")
    return ListedOutlet(
        id=cell["id"],
        name=cell["name"],
        kind=_one_of("kind", _KINDS, cell["kind"]),
        owner=cell["owner"],
        bank=cell["bank"],
        district=cell["district"],
        address=cell["address"],
        phone=cell["phone"],
        hours=_hours(cell["hours"], owners[cell["owner"]].make_up_workdays),
        services=_services(cell["services"]),
        appointment=_one_of("appointment", _APPOINTMENTS, cell["appointment"]),
        position=_position(cell["longitude"], cell["latitude"]),
        accessible=_one_of("accessible", _YES_NO, cell["accessible"]),
        source=cell["source"],
        **_window(cell["valid_from"], cell["valid_to"]),
    )


_KINDS = {kind.value: kind for kind in Kind}
_CAN = {can.value: can for can in Can}
_APPOINTMENTS = {appointment.value: appointment for appointment in Appointment}


def _one_of(column: str, known: Mapping[str, T], word: str) -> T:
    if word not in known:
        raise _Bad(f"{column}: must be one of {', '.join(known)}")
    return known[word]


@functools.cache
def _services(words: str) -> frozenset[Can]:
    return frozenset(_one_of("services", _CAN, word) for word in words.split(" "))


@functools.cache
def _hours(words: str, make_up: bool) -> Hours:
    return Hours(tuple(_span(part) for part in words.split("; ")), make_up)


def _span(words: str) -> Span:
    match = _SPAN.fullmatch(words)
    if match is None:
        raise _Bad("hours: must look like Mon-Fri 09:00-12:00 13:00-17:00; Sat 09:00-12:00")
    first, last = _DAYS[match[1]], _DAYS[match[2] or match[1]]
    times = tuple(_between(part) for part in match[3].split())
    if last < first or any(begin >= end for begin, end in times) or sorted(times) != list(times):
        raise _Bad("hours: days and times must come one after the other")
    return Span(tuple(range(first, last + 1)), times)


def _between(words: str) -> tuple[time, time]:
    begin, end = words.split("-")
    try:
        return time.fromisoformat(begin), time.fromisoformat(end)
    except ValueError:
        raise _Bad("hours: there is no such time of day") from None


def _position(longitude: str, latitude: str) -> Position:
    try:
        here = Position(float(longitude), float(latitude))
    except ValueError:
        raise _Bad("longitude, latitude: must be degrees, e.g. 104.066,30.572") from None
    (west, east), (south, north) = _CHINA
    if not (west <= here.longitude <= east and south <= here.latitude <= north):
        raise _Bad("longitude, latitude: this place is not in China")
    return here


def _window(begin: str, end: str) -> dict[str, date | None]:
    window = {"valid_from": _day("valid_from", begin), "valid_to": _day("valid_to", end)}
    if begin and end and end < begin:
        raise _Bad("valid_to: is before valid_from")
    return window


def _day(column: str, words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise _Bad(f"{column}: must be a day, e.g. 2026-11-01") from None
