"""Builds the characters that names can be typed with, from pypinyin, Debian's Rime dictionary and the Unihan database.

The result is committed, since a kiosk needs none of what it was made from. Run by `make characters`, needed only to
take up a newer release. A line is a syllable, its characters in the order in which they are likely in a given name, and
those of them that are hardly ever read so; one that no dictionary gives a reading is found where its radical is read.
The same inputs give the same bytes.
"""

import bz2
import re
import subprocess
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "kiosk" / "writing" / "characters.txt"
HEAD = "# Han characters by reading, the likelier in a name first; built by tools/build_characters.py, sources: NOTICE."

RIME = ("rime-data-pinyin-simp", "usr/share/rime-data/pinyin_simp.dict.yaml")
UNICODE = ("unicode-data", "usr/share/unicode")

# What given names are commonly written with, the commoner first: an order of our own, since public counts of given
# names carry no licence. It only decides what comes first; everything else follows by how common it is in writing.
GIVEN = """
    英华玉明秀文兰金国春丽红云桂荣志梅建芳军海平林伟玲珍小晓燕凤强永霞新成生美清东辉艳慧娟杰德勇静花龙俊福萍淑忠涛
    峰波敏世庆光娜家翠琴洪刚亮宝正莲仁义祥斌学鹏子雨佳婷宇浩欣怡梓涵轩诗雅思嘉琪瑞泽晨阳悦萱可馨彤妍若一依然奕辰铭
    睿博昊天皓煜沐宸瑶雪莹洁倩颖琳璐莉蕾菲薇露娇媛丹彩香月巧凯超飞鑫磊毅宁健坤松柏森栋梁立民利安和顺发财富贵喜乐康寿
    昌盛兴旺胜才良善贤达礼智信维全友根水火土木山川江河湖洋湘渝蓉蜀锦秋冬夏晴雯霖霜雷霄岚岩石钢铁铜银钰钧锋锐钊铮镇玺
    珊琼瑾瑜璇珂琦玮珏瑛珠琛璟玥瑄璋炜炎焕灿烨炳煌耀昕旭昱晟晗晖景曦朗朝胤祖宗先少大长远恒久启开元亨贞益谦诚恩惠慈爱
    敬孝廉洛溪泉清源浪潇潮淼滢澜瀚沛泓济润渊涓漫菁芝芬芸茜莎荷菊萌葵蓓蕊薰艺苗茂荣莘芮苑茵茹蔓枫桐楠梧柳杨桃杏桢榕樱
    桦楷彬彦彪影心念恬悠惜意愉愫慕憬玄妙好如妃妮姗姣娅婉婧婵媚嫣婕姝娴嫦凌冰凝凡亦仪伦佑佩俐倪儒元先兆克冠军初勋勤千
    升卓南博卫双叶君吉向启周咏品哲唯善园坚城培堂墨士壮奇奎宏定宜宣宪容宾寒尔尚尧展岗岳峻崇川巍帆帅常干广庭延弘弛弟强
    彰征徽德志忆怀恺慎懿戈成扬拓振捷敦文斐新方昂昭智曼朋望杉果标树格桥楚欢武歌毓水汉汝沁沂泰泳浦涌淳淇深湛滨演灵炫烈
    照熙燊爽玫珑琬瑗璨甜申男畅白百益盈真知石硕社祺禄福禹秉程稳穆立童端笑笛筠策箐红纪纯纲纳纹经绍绮维绪缘罗羽翔翰翼耘
    聪肖育胜舒航良芊花苏英范荟荻莱菀萧蒙蓝蕙薪藜虎虹蝶衍裕西言训记许诺谊谨谷豪贝贤赋赫超越跃路轶辛运进迪逸遥道邦郁鉴
    钦铎长闯间阔陆陶隆雁雄雅霏霭青靓靖韬韵顺颂预颜风飘香驰骁骏高鸣鸿鹃鹤黎黛齐龄多吉次仁卓玛扎西拉姆央金格桑尼玛达瓦
    旦增罗布顿珠平措旺堆米买提古丽阿依夏木阿卜热合曼
""".split()

GIVEN_PLACE = {one: place for place, one in reversed(list(enumerate("".join(GIVEN))))}

