"""The configuration: wrong keys are named with their file, and nothing wrong is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.config import load
from kiosk.config_file import ConfigError, read
from kiosk.config_services import Services

_CONFIG = Path(__file__).parents[2] / "config"


@pytest.mark.parametrize("name", ["kiosk.toml", "simulated.toml"])
def test_the_kept_configurations_are_in_order(name: str) -> None:
    assert load(_CONFIG / name).machine.number


def test_an_unknown_key_is_refused_by_name_and_file() -> None:
    path = _CONFIG / "simulated.toml"
    with pytest.raises(ConfigError) as caught:
        load(path, ["printer.colour=true", "machine.mood=1"])
    assert str(caught.value).splitlines() == [
        f"{path}: machine.mood: unknown key",
        f"{path}: printer.colour: unknown key",
    ]


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text((_CONFIG / "kiosk.toml").read_text(encoding="utf-8").replace("rehearsal = false", ""), "utf-8")
    with pytest.raises(ConfigError, match=r"machine\.rehearsal: missing"):
        load(path)


@pytest.mark.parametrize(
    ("override", "complaint"),
    [
        ("glass.width=10", "glass.width"),
        ("id_reader.baud=1234", "id_reader.baud"),
        ("office.url='ftp://x'", "office.url"),
        ("machine.latitude=0", "longitude, latitude: both, or none"),
        ("content.refresh_minutes=0", "content.refresh_minutes"),
        ("machine.number='成都'", "machine.number"),
        ("nonsense", "expected dotted.key=value"),
        ("glass.width.deep=1", "width is not a table"),
        ("glass.width=]", "not TOML"),
    ],
)
def test_a_wrong_value_is_refused(override: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        load(_CONFIG / "simulated.toml", [override])


def test_a_file_that_cannot_be_read_or_parsed(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "none.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("[machine", "utf-8")
    with pytest.raises(ConfigError, match="is not TOML"):
        load(broken)


def test_relative_files_start_at_the_configuration_s_folder(tmp_path: Path) -> None:
    path = tmp_path / "k.toml"
    path.write_text((_CONFIG / "simulated.toml").read_text(encoding="utf-8"), "utf-8")
    config = load(path)
    assert config.files.journal == tmp_path.parent / "run" / "journal.db"
    assert config.wire.socket == tmp_path.parent / "run" / "wire.sock"
    assert config.card_reader.bin_count == tmp_path.parent / "run" / "retained-cards"


@pytest.mark.parametrize(
    ("override", "complaint"),
    [
        ("glass.width='wide'", r"glass\.width: must be int"),
        ("glass.width=true", r"glass\.width: must be int"),
        ("machine.rehearsal='yes'", r"machine\.rehearsal: must be bool"),
        ("machine=1", r"machine\.languages: missing"),
        ("files.log=1", r"files\.log: must be str"),
    ],
)
def test_what_the_first_frame_needs_is_refused_before_anything_is_drawn(override: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        read(_CONFIG / "simulated.toml", [override]).face()


def test_the_face_says_what_the_checked_configuration_says() -> None:
    for name in ("kiosk.toml", "simulated.toml"):
        face, checked = read(_CONFIG / name).face(), load(_CONFIG / name)
        assert (face.width, face.height, face.fullscreen) == (
            checked.glass.width,
            checked.glass.height,
            checked.glass.fullscreen,
        )
        assert (face.number, face.hall, face.languages, face.rehearsal) == (
            checked.machine.number,
            checked.machine.hall,
            checked.machine.languages,
            checked.machine.rehearsal,
        )
        assert face.log == checked.files.log


@pytest.mark.parametrize(
    ("override", "complaint"),
    [
        ("machine.languages=[]", "machine.languages"),
        ("machine.languages=['xx']", r"machine\.languages: must be different ones of en, zh-CN"),
        ("machine.languages=['en', 'en']", "machine.languages"),
        ("machine.hall='  '", r"machine\.hall: must not be blank"),
        ("office.url='http://office.invalid'", "a real machine sends names and numbers over https only"),
        ("machine.number='CD;0001'", r"machine\.number"),
        ("office.suite='RSA'", r"office\.suite"),
        ("office.channel=''", r"office\.channel"),
    ],
)
def test_a_real_machine_s_configuration_is_refused_when_it_cannot_serve(override: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        load(_CONFIG / "kiosk.toml", [override])


def test_a_service_that_nobody_confirmed_is_off_and_what_the_standards_ask_for_is_on() -> None:
    services = load(_CONFIG / "kiosk.toml").services
    assert {name for name, on in services if on is True} == {"activation", "rating"}
    tried = {name for name, on in load(_CONFIG / "simulated.toml").services if on}
    assert tried == set(Services.model_fields) - {"typed_name"}  # which lets no more people in, but fewer


@pytest.mark.parametrize("key", ["key", "office_key", "certificate", "certificate_key", "ca", "channel", "operator"])
def test_a_real_machine_needs_keys_certificates_and_a_name_at_the_office(key: str, tmp_path: Path) -> None:
    lines = (_CONFIG / "kiosk.toml").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "kiosk.toml"
    path.write_text("\n".join(line for line in lines if not line.startswith(f"{key} = ")), "utf-8")
    with pytest.raises(ConfigError, match=rf"office(\.|: ){key}: (missing|needed for https)"):
        load(path)
