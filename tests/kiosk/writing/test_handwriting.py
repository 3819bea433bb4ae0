"""Handwriting: strokes as a finger draws them, read by the engine that set-up installs; and a machine without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.writing.handwriting import HandwritingUnavailable, Zinnia

MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
KING = [[(60, 50), (240, 50)], [(80, 150), (220, 150)], [(150, 50), (150, 250)], [(40, 250), (260, 250)]]
TEN = [[(50, 150), (250, 150)], [(150, 50), (150, 260)]]


def test_strokes_are_read_the_likeliest_first() -> None:
    engine = Zinnia(MODEL)
    assert engine.read(KING, 300, 8)[0] == "王"
    assert "十" in engine.read([*TEN, []], 300, 8)
    assert len(engine.read(TEN, 300, 8)) == 8
    assert engine.read([], 300, 8) == engine.read([[]], 300, 8) == ()


def test_a_model_that_is_none_is_told_by_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "broken.model"
    broken.write_bytes(b"no model" * 9)
    for wrong in (broken, tmp_path / "nowhere.model"):
        with pytest.raises(HandwritingUnavailable, match=wrong.name):
            Zinnia(wrong)


def test_a_machine_without_the_library_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.writing.handwriting._LIBRARY", "libnowhere.so.0")
    with pytest.raises(HandwritingUnavailable, match=r"libnowhere\.so\.0"):
        Zinnia(MODEL)
