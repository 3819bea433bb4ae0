"""What ``kiosk content`` does: check a set, list those of this machine, roll back, and make a bundle of one."""

from __future__ import annotations

import argparse
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from kiosk.content.bundle import SIGNATURE, signed_bytes
from kiosk.content.content import Content
from kiosk.content.problems import ContentWrong
from kiosk.content.reading import FILES, load
from kiosk.content.store import SHIPPED, ContentStore


def on_machine(given: argparse.Namespace, store: ContentStore, shipped: Path, services: Iterable[str]) -> int:
    """The commands that need a machine's configuration; `services` are the keys that an item may name."""
    match given.content:
        case "check":
            return _printed(check(given.folder or shipped, services))
        case "list":
            return _printed(listing(store, shipped))
    return _printed(roll_back(store))


def at_office(given: argparse.Namespace) -> int:
    """The commands of whoever hands content out."""
    if given.content == "pack":
        return _printed(pack(given.folder, given.signature, given.bundle))
    try:
        sys.stdout.buffer.write(digest(given.folder))
    except (ContentWrong, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _printed(lines: Iterator[str]) -> int:
    try:
        for line in lines:
            print(line)
    except (ContentWrong, LookupError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def check(folder: Path, services: Iterable[str]) -> Iterator[str]:
    """What there is in a set, and what somebody should look at. Raises `ContentWrong`."""
    content = load(folder)
    made_up = ", made up" if content.synthetic else ""
    yield f"{folder}: in order, version {content.version}{made_up}"
    yield f"  {_counts(content)}"
    unreviewed = content.unreviewed()
    if unreviewed:
        yield f"  not reviewed by the owner: {' '.join(unreviewed)}"
    ended = [
        question.id for question in content.every_question if question.valid_to and question.valid_to < content.made
    ]
    if ended:
        yield f"  ended before this set was made: {' '.join(ended)}"
    without = sorted({question.act for question in content.every_question if question.act} - set(services))
    if without:
        yield f"  services that this program does not have: {' '.join(without)}"


def _counts(content: Content) -> str:
    outlets = Counter(outlet.kind.value for outlet in content.outlets.all())
    counted: Mapping[str, int] = {
        **{f"{kind} outlets": count for kind, count in sorted(outlets.items(), reverse=True)},
        "questions": len(content.every_question),
        "notices": len(content.every_notice),
        "channels": len(content.every_channel),
        "districts": len(content.every_district),
        "area codes": len(content.area_codes.cities),
    }
    return ", ".join(f"{count} {what}" for what, count in counted.items())


def listing(store: ContentStore, shipped: Path) -> Iterator[str]:
    """Every set of this machine, oldest first, and those that are not taken any more."""
    state = store.state()
    marks = {state.previous: "before", state.current: "in force"}
    yield f"{SHIPPED:15} {marks.get('', ''):9} {shipped}"
    for version in store.sets():
        unproven = "" if state.proven or version != state.current else "no start with it yet"
        yield f"{version:15} {marks.get(version, ''):9} {unproven}".rstrip()
    for version, why in state.refused.items():
        yield f"{version:15} {'refused':9} {why}"


def roll_back(store: ContentStore) -> Iterator[str]:
    """Go back by one set. Raises LookupError when there is none."""
    before = store.roll_back(f"rolled back by hand on {date.today():%Y-%m-%d}")  # noqa: DTZ011 - the operator's day
    yield f"in force from the next start on: {before or SHIPPED}"


def digest(folder: Path) -> bytes:
    """What has to be signed for a set that is in order. Raises `ContentWrong` and OSError."""
    load(folder)
    return signed_bytes(_files(folder))


def pack(folder: Path, signature: Path, bundle: Path) -> Iterator[str]:
    """Make the bundle. Raises `ContentWrong` and OSError."""
    content = load(folder)
    files = {**_files(folder), SIGNATURE: signature.read_bytes()}
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    yield f"{bundle}: version {content.version}, {bundle.stat().st_size} bytes"


def _files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}
