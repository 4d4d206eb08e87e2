"""Make compare/registers/units.csv from published lists, and compare the lists with each other.

    python scripts/make_units.py vietnamadminunits-1.0.4-py3-none-any.whl \
        [--today vietnam_provinces-2026.9.0-py3-none-any.whl] [--before dvhcvn-1.2.20250301.tgz]

The first list (MIT) is the source of the table. The other two are only compared with it: differences are printed, and
a code of a commune on which the two lists of today disagree is left out. The program runs without all of this.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from compare.registers.provinces import bare  # noqa: E402
from compare.registers.unit_names import KINDS, plain_name  # noqa: E402

TARGET = ROOT / "compare" / "registers" / "units.csv"
HEAD = ROOT / "scripts" / "units_head.txt"
LETTERS = {"xã": "x", "phường": "p", "thị trấn": "t"}


@dataclass(frozen=True)
class District:
    code: str
    province: str
    name: str


@dataclass(frozen=True)
class Old:
    """A former commune, with its key in the published table."""

    district: District
    code: str | None
    name: str | None


@dataclass
class Commune:
    code: str
    province: str
    name: str
    made_of: list[tuple[Old, bool]] = field(default_factory=list)
    """Each former commune in this one, with True where all of it is here."""


def clean(name: str) -> str:
    """Unify dashes and apostrophes, and give each syllable a capital ("Đại áng" is a slip of the list)."""
    text = " ".join(unicodedata.normalize("NFC", name).replace("–", "-").replace("’", "'").split())
    return re.sub(r"(?<= )(?!trường|trấn|xã|phố|khu)[^\W\d_]", lambda found: found[0].upper(), text)


def parted(name: str) -> tuple[str, str]:
    """Split a unit into kind and name: ("huyện", "Ngọc Hồi")."""
    kind = next(kind for kind in KINDS.words if name.lower().startswith(f"{kind} "))
    return kind, name[len(kind) + 1 :]


def same(name: str) -> str:
    """Normalise a name for comparing lists; districts and communes keep their kind."""
    return plain_name(name)


def read(wheel: Path) -> tuple[list[District], dict[str, Old], list[Commune]]:
    """Read districts and communes until 2025-06-30 and communes of today with the former ones in them."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        database = sqlite3.connect(archive.extract("vietnamadminunits/data/dataset.db", folder))
        legacy = database.execute(
            "select provinceKey, districtKey, wardKey, province, districtCode, district, wardCode, ward "
            "from admin_units_legacy"
        ).fetchall()
        today = database.execute(
            "select provinceKey, wardKey, province, wardCode, ward from admin_units"
        ).fetchall()
        database.close()
        moves = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
    old: dict[str, Old] = {}
    for province_key, district_key, ward_key, province, code, district, ward_code, ward in legacy:
        unit = District(code, bare(clean(province)), clean(district))
        old[f"{province_key}_{district_key}_{ward_key or ''}"] = Old(
            unit, ward_code, clean(ward) if ward else None
        )
    new = {
        (province_key, key): Commune(code, bare(clean(province)), clean(name))
        for province_key, key, province, code, name in today
    }
    for province_key, found in moves["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for key, sources in found.items():
            new[province_key, key].made_of += [(old[source], True) for source in sources]
    divided = [
        (old[source], [new[province_key, target["newWardKey"]] for target in targets])
        for province_key, found in moves["DICT_PROVINCE_WARD_DIVIDED"].items()
        for source, targets in found.items()
    ]
    share_out(divided)
    districts = sorted({part.district for part in old.values()}, key=lambda unit: unit.code)
    return districts, old, list(new.values())


def share_out(divided: list[tuple[Old, list[Commune]]]) -> None:
    """Add the parts of divided communes to the communes of today.

    The published table mixes up two divided communes with one name in one province of today (part of "Phường 4" of Tân
    An in Tân Ninh, 90 km away). A part of such a commune counts only in a commune that took over its code, or that
    holds more of the same district.
    """
    names = Counter((targets[0].province, same(part.name or "")) for part, targets in divided)
    doubtful = []
    for part, targets in divided:
        for commune in targets:
            if names[commune.province, same(part.name or "")] > 1 and part.code != commune.code:
                doubtful.append((part, commune))
            else:
                commune.made_of.append((part, False))
    near = {id(commune): {part.district for part, _ in commune.made_of} for _, commune in doubtful}
    for part, commune in doubtful:
        if part.district in near[id(commune)]:
            commune.made_of.append((part, False))
        else:
            print(
                f"not believed: {part.name}, {part.district.name} ({part.district.province}) -> {commune.name}"
            )


def rows(
    districts: list[District], communes: list[Commune], provinces: dict[str, str], sure: set[str]
) -> Iterator[str]:
    """Give the lines of the table, by province of today."""
    for province in dict.fromkeys(commune.province for commune in communes):
        yield f"= {province}"
        for unit in districts:
            if provinces[unit.province] == province:
                yield ";".join(("d", unit.code, *parted(unit.name), unit.province))
        for commune in communes:
            if commune.province == province:
                code = commune.code if commune.code in sure else ""
                yield ";".join(("c", code, *parted(commune.name), sources(commune)))


def sources(commune: Commune) -> str:
    """Write the sources of a commune by district, "614:xThanh,~xĐoàn Kết|615:"; "~" marks a part of a commune."""
    by_district: dict[str, list[str]] = defaultdict(list)
    for part, all_of_it in commune.made_of:
        names = by_district[part.district.code]
        if part.name:
            kind, name = parted(part.name)
            names.append(f"{'' if all_of_it else '~'}{LETTERS[kind]}{name}")
    return "|".join(f"{code}:{','.join(names)}" for code, names in by_district.items())


def agreed(communes: list[Commune], wheel: Path) -> set[str]:
    """Give the codes on which both lists of today agree; differences are printed."""
    with zipfile.ZipFile(wheel) as archive:
        provinces = json.loads(archive.read("vietnam_provinces/data/nested-divisions.json"))
    theirs = {
        (same(bare(clean(province["name"]))), same(clean(ward["name"]))): f"{ward['code']:05}"
        for province in provinces
        for ward in province["wards"]
    }
    mine = {(same(unit.province), same(unit.name)): unit.code for unit in communes}
    print(f"today: {len(mine)} and {len(theirs)}; only in one list: {sorted(mine.keys() ^ theirs.keys())}")
    sure = {code for key, code in mine.items() if theirs.get(key) == code}
    print(f"codes that differ: {len(mine) - len(sure)}")
    return sure


def compare_before(districts: list[District], old: dict[str, Old], archive: Path) -> None:
    with tarfile.open(archive) as tar:
        member = tar.extractfile("package/lib/index.js")
        assert member
        text = member.read().decode()
    found = re.findall(r'new Level2\(\d+, "(\d+)", "([^"]+)"', text)
    theirs = {code: clean(name) for code, name in found}
    mine = {unit.code: unit.name for unit in districts}
    print(
        f"districts before: {len(mine)} and {len(theirs)}; only in one: {sorted(mine.keys() ^ theirs.keys())}"
    )
    for code in sorted(mine.keys() & theirs.keys()):
        if same(mine[code]) != same(theirs[code]):
            print(f"  {code}: {mine[code]} | {theirs[code]}")
    wards = re.findall(r'new Level3\(\d+, \d+, "(\d+)", "([^"]+)"', text)
    names = {same(part.name) for part in old.values() if part.name}
    print(f"communes before: {len(old)} and {len(wards)}")
    print(
        f"  names unknown to the first: {sorted({clean(name) for _, name in wards if same(clean(name)) not in names})}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--today", type=Path)
    parser.add_argument("--before", type=Path)
    given = parser.parse_args()
    districts, old, communes = read(given.wheel)
    provinces = {part.district.province: unit.province for unit in communes for part, _ in unit.made_of}
    sure = agreed(communes, given.today) if given.today else {unit.code for unit in communes}
    if given.before:
        compare_before(districts, old, given.before)
    taken = {part.code: unit for unit in communes for part, _ in unit.made_of if part.code == unit.code}
    odd = [unit.name for unit in communes if unit.code not in taken]
    print(f"made of none that had their code: {odd}")
    moved = {id(part) for unit in communes for part, _ in unit.made_of}
    print(
        f"communes of before that lead nowhere: {[part.name for part in old.values() if id(part) not in moved]}"
    )
    text = HEAD.read_text(encoding="utf-8") + "\n".join(rows(districts, communes, provinces, sure)) + "\n"
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
