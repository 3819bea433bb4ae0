"""Reading a set: whatever is wrong is named with its file and item, all of it at once."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.content.problems import ContentWrong
from kiosk.content.reading import FILES, load
from tests.kiosk.content.content_desk import edited, files, written


def wrong(folder: Path, *edits: tuple[str, str, str]) -> list[str]:
    """What is said of a set after these edits."""
    content = files()
    for name, old, new in edits:
        content = edited(content, name, old, new)
    with pytest.raises(ContentWrong) as caught:
        load(written(folder / "set", content))
    return [str(problem) for problem in caught.value.problems]


def test_a_good_set_says_what_it_is(tmp_path: Path) -> None:
    content = load(written(tmp_path / "set", files("2026-12-01.7")))
    assert (content.version, content.synthetic, len(content.outlets)) == ("2026-12-01.7", True, 40)


CSV = "outlets.csv"
Q = "questions.toml"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("set.toml", 'version = "2026-12-01.1"', 'version = "1"', "set.toml: version: String should match"),
        ("set.toml", "synthetic = true", "synthetic = 1", "set.toml: synthetic: Input should be a valid boolean"),
        ("set.toml", "date = 2019-11-01", "", "set.toml: sources.notice.date: missing"),
        (Q, 'id = "F01"', 'id = "F35"', "questions.toml: F35: stands there 2 times"),
        (Q, 'topic = "new-card"', 'topic = "x"', "questions.toml: F01: topic: x is not in [topics]"),
        (Q, 'words = ["old-card"]', 'words = ["x"]', "questions.toml: F01: words: x is not in [words]"),
        (Q, 'source = "notice"', 'source = "hearsay"', "questions.toml: F01: source: hearsay is not in set.toml"),
        (Q, 'source = "notice"\n', "", "questions.toml: F01: source: missing"),
        (Q, "faces = true", "colour = 1", "questions.toml: F01: colour: unknown key"),
        (
            Q,
            "valid_to = 2019-12-31",
            "valid_to = 2020-01-31",
            "questions.toml: F02a: holds on the same day as F02b; of F02",
        ),
        (Q, "valid_to = 2019-12-31", "valid_to = 2019-01-01", "questions.toml: F02a: valid_to: is before valid_from"),
        (
            Q,
            "valid_to = 2019-12-31",
            'valid_to = "soon"',
            "questions.toml: F02a: valid_to: Input should be a valid date",
        ),
        (Q, 'answer.en = "Yes, if', 'answer.fr = "Yes, if', "questions.toml: F01: must be in en, zh-CN"),
        (Q, "我的社保卡要换吗？", "我的社保卡要换\\ue000吗？", "questions.toml: F01: no font shows U+E000"),
        (Q, "我的社保卡要换吗？", " ", "questions.toml: F01: question: zh-CN: must be words"),
        (Q, 'icon = "smart-card"', 'icon = "unicorn"', "questions.toml: topics.new-card: icon: there is no unicorn"),
        ("notices.toml", "[[notice]]", "[[note]]", "notices.toml: note: unknown key"),
        ("channels.toml", 'kind = "app"', 'kind = "fax"', "channels.toml: tianfu: kind: Input should be"),
        ("rules.toml", "value = 30", "value = 0", "rules.toml: production_working_days.value: Input should be greater"),
        (
            "rules.toml",
            "value = 30",
            "value = true",
            "rules.toml: production_working_days.value: Input should be a valid int",
        ),
        ("rules.toml", "value = 2019-11-01", "value = 2021-01-01", "rules.toml: full_use_from, transition_until"),
        ("area-codes.toml", 'area_code = "028"', 'area_code = "28"', "area-codes.toml: 5101: area_code: String should"),
        ("outlets.toml", "GCJ-02", "WGS-84", "outlets.toml: datum: String should match"),
        ("districts.toml", 'code = "510104"', 'code = "X"', "outlets.csv: CD-0001: district: 510104 is not in"),
        (CSV, "id,name", "name,id", "outlets.csv: line 1: must be: id,name,kind"),
        (CSV, ",ordinary,", ",usual,", "outlets.csv: line 2 (CD-0001): kind: must be one of ordinary, instant"),
        (CSV, "hrss-city", "nobody", "outlets.csv: line 2 (CD-0001): owner: nobody is not in outlets.toml"),
        (CSV, "028-00000001", "call us", "outlets.csv: line 2 (CD-0001): phone: must be digits"),
        (CSV, "028-00000001", "", "outlets.csv: line 2 (CD-0001): phone: missing"),
        (CSV, "Mon-Fri 09:00-12:00", "Mon-Fri 9-12", "outlets.csv: line 2 (CD-0001): hours: must look like"),
        (CSV, "Mon-Fri 09:00-12:00", "Fri-Mon 09:00-12:00", "outlets.csv: line 2 (CD-0001): hours: days and times"),
        (CSV, "09:00-12:00 13", "09:00-25:00 13", "outlets.csv: line 2 (CD-0001): hours: there is no such time"),
        (CSV, "09:00-12:00 13", "09:00-08:00 13", "outlets.csv: line 2 (CD-0001): hours: days and times"),
        (CSV, "apply query", "apply sing", "outlets.csv: line 2 (CD-0001): services: must be one of apply"),
        (CSV, "104.0745,30.6652", "30.6652,104.0745", "outlets.csv: line 2 (CD-0001): longitude, latitude: this place"),
        (CSV, "104.0745", "east", "outlets.csv: line 2 (CD-0001): longitude, latitude: must be degrees"),
        (CSV, "104.0745", "nan", "outlets.csv: line 2 (CD-0001): longitude, latitude: this place is not in China"),
        (CSV, ",yes,,,", ",maybe,,,", "outlets.csv: line 2 (CD-0001): accessible: must be one of yes, no"),
        (CSV, ",yes,,,", ",yes,soon,,", "outlets.csv: line 2 (CD-0001): valid_from: must be a day"),
        (CSV, ",yes,,,", ",yes,2026-02-01,2026-01-01,", "outlets.csv: line 2 (CD-0001): valid_to: is before"),
        (CSV, ",yes,,,", ",yes,,", "outlets.csv: line 2 (CD-0001): has 16 columns, must have 17"),
        (CSV, "CD-0101", "CD-0001", "outlets.csv: CD-0001: stands there 2 times"),
        (CSV, "样例市人社服务大厅", '"样例市', "outlets.csv: line 41: unexpected end of data"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_item(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    assert [line for line in wrong(tmp_path, (name, old, new)) if line.startswith(said)]


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    said = wrong(
        tmp_path,
        (Q, "faces = true", "colour = 1"),
        (Q, 'topic = "apply"', 'topic = "x"'),
        (CSV, "028-00000001", "call us"),
        (CSV, "028-00000101", "call us"),
        ("channels.toml", 'kind = "app"', 'kind = "fax"'),
    )
    assert len(said) == 5


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_named_once(tmp_path: Path, name: str) -> None:
    folder = written(tmp_path / "set", files())
    spoils: tuple[Callable[[Path], object], ...] = (Path.unlink, lambda path: path.write_bytes(b"\xff\xfe"))
    for spoil in reversed(spoils):
        spoil(folder / name)
        with pytest.raises(ContentWrong) as caught:
            load(folder)
        assert [problem.file for problem in caught.value.problems].count(name) == 1


def test_a_spreadsheet_s_mark_at_the_beginning_is_not_in_the_way(tmp_path: Path) -> None:
    content = files()
    folder = written(tmp_path / "set", {**content, CSV: b"\xef\xbb\xbf" + content[CSV].replace(b"\n", b"\r\n")})
    assert len(load(folder).outlets) == 40


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(FILES), at=st.integers(0, 3000), junk=st.binary(max_size=12), cut=st.integers(0, 40))
def test_no_spoiled_file_raises_anything_but_its_name(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, junk: bytes, cut: int
) -> None:
    content = files()
    content[name] = content[name][:at] + junk + content[name][at + cut :]
    folder = written(tmp_path_factory.mktemp("spoiled") / "set", content)
    with contextlib.suppress(ContentWrong):
        load(folder)
