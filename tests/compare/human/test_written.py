"""The file of decisions and remarks, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.decision import Decision, State
from compare.decisions.handwritten import HandwrittenError
from compare.human.remarks import Remark
from compare.human.written import Said, read_decisions
from compare.model import Severity

HEAD = 'author = "Lê Thị Hoa"\ndate = 2026-11-30\n'
DECISION = '[[decision]]\nfingerprint = "CT02-1-2"\nstate = "dismiss"\nreason = "Đã giải trình"\n'
REMARK = '[[remark]]\ntext = "Chưa rõ nguồn vốn."\nseverity = "high"\n'


def said(folder: Path, text: str) -> Said:
    path = folder / "quyet-dinh.toml"
    path.write_text(text, encoding="utf-8")
    return read_decisions(path)


def test_author_and_date_hold_for_all(tmp_path: Path) -> None:
    own = 'author = "Trần Văn Bình"\ndate = "2026-12-01"\nquote = "100% số thôn có tổ"\nsentence = "Đề nghị bổ sung."\n'
    found = said(tmp_path, HEAD + DECISION + REMARK + own)
    assert found.decisions == (
        Decision(
            fingerprint="CT02-1-2",
            state=State.DISMISS,
            reason="Đã giải trình",
            author="Lê Thị Hoa",
            date="2026-11-30",
        ),
    )
    assert found.remarks == (
        Remark(
            text="Chưa rõ nguồn vốn.",
            severity=Severity.HIGH,
            author="Trần Văn Bình",
            date="2026-12-01",
            quote="100% số thôn có tổ",
            sentence="Đề nghị bổ sung.",
        ),
    )


def test_an_entry_left_empty_decides_nothing(tmp_path: Path) -> None:
    empty = '[[decision]]\nfingerprint = "CT02-1-2"\nstate = ""\nreason = ""\nnote = ""\n'
    assert said(tmp_path, 'author = ""\n' + empty) == Said()


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        (HEAD + DECISION.replace("dismiss", "dissmis"), "bad_value", 5),
        (HEAD + DECISION.replace('reason = "Đã giải trình"', 'reason = ""'), "missing_key", 6),
        (HEAD + DECISION.replace("fingerprint", "fingerprnt"), "unknown_key", 4),
        (HEAD + REMARK.replace('"high"', '"heavy"'), "bad_value", 5),
        (HEAD + REMARK.replace('severity = "high"\n', ""), "missing_key", None),
        (HEAD + REMARK + 'quote = "50%"\n', "short_quote", 6),
        (DECISION, "missing_key", None),
        ('author = "Lê Thị Hoa"\n' + DECISION, "missing_key", None),
        (HEAD.replace("2026-11-30", '"30/11/2026"') + DECISION, "not_a_date", None),
        (HEAD + "decision = 1\n", "wrong_type", 3),
        (HEAD + "[[decisions]]\n", "unknown_key", 3),
    ],
)
def test_an_error_names_its_line(tmp_path: Path, text: str, reason: str, line: int | None) -> None:
    with pytest.raises(HandwrittenError) as caught:
        said(tmp_path, text)
    assert (caught.value.reason, caught.value.line) == (reason, line)
