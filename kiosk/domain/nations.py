"""China's nations by their codes, as documents and cards hold them (GB/T 3304; fact sheet 1.7)."""

from __future__ import annotations

from dataclasses import dataclass

# In the order of the standard, from 01 on.
_NAMES = """
    汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白
    土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇
    柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒
    乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
""".split()
_REST = {"97": "其他", "98": "外国血统"}  # not yet told apart; foreign descent


@dataclass(frozen=True)
class Nation:
    """A nation by its code of two digits. Vendors give 57 and others meanings of their own: those have no name."""

    code: str

    @property
    def name(self) -> str | None:
        """As on the document, without 族; None for a code whose meaning is not the standard's: show the code."""
        place = int(self.code)
        return _NAMES[place - 1] if 1 <= place <= len(_NAMES) else _REST.get(self.code)
