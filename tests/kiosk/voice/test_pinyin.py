"""Han as pinyin: polyphones of our own words, the tones of 一 and 不, surnames, rare characters, mixed sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.voice.pinyin import HAN, name_syllables, readings, syllables
from kiosk.voice.runs import NAME, Run, Tongue, runs

LOCALES = Path(__file__).parents[3] / "kiosk" / "locales"

# Parts of our own sentences, read by a person; each holds a character that can be read in more than one way.
READ = {
    "请到卡面上那家银行的柜台": "qing3 dao4 ka3 mian4 shang4 na4 jia1 yin2 hang2 de5 gui4 tai2",
    "测试银行演示支行": "ce4 shi4 yin2 hang2 yan3 shi4 zhi1 hang2",
    "行动不便的": "xing2 dong4 bu2 bian4 de5",
    "请重新插入": "qing3 chong2 xin1 cha1 ru4",
    "请不要急着重办": "qing3 bu2 yao4 ji2 zhe5 chong2 ban4",
    "重置社保密码": "chong2 zhi4 she4 bao3 mi4 ma3",
    "着急的话": "zhao2 ji2 de5 hua4",
    "您还要办什么": "nin2 hai2 yao4 ban4 shen2 me5",
    "以网点公布的为准": "yi3 wang3 dian3 gong1 bu4 de5 wei2 zhun3",
    "银行正在为社保卡开户": "yin2 hang2 zheng4 zai4 wei4 she4 bao3 ka3 kai1 hu4",
    "是因为已在别处办过卡": "shi4 yin1 wei4 yi3 zai4 bie2 chu4 ban4 guo4 ka3",
    "怎么处理": "zen3 me5 chu3 li3",
    "转到成都，就能在成都用": "zhuan3 dao4 cheng2 du1 jiu4 neng2 zai4 cheng2 du1 yong4",
    "都带好了吗": "dou1 dai4 hao3 le5 ma5",
    "先打发卡地的": "xian1 da3 fa1 ka3 di4 de5",
    "医院和药店": "yi1 yuan4 he2 yao4 dian4",
    "来不了的老人": "lai2 bu4 liao3 de5 lao3 ren2",
    "卡拔得太早了": "ka3 ba2 de5 tai4 zao3 le5",
    "这次办得怎么样": "zhe4 ci4 ban4 de5 zen3 me5 yang4",
    "得注销后重新申办": "dei3 zhu4 xiao1 hou4 chong2 xin1 shen1 ban4",
    "请记得修改": "qing3 ji4 de5 xiu1 gai3",
    "节假日和调休上班日": "jie2 jia4 ri4 he2 tiao2 xiu1 shang4 ban1 ri4",
    "市卡务中心会协调": "shi4 ka3 wu4 zhong1 xin1 hui4 xie2 tiao2",
    "打印机的切刀卡住了": "da3 yin4 ji1 de5 qie1 dao1 qia3 zhu4 le5",
    "照片或信息不符": "zhao4 pian4 huo4 xin4 xi1 bu4 fu2",
    "银行卡或存折": "yin2 hang2 ka3 huo4 cun2 zhe2",
    "未成年的孩子长大": "wei4 cheng2 nian2 de5 hai2 zi5 zhang3 da4",
    "长期在外地": "chang2 qi1 zai4 wai4 di4",
    "变更发放账户": "bian4 geng1 fa1 fang4 zhang4 hu4",
    "要看更多": "yao4 kan4 geng4 duo1",
    "单位": "dan1 wei4",
    "参保": "can1 bao3",
    "任何一个": "ren4 he2 yi2 ge4",
    "新都区、郫都区": "xin1 du1 qu1 pi2 du1 qu1",
    "阿坝藏族羌族自治州": "a1 ba4 zang4 zu2 qiang1 zu2 zi4 zhi4 zhou1",
    "隐藏": "yin3 cang2",
}


@pytest.mark.parametrize(("written", "said"), READ.items())
def test_polyphones_of_our_own_sentences(written: str, said: str) -> None:
    assert [each for part in re.findall(f"{HAN}+", written) for each in syllables(part)] == said.split()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("一张", "yi4 zhang1"),
        ("一条", "yi4 tiao2"),
        ("一起", "yi4 qi3"),
        ("一步", "yi2 bu4"),
        ("一个", "yi2 ge4"),
        ("第一步", "di4 yi1 bu4"),
        ("周一至周五", "zhou1 yi1 zhi4 zhou1 wu3"),
        ("十一月", "shi2 yi1 yue4"),
        ("不是", "bu2 shi4"),
        ("不能", "bu4 neng2"),
    ],
)
def test_the_tones_of_one_and_not_follow_what_comes(written: str, said: str) -> None:
    assert syllables(written) == said.split()


@pytest.mark.parametrize(
    ("name", "said"),
    [("任测试", "ren2"), ("单样例", "shan4"), ("仇样例", "qiu2"), ("解样例", "xie4"), ("尉迟样例", "yu4 chi2"),
     ("查样例", "zha1"), ("盖样例", "ge3"), ("区样例", "ou1"), ("朴样例", "piao2"), ("欧阳样例", "ou1 yang2")],
)  # fmt: skip
def test_surnames_have_readings_of_their_own(name: str, said: str) -> None:
    assert name_syllables(name)[: len(said.split())] == said.split()
    assert len(name_syllables(name)) == len(name)


def test_a_name_within_a_sentence_is_marked_and_only_it_is_read_so() -> None:
    assert runs(f"{NAME}单，请任选一项", "zh-CN") == (Run(Tongue.MANDARIN, "shan4, qing3 ren4 xuan3 yi2 xiang4"),)


def test_a_rare_character_is_read_and_an_unknown_one_is_left_out() -> None:
    assert syllables("𬭎䶮㛃") == ["hong2", "yan3", "jie2"]
    assert syllables("𠮷𠮷吉") == ["", "", "ji2"]


def test_every_character_of_our_words_has_a_reading() -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in (LOCALES / "zh-CN").glob("*.ftl"))
    assert [han for han in sorted(set(re.findall(HAN, words))) if syllables(han) == [""]] == []


def test_the_corrections_are_pinyin_with_a_syllable_for_each_character() -> None:
    tables = readings()
    for word, said in (*tables.words.items(), *tables.surnames.items()):
        assert len(word) == len(said), word
        assert all(re.fullmatch("[a-zv]+[1-5]", each) for each in said), word


def test_mixed_sentences_are_split_among_the_voices() -> None:
    assert runs("本机编号：CD-0017。", "zh-CN") == (
        Run(Tongue.MANDARIN, "ben3 ji1 bian1 hao4,"),
        Run(Tongue.ENGLISH, "C D"),
        Run(Tongue.MANDARIN, ", ling2 ling2 yi1 qi1."),
    )
    assert runs("Outlet: 演示街18号, call 12333", "en") == (
        Run(Tongue.ENGLISH, "Outlet:"),
        Run(Tongue.MANDARIN, "yan3 shi4 jie1 shi2 ba1 hao4"),
        Run(Tongue.ENGLISH, ", call one two three three three"),
    )
    assert runs("……", "zh-CN") == ()
