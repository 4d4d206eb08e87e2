"""Who is let in, and what every answer says."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from doichieu.desk import gate
from doichieu.desk.store.models import Account

from .conftest import browser
from .running import RunningDesk, Visitor, alive, awaited

PAGES = ("/", "/van-ban/", "/ra-soat/1/", "/viec", "/suc-khoe", "/khong-co")


def test_a_stranger_is_refused(account: Account) -> None:
    answer = Client(HTTP_HOST="127.0.0.1").get("/")
    assert answer.status_code == 403
    assert "biểu tượng" in answer.content.decode()


def test_the_token_becomes_a_cookie(account: Account) -> None:
    gate.admit("mot-khoa-dai")
    client = Client(HTTP_HOST="127.0.0.1")
    answer = client.get("/", {"khoa": "mot-khoa-dai"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
    cookie = answer.cookies[gate.COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("token", ["", "sai", "mot-khoa-dài"])
def test_another_token_is_refused(account: Account, token: str) -> None:
    gate.admit("mot-khoa-dai")
    assert Client(HTTP_HOST="127.0.0.1").get("/", {"khoa": token}).status_code == 403


def test_a_forged_cookie_is_refused(account: Account) -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies[gate.COOKIE] = "1:abc:def"
    assert client.get("/").status_code == 403


def test_an_inactive_account_is_refused(account: Account) -> None:
    client = browser(account)
    account.is_active = False
    account.save()
    assert client.get("/").status_code == 403


def test_a_foreign_host_is_refused(client: Client) -> None:
    assert client.get("/", HTTP_HOST="evil.example").status_code == 400


def test_an_act_needs_its_csrf_token(account: Account) -> None:
    client = browser(account, enforce_csrf_checks=True)
    answer = client.post("/mau")
    assert answer.status_code == 403
    assert "tải lại trang" in answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_forbids_foreign_scripts(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    text = answer.content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick" not in text


def test_only_ones_own_desk_is_ended(client: Client) -> None:
    told: list[bool] = []
    gate.admit("mot-khoa-dai", lambda: told.append(True))
    assert "Đã tắt" in client.post("/cai-dat/tat").content.decode()
    gate.admit("mot-khoa-dai")
    assert client.post("/cai-dat/tat").status_code == 404
    assert told == [True]


@pytest.mark.slow
def test_the_desk_is_ended_from_its_settings(tmp_path: Path) -> None:
    with RunningDesk(tmp_path / "desk") as desk:
        visitor = Visitor(desk).enter()
        assert "Tắt Bàn rà soát" in visitor.get("/cai-dat/").text
        assert visitor.post("/cai-dat/tat").status == 200
        awaited(lambda: "đã tắt" in desk.log, 30)
        awaited(lambda: not alive(desk.pid), 30)
