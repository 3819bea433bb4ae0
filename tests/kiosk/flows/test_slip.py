"""What stands on many slips: the outlet to call, its phone larger than its address (S-46)."""

from __future__ import annotations

from kiosk.domain.outlet import Outlet
from kiosk.domain.receipt import Pair
from kiosk.flows.slip import outlet_lines


def test_the_phone_alone_is_large() -> None:
    outlet = Outlet("测试网点", "测试路1号", "028-00000001", "周一至周五 9:00-17:00")
    large = {line.name.key: line.large for line in outlet_lines(outlet) if isinstance(line, Pair)}
    assert large == {"paper-outlet": False, "paper-phone": True, "paper-address": False, "paper-hours": False}
