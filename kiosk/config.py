"""The machine's configuration: a TOML file checked by pydantic; unknown keys are refused by name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from kiosk.config_file import ConfigError, ConfigFile, mistake, read
from kiosk.config_office import Office
from kiosk.config_places import ContentFiles, FilePath, Files
from kiosk.config_services import Services
from kiosk.config_voice import Voice

_LOCALES = Path(__file__).with_name("locales")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Machine(_Part):
    """Which machine this is."""

    number: str = Field(pattern=r"^[!-:<-~]{1,16}$")  # visible ASCII, no semicolon: it travels in an HTTP header
    hall: str = Field(min_length=1, max_length=24)
    rehearsal: bool  # devices and office are not real: glass and paper carry a mark, testers may drive it
    languages: tuple[str, ...] = Field(default=("zh-CN", "en"), min_length=1)  # the first one greets
    longitude: float = Field(default=0.0, ge=0, le=180)  # where it stands, degrees of GCJ-02; both 0: not known
    latitude: float = Field(default=0.0, ge=0, le=90)

    @field_validator("hall")
    @classmethod
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must not be blank")
        return value

    @model_validator(mode="after")
    def _somewhere_or_nowhere(self) -> Self:
        if (self.longitude == 0) != (self.latitude == 0):
            raise ValueError("longitude, latitude: both, or none of them")
        return self

    @field_validator("languages")
    @classmethod
    def _spoken(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        spoken = {folder.name for folder in _LOCALES.iterdir()}
        if len(set(value)) < len(value) or not set(value) <= spoken:
            raise ValueError(f"must be different ones of {', '.join(sorted(spoken))}")
        return value


class Glass(_Part):
    """The touch screen."""

    width: int = Field(ge=540, le=4320)
    height: int = Field(ge=540, le=4320)
    inches: float = Field(default=21.5, ge=5, le=100)  # its diagonal; sizes on it are in millimetres
    viewing_distance_mm: float = Field(default=600, ge=300, le=2000)  # everything is larger from further away
    lower_edge_mm: float = Field(default=800, gt=0, le=1500)  # of the picture, above the floor
    reach_mm: float = Field(default=1200, gt=0, le=2000)  # the highest that somebody who sits can reach
    fullscreen: bool = True
    handwriting: str = ""  # a model of Zinnia: names can be written with a finger; empty: they cannot
    shuffled_pin_keys: bool = False  # digits in random order where a PIN is entered on the glass


Baud: TypeAlias = Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200]


class Wire(_Part):
    """How the traffic of the devices can be watched."""

    socket: FilePath = Path("/run/hrss-kiosk/wire.sock")  # where `kiosk wire tail` listens
    log: tuple[str, ...] = ()  # devices whose traffic goes to the log as well


class SerialPort(_Part):
    """A line: a device path (8N1), a pattern of one, or ``socket://host:port``; and its speed in baud."""

    port: str = Field(min_length=1)
    baud: Baud


class IdReader(SerialPort):
    """The resident-ID card reader (SAM_V)."""

    poll_seconds: float = Field(default=0.3, ge=0.3, le=2.0)  # fact sheet 1.6: 300 ms or more
    newest_address: bool = False  # no service needs an address, so none is read
    # module:function, a vendor's plug-in (`kiosk.hardware.id_reader.photo.PhotoDecoder`); empty: photos are not kept
    photo_decoder: str = Field(default="", pattern=r"^$|^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*$")


