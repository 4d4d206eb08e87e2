"""``doichieu check --annotate``: a copy of the draft with remarks."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from doichieu import cli
from tests.extract.reading import DATA
from tests.office import Office
from tests.sample_plans import file_of

UPPER = ("--against", str(file_of("a2-kh-tinh")))


def check(draft: Path, out: Path) -> int:
    return cli.run(["check", str(draft), *UPPER, "--annotate", str(out), "--fail-on", "never"])


def test_word_and_pdf_drafts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ghi-chu.docx"
    assert check(file_of("a6-kh-huyen-muong-din"), out) == 0
    assert str(out) in capsys.readouterr().out
    assert len(list(docx.Document(str(out)).comments)) > 0
    assert check(file_of("a4-kh-huyen-na-suong"), tmp_path / "ghi-chu.pdf") == 0
    assert (tmp_path / "ghi-chu.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("running_office")
def test_an_old_word_file_becomes_a_docx(office: Office, tmp_path: Path) -> None:
    old = office.converted(file_of("a6-kh-huyen-muong-din"), "doc")
    out = tmp_path / "ghi-chu.docx"
    assert check(old, out) == 0
    texts = [comment.text for comment in docx.Document(str(out)).comments]
    assert check(file_of("a6-kh-huyen-muong-din"), out) == 0
    assert texts == [comment.text for comment in docx.Document(str(out)).comments]


@pytest.mark.parametrize(
    ("draft", "out", "told"),
    [
        (file_of("a6-kh-huyen-muong-din"), "a.pdf", "phải có đuôi .docx"),
        (file_of("a5-kh-huyen-da-lung"), "a.docx", "Chỉ ghi nhận xét được vào bản Word và PDF"),
        (DATA / "none.docx", "a.docx", "Không tìm thấy"),
    ],
)
def test_a_draft_that_cannot_be_annotated_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], draft: Path, out: str, told: str
) -> None:
    assert check(draft, tmp_path / out) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / out).exists()
