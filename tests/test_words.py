"""The words: every Text the kiosk can say exists in every language, with the same arguments, and none is idle."""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from kiosk import fonts
from kiosk.domain.application_state import IN_PRODUCTION
from kiosk.domain.card import CardState
from kiosk.domain.opening_hours import Opening
from kiosk.domain.other_city import Answer, Wish
from kiosk.domain.outlet import Appointment, Can, Kind
from kiosk.domain.progress import STAGES, Stage, Trouble
from kiosk.domain.regime import NewCard, StripCard
from kiosk.domain.relative import Relation
from kiosk.domain.weak_pin import Weakness
from kiosk.flows.change_pin import PinEnd
from kiosk.flows.service import Group
from kiosk.i18n import Words
from kiosk.views import Item, Tone
from kiosk.writing.name_entry import Keys

KIOSK = Path(__file__).parent.parent / "kiosk"
LANGUAGES = sorted(folder.name for folder in (KIOSK / "locales").iterdir())

# Names that look like a message's key and are none.
DEVICES = frozenset({"id-reader", "card-reader", "printer", "pin-pad", "code-scanner"})
TARGETS = frozenset({"close-help", "way-out"})  # what a tester's finger calls them
OTHERS = frozenset(
    {"not-offered", "unknown-relative", "not-changed", "hrss-kiosk", "take-document", "take-card", "crt-310"}
    | {"espeak-ng", "cmn-latn-pinyin", "en-gb"}  # the synthesiser and its voices
    | {group.value for group in Group}
)
SAID_BY_I18N = frozenset({"day", "month-name"})

# What the braces of a key can be. A key put together from parts is listed here, or its test does not know it.
_REFUSED = [state.value for state in CardState if state not in (CardState.SEALED, CardState.NORMAL)]
_NOT_REPORTED = ["sealed", "locked", "cancelled", "expired"]
_OUT_OF_PRODUCTION = [stage.value for stage in STAGES[STAGES.index(Stage.READY) :]]
_YES_OR_NO = ["other-city-collected", "other-city-activated", "other-city-bank"]
FAMILIES: dict[str, list[str]] = {
    "glass-key-{}": [*(keys.value for keys in Keys), "dot", "erase", "space"],
    "glass-name-{}": [*(keys.value for keys in Keys), "astray", "full"],
    "stage-{}": [stage.value for stage in Stage],
    "progress-is-{}": _OUT_OF_PRODUCTION,
    "progress-trouble-{}": [trouble.value for trouble in Trouble],
    "making-is-{}": [state.value for state in IN_PRODUCTION],
    "card-is-{}": [state.value for state in CardState],
    "other-city-wish-{}": [wish.value for wish in Wish],
    "other-city-is-{}": [answer.value for answer in Answer],
    "{}.yes": _YES_OR_NO,
    "{}.no": _YES_OR_NO,
    "{}.unknown": _YES_OR_NO,
    "strip-{}": [far.value for far in NewCard],
    "strip-next-{}": [far.value for far in NewCard],
    "strip-is-{}": [stands.value for stands in StripCard],
    "mode-{}": ["large", "contrast", "low", "voice"],
    "papers-for-{}": ["child", "pupil", "unable", "away"],
    "activate-is-{}": _REFUSED,
    "activated-pin-{}": [*(end.value for end in PinEnd), "skipped"],
    "pin-weak-{}": [found.value for found in Weakness],
    "pin-{}": [end.value for end in PinEnd if end is not PinEnd.LOCKED],
    "loss-is-{}": _NOT_REPORTED,
    "device-{}": sorted(DEVICES),
    "pad-at-{}": ["free", "chosen", "closed"],
    "relation-{}": [relation.value for relation in Relation],
    "group-{}": [group.value for group in Group],
    "left-behind-{}": [item.value for item in Item],
    "glass-item-{}": [item.value for item in Item],
    "glass-tone-{}": [tone.value for tone in Tone],
    "outlets-{}": [kind.value for kind in Kind],
    "outlets-{}.short": [kind.value for kind in Kind],
    "outlets-is-{}": [opening.value for opening in Opening if opening is not Opening.CLOSED],
    "outlets-is-instant-{}": [appointment.value for appointment in Appointment],
    "outlets-can-{}": [can.value for can in Can],
    "outlets-by-{}": ["district", "service", "owner", "within", "hours"],
    "questions-by-{}": ["topic", "word"],
    "{}.advice": [
        *(f"activate-is-{state}" for state in _REFUSED),
        *(f"card-is-{state.value}" for state in CardState),
        *(f"making-is-{state.value}" for state in IN_PRODUCTION),
        *(f"progress-trouble-{trouble.value}" for trouble in Trouble),
        *(f"pin-{end.value}" for end in PinEnd if end is not PinEnd.LOCKED),
        *("progress-nothing-known", "situation-active", "loss-no-card", "loss-not-reported", "loss-formal-stands"),
        *(f"loss-is-{state}" for state in _NOT_REPORTED),
        *("my-card-none", "my-card-not-known"),
        *("activate-already", "activate-uncertain", "activate-not-done", "activate-refused"),
        *(f"progress-is-{stage}" for stage in _OUT_OF_PRODUCTION),
        *(f"transfer-{why}" for why in ("unknown-card", "not-activated", "wrong-state", "is-here", "other-province")),
        *("sorry-office", "sorry-device", "sorry-machine"),
    ],
}
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+(\.[a-z-]+)?")
_SHAPE = re.compile(r"[a-z{][a-z0-9{}-]*(\.[a-z]+)?")