class CardReader(_Part):
    """The chip card reader: any reader PC/SC knows, or a motorised CRT-310 on a serial line."""

    kind: Literal["pcsc", "crt-310"] = "pcsc"
    algorithm: Literal["00", "03"] = "00"  # of the key that guards holder data on 3.00 cards: 00 3DES, 03 SM4
    reader: str = ""  # pcsc: a part of the reader's name; empty: the first one
    contactless: str = ""  # pcsc: a part of the contactless slot's name, tried second; empty: none
    socket: str = ""  # pcsc: pcscd's socket; empty: the system's own
    port: str = ""  # crt-310: as for every serial line
    baud: Baud = 9600
    poll_seconds: float = Field(default=0.3, ge=0.1, le=5.0)  # crt-310: between two looks at its sensors
    bin_capacity: int = Field(default=20, ge=1, le=500)  # crt-310: forgotten cards that its bin takes
    bin_count: FilePath = Path("/var/lib/hrss-kiosk/retained-cards")  # crt-310: where their number is kept

    @model_validator(mode="after")
    def _port_where_there_is_a_line(self) -> Self:
        if (self.kind == "crt-310") != bool(self.port):
            raise ValueError("port: needed for a crt-310, and for nothing else")
        return self


class Printer(SerialPort):
    """The ESC/POS receipt printer."""

    dots: int = Field(default=576, ge=384, le=832)  # printable width: 576 for 80 mm paper, 384 for 58 mm
    charset: Literal["gb2312", "gbk", "gb18030"] = "gb2312"  # what its font holds; other characters are drawn
    flow: Literal["none", "xonxoff"] = "none"  # xonxoff: it says when to stop and when to go on writing


class PinPad(SerialPort):
    """The PIN pad: SZZT ZT588/ZT598 (``zt``) or KMY3501 (``kmy``)."""

    kind: Literal["zt", "kmy"]
    baud: Baud = 9600
    entry_seconds: int = Field(default=30, ge=5, le=250)  # then the pad itself ends the entry of a PIN
    clear_key: Literal["all", "one"] = "all"  # what it takes back; in a bank PIN zt588 and kmy always: one
    pin_key: str = Field(default="", pattern=r"^([0-9A-F]{2})?$")  # key slot for bank PINs, in hex; empty: none
    pin_format: Literal["iso-0", "iso-3", "sm4"] = "iso-0"  # of bank PINs; iso-3: zt only, sm4: zt598 only
    dialect: Literal["zt588", "zt598"] = "zt598"  # zt: how the entry of a bank PIN begins
    form: Literal["binary", "split"] = "split"  # kmy: how its frames are written
    master_key: str = Field(default="00", pattern=r"^0[0-9A-F]$")  # kmy: the master key over pin_key, in hex

    @model_validator(mode="after")
    def _pin_block_this_pad_can_make(self) -> Self:
        formats = {"kmy": {"iso-0"}, "zt588": {"iso-0", "iso-3"}, "zt598": {"iso-0", "iso-3", "sm4"}}
        pad = "kmy" if self.kind == "kmy" else self.dialect
        if self.pin_format not in formats[pad]:
            raise ValueError(f"pin_format: a {pad} makes {', '.join(sorted(formats[pad]))}")
        if self.kind == "kmy" and self.pin_key > "0F":
            raise ValueError("pin_key: a kmy has 00 to 0F")
        return self


class CodeScanner(SerialPort):
    """The code scanner."""

    kind: Literal["newland", "honeywell", "gm65"]
    baud: Baud = 9600
    terminator: Literal["cr", "lf", "crlf"] = "cr"  # what it sends after a code


class Contact(_Part):
    """Where a contact is read: an input (function 02), a coil (01) or a bit of a holding register (03), from 0."""

    read: Literal["input", "coil", "register"] = "input"
    number: int = Field(ge=0, le=65535)
    bit: int = Field(default=0, ge=0, le=15)  # register
    normally_closed: bool = False  # current flows while nothing is the matter, so a cut wire reads as an alarm


class AlarmContact(Contact):
    """A contact that guards something."""

    normally_closed: bool = True


class Inputs(_Part):
    """What is wired to the board's inputs."""

    proximity: Contact | None = None
    door: AlarmContact | None = None
    tamper: AlarmContact | None = None
    service: Contact | None = None
    mains: Contact | None = None  # a UPS that tells by relays: mains is there
    battery_low: Contact | None = None  # a UPS that tells by relays


Output: TypeAlias = Annotated[int, Field(ge=0, le=65535)]


