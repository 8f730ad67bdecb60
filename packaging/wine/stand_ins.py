"""Files that Debian 12's Wine 8.0 lacks and Qt or cryptography ask for: two DLLs, and fonts by the names of Windows'.

`icuuc.dll` has the 20 functions of ICU that Qt6Core imports, and says of each converter that there is none: Qt then
uses its own UTF-8. `bcryptprimitives.dll` has ProcessPrng, which is handed on to advapi32's SystemFunction036
(RtlGenRandom). Both are written byte by byte as PE32+ images (Microsoft's "PE Format" names the fields), so that no
compiler for Windows is needed.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

ICU_FUNCTIONS = (
    "UCNV_FROM_U_CALLBACK_SUBSTITUTE",
    "UCNV_TO_U_CALLBACK_SUBSTITUTE",
    "ucnv_cbFromUWriteUChars",
    "ucnv_cbToUWriteUChars",
    "ucnv_close",
    "ucnv_countAvailable",
    "ucnv_fromUCountPending",
    "ucnv_fromUnicode",
    "ucnv_getAvailableName",
    "ucnv_getFromUCallBack",
    "ucnv_getMaxCharSize",
    "ucnv_getName",
    "ucnv_getStandardName",
    "ucnv_getToUCallBack",
    "ucnv_open",
    "ucnv_reset",
    "ucnv_setFromUCallBack",
    "ucnv_setToUCallBack",
    "ucnv_toUCountPending",
    "ucnv_toUnicode",
)
OPENS = "ucnv_open"
RANDOM = {"ProcessPrng": "advapi32.SystemFunction036"}

IMAGE_BASE = 0x180000000
PAGE, SECTOR = 0x1000, 0x200
CODE_AT, EXPORTS_AT = PAGE, 2 * PAGE
SLOT = 16
RETURNS_ZERO, FAILS_TO_OPEN, ENTRY = CODE_AT, CODE_AT + SLOT, CODE_AT + 2 * SLOT
MACHINE_CODE = (
    b"\x31\xc0\xc3",  # xor eax, eax; ret
    b"\xc7\x02\x04\x00\x00\x00\x31\xc0\xc3",  # mov dword [rdx], U_FILE_ACCESS_ERROR; xor eax, eax; ret
    b"\xb8\x01\x00\x00\x00\xc3",  # mov eax, 1; ret
)
BREAKPOINT = b"\xcc"
EXPORT_HEADER = 40


def write_dlls(folder: Path) -> None:
    """Both DLLs, in the folder where the loader looks."""
    icu = {name: FAILS_TO_OPEN if name == OPENS else RETURNS_ZERO for name in ICU_FUNCTIONS}
    (folder / "icuuc.dll").write_bytes(image("icuuc.dll", icu))
    (folder / "bcryptprimitives.dll").write_bytes(image("bcryptprimitives.dll", RANDOM))


def image(name: str, functions: Mapping[str, int | str]) -> bytes:
    """A DLL for x86-64. A function is an address relative to the image, or "library.function" to hand it on to."""
    code = b"".join(part.ljust(SLOT, BREAKPOINT) for part in MACHINE_CODE)
    exports = _exports(name, functions)
    raw_code, raw_exports = _padded(code), _padded(exports)
    sections = [
        _section(b".text", CODE_AT, code, SECTOR, 0x60000020),
        _section(b".rdata", EXPORTS_AT, exports, SECTOR + len(raw_code), 0x40000040),
    ]
    dos = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    optional = _optional_header(len(raw_code), len(raw_exports), len(exports))
    file = struct.pack("<4sHHIIIHH", b"PE\0\0", 0x8664, len(sections), 0, 0, 0, len(optional), 0x2022)
    return _padded(dos + file + optional + b"".join(sections)) + raw_code + raw_exports


def _exports(name: str, functions: Mapping[str, int | str]) -> bytes:
    """The export directory: addresses, names (in order, for the loader searches by halves), and their texts."""
    names = sorted(functions)
    count = len(names)
    addresses_at = EXPORTS_AT + EXPORT_HEADER
    pointers_at, ordinals_at = addresses_at + 4 * count, addresses_at + 8 * count
    texts_at = addresses_at + 10 * count
    texts = name.encode() + b"\0"
    pointers: list[int] = []
    addresses: list[int] = []
    for each in names:
        pointers.append(texts_at + len(texts))
        texts += each.encode() + b"\0"
    for each in names:
        target = functions[each]
        addresses.append(target if isinstance(target, int) else texts_at + len(texts))
        texts += b"" if isinstance(target, int) else target.encode() + b"\0"
    header = struct.pack("<IIHHIIIIIII", 0, 0, 0, 0, texts_at, 1, count, count, addresses_at, pointers_at, ordinals_at)
    tables = struct.pack(f"<{2 * count}I{count}H", *addresses, *pointers, *range(count))
    return header + tables + texts


def _optional_header(code: int, data: int, exports: int) -> bytes:
    head = struct.pack("<HBBIIIII", 0x20B, 14, 0, code, data, 0, ENTRY, CODE_AT)
    places = struct.pack("<QIIHHHHHHI", IMAGE_BASE, PAGE, SECTOR, 6, 0, 0, 0, 6, 0, 0)
    sizes = struct.pack("<IIIHH", 3 * PAGE, SECTOR, 0, 3, 0x140)
    memory = struct.pack("<QQQQII", 0x100000, PAGE, 0x100000, PAGE, 0, 16)
    directories = struct.pack("<II", EXPORTS_AT, exports) + bytes(8 * 15)
    return head + places + sizes + memory + directories


def _section(title: bytes, address: int, content: bytes, offset: int, kind: int) -> bytes:
    raw = len(_padded(content))
    return struct.pack("<8sIIIIIIHHI", title, len(content), address, raw, offset, 0, 0, 0, 0, kind)


def _padded(content: bytes) -> bytes:
    return content + bytes(-len(content) % SECTOR)


FONTS = Path("/usr/share/fonts/truetype/dejavu")
FAMILIES = {
    "MS Shell Dlg": "DejaVuSans",
    "MS Shell Dlg 2": "DejaVuSans",
    "Tahoma": "DejaVuSans",
    "Segoe UI": "DejaVuSans",
    "Courier New": "DejaVuSansMono",
    "Consolas": "DejaVuSansMono",
}
"""The families that Windows' settings and Qt's style name, and whose shapes they get here."""

STYLES = {"Regular": "", "Bold": "-Bold"}
NAME_RECORD = struct.Struct(">HHHHHH")


def write_fonts(folder: Path) -> dict[str, Path]:
    """DejaVu under the names of Windows' fonts: what the registry lists, and the file."""
    made: dict[str, Path] = {}
    for family, source in FAMILIES.items():
        for style, suffix in STYLES.items():
            file = folder / f"{family.replace(' ', '')}-{style}.ttf"
            file.write_bytes(renamed((FONTS / f"{source}{suffix}.ttf").read_bytes(), family, style))
            made[f"{family} {style} (TrueType)"] = file
    return made


def renamed(font: bytes, family: str, style: str) -> bytes:
    """A TrueType font with another `name` table (OpenType's "name": identifiers 1, 2, 4 and 6, in English). It is put
    at the end; checksums are left as they were, which nothing here looks at."""
    table = _name_table({1: family, 2: style, 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")})
    (count,) = struct.unpack_from(">H", font, 4)
    (entry,) = [at for at in range(12, 12 + 16 * count, 16) if font[at : at + 4] == b"name"]
    start = len(font) + -len(font) % 4
    directory = struct.pack(">II", start, len(table))
    return font[: entry + 8] + directory + font[entry + 16 :] + bytes(start - len(font)) + table


def _name_table(texts: Mapping[int, str]) -> bytes:
    records, strings = b"", b""
    for identifier, text in sorted(texts.items()):
        encoded = text.encode("utf-16-be")
        records += NAME_RECORD.pack(3, 1, 0x409, identifier, len(encoded), len(strings))
        strings += encoded
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + strings
