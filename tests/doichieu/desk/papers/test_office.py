"""The office that sends: filled in once, used in every paper."""

from __future__ import annotations

import pytest
from django.test import Client

from doichieu.config import read_config
from doichieu.desk.store import office
from doichieu.desk.store.models import Event

from ..states import with_review
from .test_export import made, words

pytestmark = pytest.mark.usefixtures("desk")
BLANKS = {
    "parent": "UBND tỉnh Thượng Giang",
    "name": "Sở Nội vụ",
    "symbol": "SNV-VP",
    "place": "Thượng Giang",
    "position": "KT. GIÁM ĐỐC\r\nPHÓ GIÁM ĐỐC",
    "signer": "Trần Văn Bình",
    "recipients": "Như trên\r\n\r\nLưu: VT",
}


def test_blanks_are_in_every_paper(client: Client) -> None:
    review = with_review(client)
    assert "Điền một lần" in client.get(f"/ra-soat/{review.pk}/xuat/").content.decode()
    client.post("/cai-dat/", BLANKS)
    letter = words(made(client, review, "letter"))
    for text in ("SỞ NỘI VỤ", "SNV-VP", "Trần Văn Bình", "PHÓ GIÁM ĐỐC", "- Lưu: VT."):
        assert text in letter
    assert "Điền một lần" not in client.get(f"/ra-soat/{review.pk}/xuat/").content.decode()


def test_the_form_shows_what_was_kept(client: Client) -> None:
    client.post("/cai-dat/", BLANKS)
    page = client.get("/cai-dat/").content.decode()
    assert 'value="Sở Nội vụ"' in page
    assert "Như trên\nLưu: VT" in page
    event = Event.objects.get()
    assert isinstance(event.after, dict)
    assert (event.act, event.after["name"]) == ("settings", "Sở Nội vụ")


def test_other_settings_stay_in_the_file(client: Client) -> None:
    office.path().write_text(
        'fail_on = "low"\n\n[office]\nname = "Cũ"\nposition = [\n  "A",\n]\n\n[rules]\nignore = ["TT"]\n',
        encoding="utf-8",
    )
    client.post("/cai-dat/", {**BLANKS, "signer": 'A "B" \\ C', "codes": "on"})
    told = read_config(office.path())
    assert (told.office.name, told.office.signer, told.codes) == ("Sở Nội vụ", 'A "B" \\ C', True)
    assert told.rules.ignore == ("TT",)
    assert told.fail_on == "low"
    assert office.sender().office == told.office


def test_a_damaged_file_is_told(client: Client) -> None:
    office.path().write_text("[office\n", encoding="utf-8")
    answer = client.get("/cai-dat/")
    assert answer.status_code == 409
    assert "doichieu.toml" in answer.content.decode()
    assert client.post("/cai-dat/", BLANKS).status_code == 409
    assert office.path().read_text(encoding="utf-8") == "[office\n"
