"""The photo: its header, a vendor's plug-in in a process of its own, and every way that one can fail."""

from __future__ import annotations

import pickle

import pytest

from kiosk.domain.photo import Photo
from kiosk.hardware.id_reader.errors import PhotoFailed
from kiosk.hardware.id_reader.photo import develop, size_of
from tests.id_reader_vectors import VECTORS
from tests.virtual_time import run

WLT = bytes.fromhex(VECTORS["read"]["photo_head"]) + b"\x7f" * 1018


def developed(name: str, wlt: bytes = WLT, within: float = 10.0) -> Photo:
    """What a plug-in of the tests makes of a photo."""
    return run(develop(wlt, f"tests.photo_decoders:{name}", within))


def test_the_header_tells_the_size() -> None:
    assert size_of(WLT) == (102, 126)
    assert size_of(b"WL\x01") is None
    assert size_of(bytes(1024)) is None


def test_dots_are_a_picture() -> None:
    photo = developed("dots")
    assert (photo.form, photo.width, photo.height) == ("rgb", 102, 126)
    assert photo.reveal() == b"\x7f" * (3 * 102 * 126)


def test_a_bmp_file_is_a_picture_of_its_own_size() -> None:
    photo = developed("bmp")
    assert (photo.form, photo.width, photo.height) == ("bmp", 1, 1)


def test_what_a_library_prints_does_not_get_into_the_picture() -> None:
    assert developed("chatters") == developed("dots")


@pytest.mark.parametrize(
    ("decoder", "fact"),
    [
        ("raises", "the plug-in raised ValueError"),
        ("ends", "the plug-in ended with -6"),
        ("gives_nothing", "the plug-in raised TypeError"),
        ("gives_rubbish", "what the plug-in gave is no picture"),
        ("is_not_there", "the plug-in raised AttributeError"),
    ],
)
def test_a_plug_in_that_fails_says_how_and_nothing_else(decoder: str, fact: str) -> None:
    with pytest.raises(PhotoFailed) as caught:
        developed(decoder)
    assert caught.value.fact == fact


def test_a_plug_in_that_is_not_installed() -> None:
    with pytest.raises(PhotoFailed, match="the plug-in raised ModuleNotFoundError"):
        run(develop(WLT, "no_such_vendor:decode", 10.0))


def test_a_plug_in_that_hangs_is_ended() -> None:
    with pytest.raises(PhotoFailed, match=r"no picture within 0\.5 s") as caught:
        developed("hangs", within=0.5)
    assert caught.value.__cause__ is None


def test_what_is_no_photo_is_not_given_to_the_plug_in() -> None:
    with pytest.raises(PhotoFailed, match="not in the format WLT"):
        developed("ends", bytes(1024))


def test_a_photo_says_nothing_of_itself_and_stays_in_the_process() -> None:
    photo = Photo(b"face", "bmp", 102, 126)
    assert repr(photo) == str(photo) == "Photo(102 x 126)"
    assert photo == Photo(b"face", "bmp", 102, 126)
    assert photo != Photo(b"other", "bmp", 102, 126)
    assert hash(photo) == hash(Photo(b"face", "bmp", 102, 126))
    with pytest.raises(TypeError):
        pickle.dumps(photo)
    with pytest.raises(AttributeError):
        photo.width = 1
