"""Bundles from outside: only what the office signed is believed, and nothing in a zip file can do harm."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.bundle import LARGEST_BUNDLE, SIGNATURE, BundleRefused, unpack
from tests.kiosk.content.content_desk import bundle, edited, files, is_the_office_s, signed, zipped

GOOD = bundle()


def refused(data: bytes) -> str:
    """Why a bundle is not used."""
    with pytest.raises(BundleRefused) as caught:
        unpack(data, is_the_office_s)
    return str(caught.value)


def test_a_signed_bundle_gives_its_files() -> None:
    assert unpack(GOOD, is_the_office_s) == signed(files())


def test_it_does_not_matter_how_it_was_zipped() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as packed:
        for name, data in sorted(signed(files()).items(), reverse=True):
            packed.writestr(name, data)
    assert unpack(held.getvalue(), is_the_office_s) == signed(files())


def test_one_changed_letter_is_noticed() -> None:
    assert "signature" in refused(zipped(edited(signed(files()), "questions.toml", "不会。", "会。")))


def test_contents_that_changed_places_are_noticed() -> None:
    members = signed(files())
    members["notices.toml"], members["channels.toml"] = members["channels.toml"], members["notices.toml"]
    assert "signature" in refused(zipped(members))


@pytest.mark.parametrize(
    "name", ["../set.toml", "/etc/passwd", "sub/set.toml", "set.toml\\..\\x", "notes.txt", "set.toml/"]
)
def test_a_name_that_is_none_of_a_set_s_is_refused(name: str) -> None:
    assert "exactly the files" in refused(zipped({**signed(files()), name: b"x"}))


def test_a_file_or_the_signature_that_is_missing_is_noticed() -> None:
    for name in (*files(), SIGNATURE):
        members = signed(files())
        del members[name]
        assert "exactly the files" in refused(zipped(members))


def test_a_name_that_stands_twice_is_refused() -> None:
    held = io.BytesIO(GOOD)
    with zipfile.ZipFile(held, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("set.toml", b"version = 1")
    assert "exactly the files" in refused(held.getvalue())


def test_what_unpacks_to_more_than_a_set_can_be_is_refused() -> None:
    bomb = zipped({**signed(files()), "outlets.csv": bytes(64_000_000)})
    assert len(bomb) < 200_000
    assert "outlets.csv is too large" in refused(bomb)


def test_a_header_that_lies_about_the_size_does_not_help_a_bomb() -> None:
    bomb = zipped({**signed(files()), "outlets.csv": bytes(64_000_000)})
    assert refused(bomb.replace(struct.pack("<I", 64_000_000), struct.pack("<I", 10)))


def test_a_long_signature_is_refused() -> None:
    assert "signature is too large" in refused(zipped({**signed(files()), SIGNATURE: bytes(5000)}))


def test_more_than_eight_megabytes_are_not_even_opened() -> None:
    assert "larger than 8 MB" in refused(GOOD + bytes(LARGEST_BUNDLE))


def test_other_ways_to_pack_are_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_LZMA) as packed:
        for name, data in signed(files()).items():
            packed.writestr(name, data)
    assert "packed in a way" in refused(held.getvalue())


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, len(GOOD) - 1), junk=st.binary(max_size=8), cut=st.integers(0, 64))
def test_a_spoiled_bundle_is_refused_or_whole(at: int, junk: bytes, cut: int) -> None:
    try:
        found = unpack(GOOD[:at] + junk + GOOD[at + cut :], is_the_office_s)
    except BundleRefused:
        return
    assert found == signed(files())


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    refused(data)


def test_nothing_is_written_by_looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused(zipped({**signed(files()), "../escaped": b"x"}))
    assert list(tmp_path.iterdir()) == []