class Lamp(_Part):
    """The outputs of one guide light by colour, from 0. Without amber outputs, green and red together are amber."""

    green: tuple[Output, ...]
    red: tuple[Output, ...]
    amber: tuple[Output, ...] = ()


class Cabinet(SerialPort):
    """The input and output board of the cabinet: Modbus RTU. Boards differ, so the map stands here."""

    baud: Baud = 9600
    address: int = Field(default=1, ge=1, le=255)  # Modbus ends at 247; Waveshare's board may be set to 255
    poll_seconds: float = Field(default=0.2, ge=0.05, le=60.0)
    debounce_seconds: float = Field(default=0.3, ge=0.0, le=5.0)  # a contact must be steady for so long
    hold_seconds: float = Field(default=3.0, ge=0.0, le=60.0)  # somebody is near until so long after last seen
    blink_seconds: float = Field(default=0.5, ge=0.2, le=10.0)  # lit for so long, and dark for so long
    outputs: Literal["coils", "register"] = "coils"  # register: the bits of holding registers
    output_register: int = Field(default=0, ge=0, le=65535)  # register: the one that holds outputs 0 to 15
    write_together: bool = True  # coils: switch neighbours at once, function 0F
    inputs: Inputs
    lights: dict[str, Lamp]  # by the device's name in the rack

    @model_validator(mode="after")
    def _one_read_reaches_all(self) -> Self:
        if not self.lights and not any(contact for _, contact in self.inputs):
            raise ValueError("a board with neither inputs nor lights")
        for kind, most in (("input", 2000), ("coil", 2000), ("register", 125)):
            contacts = (contact for _, contact in self.inputs if contact is not None)
            numbers = [contact.number for contact in contacts if contact.read == kind]
            if numbers and max(numbers) - min(numbers) >= most:
                raise ValueError(f"inputs: {kind} numbers must lie within {most}, they are read at once")
        return self


class Ups(SerialPort):
    """The uninterruptible power supply: Megatec Q1."""

    baud: Baud = 2400
    poll_seconds: float = Field(default=5.0, ge=1.0, le=60.0)


class Patience(_Part):
    """How long the machine waits for a citizen, in seconds."""

    ask_after: float = Field(default=60, ge=10, le=600)  # without a touch: "more time?"
    answer_within: int = Field(default=30, ge=5, le=120)  # the visible countdown
    rating: int = Field(default=8, ge=3, le=60)  # then the question how it was goes away by itself
    goodbye: float = Field(default=4, ge=1, le=30)
    take_back: float = Field(default=60, ge=5, le=600)  # then the machine gives up reminding


class Config(_Part):
    """The whole file."""

    machine: Machine
    glass: Glass
    files: Files
    content: ContentFiles
    id_reader: IdReader
    card_reader: CardReader
    printer: Printer
    pin_pad: PinPad | None = None
    code_scanner: CodeScanner | None = None
    cabinet: Cabinet | None = None
    ups: Ups | None = None
    office: Office
    services: Services = Services()
    wire: Wire = Wire()
    patience: Patience = Patience()
    voice: Voice = Voice()

    @model_validator(mode="after")
    def _names_travel_encrypted(self) -> Self:
        if not self.machine.rehearsal and not self.office.url.startswith("https://"):
            raise ValueError("office.url: a real machine sends names and numbers over https only")
        return self


def load(path: Path, overrides: Iterable[str] = ()) -> Config:
    """Read and check a configuration file; `overrides` are checked like the file. Raises `ConfigError`."""
    return check(read(path, overrides))


def check(file: ConfigFile) -> Config:
    """Check what stands in a file. Raises `ConfigError` with every wrong key named."""
    try:
        return Config.model_validate(file.data, context={"folder": file.folder})
    except ValidationError as error:
        raise ConfigError(_explain(file.path, error)) from None


def _explain(path: Path, error: ValidationError) -> str:
    return "\n".join(": ".join(filter(None, (str(path), mistake(part)))) for part in error.errors())
