"""``waive``: a finding is accepted at once, for one draft."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doichieu import cli
from doichieu.commands.waiving import WAIVERS
from tests.compare.plans import LOWER, UPPER, lines_of

Capture = pytest.CaptureFixture[str]
ABOVE = ("60% số thôn có tổ tự quản.", "90% số hộ có hố xí hợp vệ sinh.")
BELOW = ("50% số thôn có tổ tự quản.", "90% số hộ có hố xí hợp vệ sinh.")
QUOTE = ("--quote", "50% số thôn có tổ tự quản")
WHY = ("--reason", "Đã giải trình", "--author", "Lê Thị Hoa")
CONFIG = Path("doichieu.toml")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan of a province and a weaker draft of a district."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOICHIEU_LANG", raising=False)
    write("tinh.txt", "\n".join(lines_of(UPPER, ABOVE)))
    draft("huyen.txt", *BELOW)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def draft(name: str, *targets: str, place: str = LOWER.place, number: str | None = LOWER.number) -> None:
    write(name, "\n".join(lines_of(replace(LOWER, place=place, number=number), targets)))


def waive(*words: str, code: str = "CT02", name: str = "huyen.txt") -> int:
    files = ("--draft", name, "--against", "tinh.txt", "--no-isolate")
    return cli.run(("waive", code, *files, *WHY, *words))


def check(capsys: Capture, name: str = "huyen.txt") -> tuple[int, list[tuple[str, bool]]]:
    """The exit status, and (rule, waived) of each finding."""
    capsys.readouterr()
    status = cli.run(("check", name, "--against", "tinh.txt", "--no-isolate", "--format", "json"))
    found = json.loads(capsys.readouterr().out)["findings"]
    return status, [(finding["rule"], finding["waived"] is not None) for finding in found]


def waivers() -> list[dict[str, Any]]:
    return list(tomllib.loads(Path(WAIVERS).read_text(encoding="utf-8"))["waiver"])


def test_a_waiver_works_at_once(capsys: Capture) -> None:
    assert check(capsys) == (1, [("CT02", False)])
    assert waive(*QUOTE) == 0
    said = capsys.readouterr().out
    assert f"Đã thêm miễn trừ cho CT02 vào {WAIVERS} (huyện Suối Vàng: " in said
    assert f'Đã tạo doichieu.toml có dòng waivers = "{WAIVERS}"' in said
    (waiver,) = waivers()
    assert waiver["author"] == "Lê Thị Hoa"
    assert waiver["date"] == date.today()
    assert waiver["draft"].startswith("huyện Suối Vàng: ")
    assert waiver["fingerprint"].startswith("CT02-")
    assert check(capsys) == (0, [("CT02", True)])


def test_every_report_tells_the_waiver(capsys: Capture) -> None:
    assert waive(*QUOTE) == 0
    pages = [f"a.{ending}" for ending in ("html", "docx", "xlsx", "md")]
    outputs = [word for page in pages for word in ("-o", page)]
    assert cli.run(("check", "huyen.txt", "--against", "tinh.txt", "--no-isolate", *outputs)) == 0
    assert "1 phát hiện đã được chấp nhận" in capsys.readouterr().out
    assert "Đã giải trình" in Path("a.html").read_text(encoding="utf-8")


def test_a_configuration_keeps_its_words(capsys: Capture) -> None:
    write("doichieu.toml", '# của Phòng\nfail_on = "low"\n\n[rules]\nignore = ["CT15"] # thêm\n')
    assert waive(*QUOTE) == 0
    assert f'Đã ghi dòng waivers = "{WAIVERS}" vào' in capsys.readouterr().out
    text = CONFIG.read_text(encoding="utf-8")
    assert text == (
        f'# của Phòng\nfail_on = "low"\n\nwaivers = "{WAIVERS}"\n\n[rules]\nignore = ["CT15"] # thêm\n'
    )
    assert check(capsys) == (0, [("CT02", True)])


def test_the_line_of_a_started_configuration_is_used(capsys: Capture) -> None:
    assert cli.run(("init",)) == 0
    before = CONFIG.read_text(encoding="utf-8")
    assert waive(*QUOTE) == 0
    after = CONFIG.read_text(encoding="utf-8")
    assert after == before.replace(f'# waivers = "{WAIVERS}"', f'waivers = "{WAIVERS}"')
    assert check(capsys) == (0, [("CT02", True)])


def test_a_named_file_of_waivers_is_used(capsys: Capture) -> None:
    write("doichieu.toml", 'waivers = "rieng.toml"\n')
    write("rieng.toml", "# của Phòng Tổng hợp\n")
    assert waive(*QUOTE) == 0
    assert "có hiệu lực từ lần đối chiếu sau" in capsys.readouterr().out
    assert CONFIG.read_text(encoding="utf-8") == 'waivers = "rieng.toml"\n'
    assert Path("rieng.toml").read_text(encoding="utf-8").startswith("# của Phòng Tổng hợp\n\n[[waiver]]\n")
    assert check(capsys) == (0, [("CT02", True)])


def test_without_a_configuration_the_user_is_told_the_line(capsys: Capture) -> None:
    assert waive(*QUOTE, "--no-config") == 0
    assert f'thêm dòng waivers = "{WAIVERS}"' in capsys.readouterr().out
    assert not CONFIG.exists()


@pytest.mark.parametrize(
    ("code", "quote", "message"),
    [
        ("CT02", "40% số thôn có tổ tự quản", "Có thể trích: “50% số thôn có tổ tự quản"),
        ("CT02", "90% số hộ có hố xí hợp vệ sinh", "Câu trích không có trong phát hiện CT02 nào"),
        ("CT05", "50% số thôn có tổ tự quản", "Câu trích thuộc phát hiện CT02"),
        ("CT05", "40% số thôn có tổ tự quản", "Dự thảo không có phát hiện CT05 nào"),
    ],
)
def test_a_quote_that_stands_nowhere_is_refused(code: str, quote: str, message: str, capsys: Capture) -> None:
    assert waive("--quote", quote, code=code) == 2
    assert message in capsys.readouterr().err
    assert not Path(WAIVERS).exists()
    assert not CONFIG.exists()


def test_a_quote_of_two_findings_is_refused(capsys: Capture) -> None:
    places = ("vùng cao", "ven sông")
    write(
        "tinh.txt",
        "\n".join(lines_of(UPPER, [f"60% số thôn {one} có tổ tự quản an ninh." for one in places])),
    )
    draft("huyen.txt", *(f"50% số thôn {one} có tổ tự quản an ninh." for one in places))
    assert check(capsys) == (1, [("CT02", False), ("CT02", False)])
    assert waive("--quote", "có tổ tự quản an ninh") == 2
    assert "có trong 2 phát hiện CT02 khác nhau" in capsys.readouterr().err
    assert not Path(WAIVERS).exists()
    assert waive("--quote", "50% số thôn ven sông có tổ") == 0
    assert check(capsys) == (1, [("CT02", False), ("CT02", True)])


def test_a_cut_quote_is_found(capsys: Capture) -> None:
    assert waive("--quote", "“… số thôn có tổ tự quản …”") == 0
    assert check(capsys) == (0, [("CT02", True)])


def test_other_drafts_hear_nothing_of_it(capsys: Capture) -> None:
    draft("khac.txt", *BELOW, place="huyện Mường Hạ")
    before = check(capsys, "khac.txt")
    assert waive(*QUOTE) == 0
    assert check(capsys, "khac.txt") == before == (1, [("CT02", False)])
    draft("khac.txt", ABOVE[0], BELOW[1], place="huyện Mường Hạ")
    assert check(capsys, "khac.txt") == (0, [])


def test_it_lapses_when_the_sentence_changes(capsys: Capture) -> None:
    assert waive(*QUOTE) == 0
    draft("huyen-2.txt", "40% số thôn có tổ tự quản.", BELOW[1])
    assert check(capsys, "huyen-2.txt") == (1, [("CT02", False), ("VB07", False)])
    assert cli.run(("check", "huyen-2.txt", "--against", "tinh.txt", "--no-isolate", "-o", "a.md")) == 1
    assert "câu của dự thảo đã được sửa" in Path("a.md").read_text(encoding="utf-8")


def test_it_holds_in_a_draft_that_is_respelt_and_numbered(capsys: Capture) -> None:
    draft("huyen.txt", *BELOW, number="")
    assert waive(*QUOTE) == 0
    draft("huyen-2.txt", BELOW[1], "50 % số thôn có tổ tự quản;", number="118/KH-UBND")
    status, found = check(capsys, "huyen-2.txt")
    assert (status, [entry for entry in found if entry[0] == "CT02"]) == (0, [("CT02", True)])
    assert "VB07" not in dict(found)


def test_it_can_hold_in_every_draft(capsys: Capture) -> None:
    draft("khac.txt", *BELOW, place="huyện Mường Hạ")
    assert waive(*QUOTE, "--all-drafts") == 0
    assert "(mọi dự thảo)" in capsys.readouterr().out
    assert not {"draft", "fingerprint"} & waivers()[0].keys()
    assert check(capsys, "khac.txt") == (0, [("CT02", True)])


def test_a_draft_is_needed(capsys: Capture) -> None:
    assert cli.run(("waive", "CT02", *QUOTE, *WHY)) == 2
    assert "Cần --draft DỰ_THẢO --against CẤP_TRÊN" in capsys.readouterr().err
    assert not Path(WAIVERS).exists()
    assert cli.run(("waive", "CT02", *QUOTE, *WHY, "--all-drafts")) == 0
    assert "Câu trích chưa được kiểm tra" in capsys.readouterr().out


def test_a_second_time_nothing_is_written(capsys: Capture) -> None:
    assert waive(*QUOTE) == 0
    before = Path(WAIVERS).read_bytes()
    assert waive(*QUOTE) == 0
    assert "đã được chấp nhận từ trước" in capsys.readouterr().out
    assert Path(WAIVERS).read_bytes() == before


def test_an_expired_waiver_is_reported(capsys: Capture) -> None:
    assert waive(*QUOTE, "--expires", "31/12/2020") == 0
    assert check(capsys) == (1, [("CT02", False), ("VB06", False)])


def test_a_new_waiver_is_appended(capsys: Capture) -> None:
    write(WAIVERS, "# của Phòng Tổng hợp")
    for number in (1, 2):
        words = (
            "--quote",
            f'{number}0% số "thôn\\bản"',
            "--reason",
            "x",
            "--author",
            "Lê Hoà\n",
            "--all-drafts",
        )
        assert cli.run(("waive", "CT02", *words)) == 0
    text = Path(WAIVERS).read_text(encoding="utf-8")
    assert text.startswith("# của Phòng Tổng hợp\n\n[[waiver]]\n")
    assert [waiver["quote"] for waiver in waivers()] == ['10% số "thôn\\bản"', '20% số "thôn\\bản"']
    capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("CT2", "--quote", "50% số thôn có", "--reason", "x"), "có phải là CT02?"),
        (("CT02", "--quote", "50% thôn", "--reason", "x"), "quá ngắn"),
        (("CT02", "--quote", "50% số thôn có", "--reason", " "), "--reason cần một giá trị"),
        (("CT02", "--quote", "50% số thôn có", "--reason", "x", "--expires", "31.12"), "phải là ngày"),
        (("CT02", "--quote", "50% số thôn có"), "Thiếu --reason"),
    ],
)
def test_an_invalid_waiver_is_not_written(words: tuple[str, ...], message: str, capsys: Capture) -> None:
    assert cli.run(("waive", *words, "--all-drafts")) == 2
    assert message in capsys.readouterr().err
    assert not Path(WAIVERS).exists()


def test_an_invalid_file_of_waivers_stays_unchanged(capsys: Capture) -> None:
    write(WAIVERS, "[[waiver]]\nrule = 'CT02'\n")
    assert waive(*QUOTE) == 2
    assert f"{WAIVERS}, dòng 1: thiếu mục quote" in capsys.readouterr().err
    assert Path(WAIVERS).read_text(encoding="utf-8") == "[[waiver]]\nrule = 'CT02'\n"


def test_a_lone_surrogate_breaks_no_file() -> None:
    assert waive(*QUOTE, "--reason", "x\udce9") == 0
    assert waivers()[0]["reason"] == "x?"
