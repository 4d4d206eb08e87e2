"""Words are found with their marks, and without by who types none."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from doichieu.desk.reviews.listing import Filter, cards, pairs
from doichieu.desk.store.models import CardRow, Document, Run
from doichieu.desk.words import holds, searchable, unmarked
from extract.language.lexicon import fold

from .states import with_review

MIGRATION = import_module("doichieu.desk.store.migrations.0005_without_marks")
TEXT = "Trẻ em huyện Đá Lũng được hoà nhập"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tre em", True),
        ("TRE EM", True),
        ("trẻ em", True),
        ("trẻ lung", True),
        ("trè em", False),
        ("da lung", True),
        ("Đá", True),
        ("đà", False),
        ("duoc", True),
        ("hòa", True),
        ("", True),
        ("trẻ em xa", False),
    ],
)
def test_words_are_held(words: str, found: bool) -> None:
    assert holds(searchable(TEXT), words) == found


def test_no_letter_keeps_a_mark() -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    marked = "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
    bare = unmarked(letters + letters.upper() + marked + marked.upper() + "e\u0302\u0301")
    assert bare.isascii()
    assert bare.isalpha()


@pytest.mark.usefixtures("desk")
def test_every_list_finds_words_without_marks(client: Client) -> None:
    review = with_review(client)
    run = review.rounds.get().current
    assert run is not None
    plain, marked = (cards(run, Filter(words=words)).lines for words in ("tre em", "trẻ em"))
    assert plain == marked
    assert 0 < len(plain) < len(cards(run, Filter()).lines)
    assert 0 < len(pairs(run, "tre em").rows) < pairs(run).total
    assert not cards(run, Filter(words="trè em")).lines
    upper = Document.objects.get(rank="province")
    page = client.get(f"/van-ban/{upper.pk}/", {"q": "tre em"}, headers={"HX-Request": "1"}).content.decode()
    assert "trẻ em" in page
    assert "Không có chỉ tiêu nào khớp" not in page
    listed = client.get("/van-ban/", {"q": "ke hoach"}).content.decode()
    assert upper.name in listed
    assert "Quyết định số" not in listed
    assert "Không có văn bản nào khớp" in client.get("/van-ban/", {"q": "xa la"}).content.decode()


@pytest.mark.usefixtures("desk")
def test_cards_of_before_are_found_too(client: Client) -> None:
    assert with_review(client)
    written = list(CardRow.objects.values_list("folded", flat=True))
    for row in CardRow.objects.all():
        CardRow.objects.filter(pk=row.pk).update(folded=fold(row.folded.split("\n")[0]))
    assert not cards(Run.objects.get(), Filter(words="tre em")).lines
    with connection.schema_editor() as editor:
        MIGRATION.write(apps, editor)
    assert list(CardRow.objects.values_list("folded", flat=True)) == written
