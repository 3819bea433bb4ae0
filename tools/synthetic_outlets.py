"""Makes config/content/outlets.csv: outlets as Chengdu has them in number and kind, every one of them made up.

The same every time. Nobody can mistake them for real: streets and names are called 样例, phones are 028-0000xxxx.
"""

from __future__ import annotations

import csv
import functools
import io
import math
import random
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "config" / "content"
ORDINARY, INSTANT = 3494, 422  # the notice's numbers (S-50, S-51)
_SEED = 20191101

# Roughly how many live there, in ten thousands (census of 2020), and how far from the middle outlets lie, in degrees.
_DISTRICTS = {
    "510104": (90, 0.025), "510105": (96, 0.030), "510106": (127, 0.035), "510107": (110, 0.030),
    "510108": (138, 0.035), "510112": (135, 0.070), "510113": (49, 0.070), "510114": (156, 0.080),
    "510115": (97, 0.060), "510116": (146, 0.080), "510117": (139, 0.080), "510118": (36, 0.060),
    "510121": (80, 0.130), "510129": (52, 0.120), "510131": (26, 0.090), "510181": (71, 0.110),
    "510182": (78, 0.110), "510183": (60, 0.120), "510184": (74, 0.100), "510185": (76, 0.150),
    "5101GX": (126, 0.050), "5101TF": (86, 0.080), "5101DB": (36, 0.120),
}  # fmt: skip
_BANKS = "样例农商银行 样例城商银行 样例储蓄银行 样例商业银行 样例惠民银行 样例川西银行 样例合作银行".split()
_FIRST = "安 宝 春 德 东 福 光 和 恒 华 嘉 锦 康 乐 明 南 宁 平 青 庆 瑞 盛 泰 万 文 西 祥 新 兴 永 玉 云 正 中".split()
_SECOND = "安 昌 成 德 丰 富 光 和 宏 华 乐 隆 民 宁 平 清 荣 顺 泰 祥 兴 阳 怡 益 盈 裕 园 悦 泽 政".split()
_STREET = "路 街 巷 大道".split()

_HALL = "Mon-Fri 09:00-12:00 13:00-17:00"
_STATION = "Mon-Fri 09:00-12:00 14:00-17:00"
_BANK = "Mon-Fri 09:00-17:00"
_BANK_SATURDAY = "Mon-Fri 09:00-17:00; Sat-Sun 09:30-16:00"
_EVERYTHING = "apply query collect activate transfer replace pin-reset"
_USUAL = "apply query collect activate"
_INSTANT = "apply collect activate"  # queries are not listed for these (S-51)


@dataclass(frozen=True)
class _Owner:
    """A kind of house: its share of the outlets, its hours, what is done there."""

    key: str
    share: float
    hours: tuple[str, ...]
    services: str


_OWNERS = (
    _Owner("street", 0.12, (_HALL,), _USUAL + " transfer"),
    _Owner("community", 0.38, (_HALL, _STATION, _STATION), _USUAL),
    _Owner("bank", 0.50, (_BANK, _BANK, _BANK, _BANK_SATURDAY), _USUAL),
)


def spread(total: int) -> dict[str, int]:
    """How many of `total` stand in each district; what is left over goes to the largest remainders."""
    people = sum(weight for weight, _ in _DISTRICTS.values())
    exact = {code: total * weight / people for code, (weight, _) in _DISTRICTS.items()}
    counts = {code: math.floor(share) for code, share in exact.items()}
    by_rest = sorted(exact, key=lambda code: counts[code] - exact[code])
    for code in by_rest[: total - sum(counts.values())]:
        counts[code] += 1
    return counts


def rows() -> Iterator[list[str]]:
    """Every outlet as a row of the table, under its heading."""
    sys.path.insert(0, str(ROOT))
    from kiosk.content.outlet_rows import COLUMNS

    yield list(COLUMNS)
    chance = random.Random(_SEED)
    serial = 0
    for kind, total in (("ordinary", ORDINARY), ("instant", INSTANT)):
        for code, count in spread(total).items():
            for number in range(1, count + 1):
                serial += 1
                cells = _outlet(chance, kind, code, number, serial)
                yield [cells.get(column, "") for column in COLUMNS]


def _outlet(chance: random.Random, kind: str, code: str, number: int, serial: int) -> dict[str, str]:
    owner = _owner(chance, kind, code, number)
    bank = chance.choice(_BANKS) if owner.key == "bank" else ""
    place = _places()[code]
    services = owner.services if kind == "ordinary" else _INSTANT + (" replace" if owner.key == "bank" else "")
    return {
        "id": f"CD-{serial:04d}",
        "name": _name(place["name"]["zh-CN"], owner.key, bank, kind, number),
        "kind": kind,
        "owner": owner.key,
        "bank": bank,
        "district": code,
        "address": f"成都市{place['name']['zh-CN']}{_street(chance)}{chance.randint(1, 399)}号",
        "phone": f"028-0000{serial:04d}",
        "hours": chance.choice(owner.hours),
        "services": services,
        "appointment": _appointment(chance, kind),
        **_position(chance, code, place),
        "accessible": "yes" if chance.random() < 0.8 else "no",
        "source": "made-up",
    }


def _owner(chance: random.Random, kind: str, code: str, number: int) -> _Owner:
    """The first of a district is its hall; instant outlets are halls and banks."""
    if number == 1:
        return _Owner("hrss-city" if code == "510104" else "hrss-district", 0, (_HALL,), _EVERYTHING)
    if kind == "instant":
        return _OWNERS[-1]
    return chance.choices(_OWNERS, [owner.share for owner in _OWNERS])[0]


def _name(district: str, owner: str, bank: str, kind: str, number: int) -> str:
    at_once = "即时制卡" if kind == "instant" else ""
    match owner:
        case "hrss-city":
            return f"样例市人社{at_once or '服务'}大厅"
        case "hrss-district":
            return f"{district}样例人社{at_once or '服务'}大厅"
        case "street":
            return f"{district}样例{number}街道便民服务中心"
        case "community":
            return f"{district}样例{number}社区服务站"
    return f"{bank}{district}样例{number}{'号即时制卡点' if at_once else '支行'}"


def _street(chance: random.Random) -> str:
    return f"样例{chance.choice(_FIRST)}{chance.choice(_SECOND)}{chance.choice(_STREET)}"


def _appointment(chance: random.Random, kind: str) -> str:
    if kind == "ordinary":
        return "walk-in"
    return chance.choices(["when-busy", "walk-in", "always"], [0.7, 0.2, 0.1])[0]


def _position(chance: random.Random, code: str, place: dict[str, Any]) -> dict[str, str]:
    """Most lie near the middle of the district."""
    _, reach = _DISTRICTS[code]
    angle, far = chance.uniform(0, 2 * math.pi), reach * math.sqrt(chance.random())
    longitude = place["longitude"] + far * math.cos(angle)
    latitude = place["latitude"] + far * math.sin(angle)
    return {"longitude": f"{longitude:.4f}", "latitude": f"{latitude:.4f}"}


@functools.cache
def _places() -> dict[str, dict[str, Any]]:
    text = (CONTENT / "districts.toml").read_text(encoding="utf-8")
    return {district["code"]: district for district in tomllib.loads(text)["district"]}


def table() -> str:
    """The whole file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows())
    return text.getvalue()


if __name__ == "__main__":
    (CONTENT / "outlets.csv").write_text(table(), encoding="utf-8")
    print(f"{ORDINARY} ordinary and {INSTANT} instant outlets: {CONTENT / 'outlets.csv'}")