def test_the_words_are_those_of_at_least_two_languages() -> None:
    assert {"zh-CN", "en"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_the_kiosk_can_say_has_words(language: str) -> None:
    assert sorted(_said() - Words(language).keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_idle(language: str) -> None:
    used = _said()
    assert sorted(_messages(language).keys() - used - _referred_to(language) - SAID_BY_I18N) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_messages_with_the_same_arguments(language: str) -> None:
    assert _messages(language) == _messages(LANGUAGES[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_asks_only_for_what_it_is_given(language: str) -> None:
    wanted = _messages(language)
    short = [f"{key}: {sorted(wanted[key] - given)}" for key, given in _calls() if wanted.get(key, set()) - given]
    assert short == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_hold_a_limit_that_the_content_s_rules_have(language: str) -> None:
    limit = re.compile(r"\d+ ?(个工作日|working days)")
    assert [path.name for path in _files(language) if limit.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_the_words_can_be_shown(language: str) -> None:
    shown = {char for path in _files(language) for char in path.read_text(encoding="utf-8")} - {"\n"}
    assert [hex(ord(char)) for char in shown if unicodedata.category(char) in ("Co", "Cn", "Cc", "Cf")] == []
    assert "\N{REPLACEMENT CHARACTER}" not in shown
    assert sorted(char for char in shown if not fonts.carries(char)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_written_without_a_mistake(language: str) -> None:
    for path in _files(language):
        junk = [entry for entry in _parsed(path).body if isinstance(entry, ftl.Junk)]
        assert [entry.content for entry in junk] == [], path.name


def test_every_icon_named_in_the_code_can_be_drawn() -> None:
    known = _icons()
    named = {icon for tree in _talking() for icon in _icons_named(tree)}
    assert named
    assert sorted(named - known) == []


# --- what the kiosk can say, read from its source -----------------------------------------------


def _said() -> set[str]:
    """Every key: named in a call, passed on by name, or put together from parts."""
    said = {key for key, _ in _calls()}
    for tree in _talking():
        said |= set(_keys_by_name(tree))
        for shape in _shapes(tree):
            assert shape in FAMILIES, f"{shape}: say in FAMILIES what the braces can be"
            said |= {shape.format(value) for value in FAMILIES[shape]}
    return said


def _calls() -> Iterator[tuple[str, set[str]]]:
    """Calls of text() and word() with a literal key: the key, and the arguments given."""
    for tree in _talking():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            key = node.args[0]
            if called in ("text", "word") and isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.value, {keyword.arg or "" for keyword in node.keywords}


def _keys_by_name(tree: ast.Module) -> Iterator[str]:
    """Literals that look like a key and are no icon, device or target: they are keys on their way to a text()."""
    other = _icons() | DEVICES | TARGETS | OTHERS
    services = {node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "key"}
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Constant) and node not in services else None
        if isinstance(value, str) and _KEY.fullmatch(value) and value not in other:
            yield value


def _shapes(tree: ast.Module) -> Iterator[str]:
    """f-strings that look like a key, each value as a pair of braces."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values]
            shape = "".join(parts)
            if _SHAPE.fullmatch(shape) and re.search(r"[a-z]-|\.[a-z]", shape):
                yield shape


def _icons_named(tree: ast.Module) -> Iterator[str]:
    """The icons of actions and services."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", "")
            third = node.args[2:3] if called == "Action" else []
            for value in [*third, *(keyword.value for keyword in node.keywords if keyword.arg == "icon")]:
                if isinstance(value, ast.Constant) and value.value:
                    yield str(value.value)


def _talking() -> Iterator[ast.Module]:
    """The modules that have something to say."""
    for folder in ("flows", "session", "screens", "voice"):
        for path in sorted((KIOSK / folder).rglob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))


def _icons() -> set[str]:
    return set(json.loads((KIOSK / "fonts" / "icons.json").read_text(encoding="utf-8")))


# --- the words, read from their files -----------------------------------------------------------


def _messages(language: str) -> dict[str, set[str]]:
    """Key of every message and attribute, and the arguments its words ask for, also by way of other messages."""
    patterns = _patterns(language)

    def arguments(key: str) -> set[str]:
        asked = _asked(patterns[key])
        return asked.arguments.union(*(arguments(other) for other in asked.messages))

    return {key: arguments(key) for key in patterns}


def _referred_to(language: str) -> set[str]:
    """Messages that are a part of others."""
    return set().union(*(_asked(pattern).messages for pattern in _patterns(language).values()))


def _patterns(language: str) -> dict[str, ftl.Pattern | None]:
    found: dict[str, ftl.Pattern | None] = {}
    for path in _files(language):
        for entry in _parsed(path).body:
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                found[entry.id.name] = entry.value
                found |= {f"{entry.id.name}.{part.id.name}": part.value for part in entry.attributes}
    return found


class _Asked(Visitor):
    """What a pattern asks for: arguments, and other messages."""

    def __init__(self) -> None:
        self.arguments: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - Fluent's name
        self.arguments.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802 - Fluent's name
        self.messages.add(node.id.name)


def _asked(pattern: ftl.Pattern | None) -> _Asked:
    asked = _Asked()
    if pattern is not None:
        asked.visit(pattern)
    return asked


def _parsed(path: Path) -> ftl.Resource:
    return FluentParser().parse(path.read_text(encoding="utf-8"))


def _files(language: str) -> list[Path]:
    return sorted((KIOSK / "locales" / language).glob("*.ftl"))
