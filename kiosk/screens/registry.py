"""Which screen draws which view. A new screen is one line here."""

from __future__ import annotations

from typing import Any, TypeAlias

from kiosk import views
from kiosk.screens.attract import AttractScreen
from kiosk.screens.choose import ChooseScreen
from kiosk.screens.confirm_act import ConfirmActScreen
from kiosk.screens.enter_name import EnterNameScreen
from kiosk.screens.enter_number import EnterNumberScreen
from kiosk.screens.enter_pin import EnterPinScreen
from kiosk.screens.facts import FactsScreen
from kiosk.screens.goodbye import GoodbyeScreen
from kiosk.screens.guide import GuideScreen
from kiosk.screens.home import HomeScreen
from kiosk.screens.insert_card import InsertCardScreen
from kiosk.screens.menu import MenuScreen
from kiosk.screens.more_time import MoreTimeScreen
from kiosk.screens.out_of_service import OutOfServiceScreen
from kiosk.screens.outcome import OutcomeScreen
from kiosk.screens.pick import PickScreen
from kiosk.screens.pin_at_pad import PinAtPadScreen
from kiosk.screens.present_document import PresentDocumentScreen
from kiosk.screens.rate import RateScreen
from kiosk.screens.screen import Screen
from kiosk.screens.situation import SituationScreen
from kiosk.screens.stage_line import StageLineScreen
from kiosk.screens.starting import StartingScreen
from kiosk.screens.take_back import TakeBackScreen
from kiosk.screens.working import WorkingScreen

AnyScreen: TypeAlias = Screen[Any]

SCREENS: dict[type[views.View[Any]], type[AnyScreen]] = {
    views.Starting: StartingScreen,
    views.OutOfService: OutOfServiceScreen,
    views.Attract: AttractScreen,
    views.Home: HomeScreen,
    views.PresentDocument: PresentDocumentScreen,
    views.InsertCard: InsertCardScreen,
    views.Working: WorkingScreen,
    views.StageLine: StageLineScreen,
    views.ConfirmAct: ConfirmActScreen,
    views.Outcome: OutcomeScreen,
    views.TakeBack: TakeBackScreen,
    views.Goodbye: GoodbyeScreen,
    views.MoreTime: MoreTimeScreen,
    views.Menu: MenuScreen,
    views.Situation: SituationScreen,
    views.Choose: ChooseScreen,
    views.Pick: PickScreen,
    views.Facts: FactsScreen,
    views.Guide: GuideScreen,
    views.EnterName: EnterNameScreen,
    views.EnterNumber: EnterNumberScreen,
    views.EnterPin: EnterPinScreen,
    views.PinAtPad: PinAtPadScreen,
    views.Rate: RateScreen,
}
