"""The papers and places of the synthetic citizens: documents of region 000000, banks, outlets."""

from __future__ import annotations

from datetime import date

from kiosk_sim.people.kinds import Document, Kind, Outlet, id_number

# Region 000000 is in no edition of GB/T 2260, so no such number was ever given to anybody.
_NOWHERE = "000000"
# A foreign permanent resident's number starts with 9 (fact sheet 1.7); province 00 and country 000 do not exist.
_NOWHERE_ABROAD = "900000"

BANK = "测试银行"
OTHER_BANK = "样例农商银行"
BANK_ELSEWHERE = "测试外地银行"  # no cooperating bank of Chengdu

_HOURS = "周一至周五 9:00-17:00(法定节假日除外)"
FIRST = Outlet("CD-T-0001", "样例街道便民服务中心(测试网点一)", "成都市样例区测试路1号", "028-00000001", _HOURS)
SECOND = Outlet("CD-T-0002", "测试银行样例支行(测试网点二)", "成都市样例区测试路2号", "028-00000002", _HOURS)
AT_ONCE = Outlet("CD-T-0003", "样例区即时制卡中心(测试网点三)", "成都市样例区测试路3号", "028-00000003", _HOURS)
ELSEWHERE = Outlet("MY-T-0001", "样例市社保卡服务中心(测试网点四)", "绵阳市样例区测试路4号", "028-00000004", _HOURS)
OUTLETS = (FIRST, SECOND, AT_ONCE, ELSEWHERE)

FOR_LIFE = (date(2016, 1, 1), None)
RUN_OUT = (date(2006, 1, 1), date(2016, 1, 1))


def resident(
    name: str,
    sequence: int,
    birth: date = date(1990, 1, 1),
    nation: str = "01",
    valid: tuple[date, date | None] = (date(2016, 1, 1), date(2036, 1, 1)),
) -> Document:
    """A resident ID card; an odd `sequence` is a man's."""
    return Document(
        kind=Kind.RESIDENT_ID,
        name=name,
        number=id_number(_NOWHERE, birth, sequence),
        sex="1" if sequence % 2 else "2",
        nation=nation,
        birth=birth,
        address=f"四川省成都市样例区测试路{sequence}号",
        issuer="成都市公安局样例分局",
        valid_from=valid[0],
        valid_to=valid[1],
    )


PERMIT = Document(
    kind=Kind.RESIDENCE_PERMIT,
    name="样例港人",
    number=id_number(_NOWHERE, date(1985, 6, 15), 18),
    sex="2",
    nation="",
    birth=date(1985, 6, 15),
    address="四川省成都市样例区测试路18号",
    issuer="成都市公安局样例分局",
    valid_from=date(2019, 1, 1),
    valid_to=date(2039, 1, 1),
    pass_number="H00000000",
)

FOREIGN = Document(
    kind=Kind.FOREIGN_PERMANENT,
    name="测试外宾",
    number=id_number(_NOWHERE_ABROAD, date(1980, 2, 29), 19),
    sex="1",
    nation="XXX",
    birth=date(1980, 2, 29),
    address="",
    issuer="",
    valid_from=date(2019, 1, 1),
    valid_to=date(2039, 1, 1),
    latin_name="SAMPLE, TEST FOREIGN",
)