USUAL, SELDOM = 0.1, 0.002  # shares of a character's readings
_TONES_OF_U = str.maketrans("ǖǘǚǜ", "vvvv")
_RIME_SPELLS = {"lue": "lve", "nue": "nve"}


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        weights = read_weights(unpack(*RIME, Path(scratch)))
        unicode = unpack(*UNICODE, Path(scratch))
        common = {one for one, _ in read_unihan(unicode, "Readings", "kTGHZ2013")}
        radicals = read_radicals(unicode)
    readings = {chr(point): spelled(marked) for point, marked in pinyin_dict.items() if is_han(point)}
    by_syllable = {
        syllable: "".join(sorted(characters, key=lambda one: likelihood(one, syllable, readings, weights, common)))
        for syllable, characters in invert(readings).items()
    }
    for syllable, characters in invert(of_radicals(radicals, readings)).items():
        by_syllable[syllable] += "".join(sorted(characters))
    lines = []
    for syllable, ordered in sorted(by_syllable.items()):
        seldom = [one for one in ordered if share(one, syllable, readings, weights) < SELDOM]
        lines.append(f"{syllable} {ordered} {''.join(seldom)}".rstrip())
    RESULT.write_text("\n".join((HEAD, *lines)) + "\n", "utf-8")
    print(f"{RESULT.relative_to(ROOT)}: {len(lines)} syllables, {len(set(''.join(by_syllable.values())))} characters")


def unpack(package: str, path: str, scratch: Path) -> Path:
    """What a Debian package holds; it is fetched, and not installed."""
    subprocess.run(["apt-get", "download", "-q", package], cwd=scratch, check=True, capture_output=True)
    archive = next(scratch.glob(f"{package}_*.deb"))
    subprocess.run(["dpkg-deb", "-x", archive.name, "."], cwd=scratch, check=True)
    return scratch / path


def is_han(point: int) -> bool:
    """A character of names; a compatibility form is another code for one, and is left out."""
    blocks = ((0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xFA0E, 0xFA29), (0x20000, 0x323AF))
    within = any(first <= point <= last for first, last in blocks)
    return within and not unicodedata.decomposition(chr(point))


def spelled(marked: str) -> tuple[str, ...]:
    """Readings as keys type them: no tones, ü is v; the commonest first. What has no vowel is no reading of a name."""
    letters = unicodedata.normalize("NFD", marked.replace("ü", "v").translate(_TONES_OF_U)).split(",")
    plain = ("".join(one for one in part if not unicodedata.combining(one)) for part in letters)
    return tuple(dict.fromkeys(one for one in plain if re.fullmatch("[a-z]*[aeiouv][a-z]*", one)))


def invert(readings: dict[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """Characters by syllable."""
    found: dict[str, set[str]] = defaultdict(set)
    for character, syllables in readings.items():
        for syllable in syllables:
            found[syllable].add(character)
    return found


def read_weights(dictionary: Path) -> dict[tuple[str, str], int]:
    """How common a character is with a reading."""
    lines = re.findall(r"^(\S)\t([a-z]+)\t(\d+)$", dictionary.read_text("utf-8"), re.MULTILINE)
    return {(character, _RIME_SPELLS.get(syllable, syllable)): int(weight) for character, syllable, weight in lines}


def read_unihan(folder: Path, file: str, key: str) -> Iterator[tuple[str, str]]:
    """A property of the Unihan database."""
    with bz2.open(folder / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            point, _, rest = line.rstrip("\n").partition("\t")
            name, _, value = rest.partition("\t")
            if name == key and point.startswith("U+"):  # a comment says which properties there are
                yield chr(int(point.removeprefix("U+"), base=16)), value


def read_radicals(folder: Path) -> dict[str, str]:
    """The radical that a character is listed under in the great dictionaries."""
    table = (folder / "CJKRadicals.txt").read_text("utf-8")
    radicals = dict(re.findall(r"^([0-9]+'*); [0-9A-F]*; ([0-9A-F]+)$", table, re.MULTILINE))
    listed = read_unihan(folder, "IRGSources", "kRSUnicode")
    return {one: chr(int(radicals[place.split(".")[0].rstrip("'")], 16)) for one, place in listed if is_han(ord(one))}


def of_radicals(radicals: dict[str, str], readings: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Where to find what has no reading: where its radical is read."""
    return {one: readings[radical][:1] for one, radical in radicals.items() if not readings.get(one)}


def share(one: str, syllable: str, readings: dict[str, tuple[str, ...]], weights: dict[tuple[str, str], int]) -> float:
    """How often it is read so, of all times; where nobody has counted, always as the dictionaries' first reading."""
    known = readings.get(one, ())
    of_all = sum(weights.get((one, other), 0) for other in known)
    if of_all:
        return weights.get((one, syllable), 0) / of_all
    return float(not known or known[0] == syllable)


def likelihood(
    one: str,
    syllable: str,
    readings: dict[str, tuple[str, ...]],
    weights: dict[tuple[str, str], int],
    common: set[str],
) -> tuple[object, ...]:
    """A key to sort by: given names, the national table of 2013 by how common, the rest by how common, then by code."""
    usual = share(one, syllable, readings, weights) >= USUAL  # else this reading is not the name's
    given = GIVEN_PLACE.get(one) if usual else None
    return (
        given is None,
        given or 0,
        one not in common,
        not usual,
        -weights.get((one, syllable), 0),
        readings[one][0] != syllable,
        ord(one),
    )


if __name__ == "__main__":
    main()
