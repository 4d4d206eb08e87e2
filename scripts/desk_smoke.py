"""Start the review desk as a user does, open its sample, wait for the findings, end it; for an installed program.

python desk_smoke.py PROGRAM FOLDER
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

_LONGEST = 120.0


def main(program: str, folder: str) -> None:
    """Raise where the desk does not answer as it should."""
    command = [program, "desk", "--no-browser", "--port", "0", "--folder", folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as desk:
        try:
            assert desk.stdout is not None
            found = re.search(r"http\S+", desk.stdout.readline())
            assert found, "the desk tells no address"
            _use(found.group())
        finally:
            desk.terminate()


def _use(address: str) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()), ProxyHandler({}))
    home = browser.open(address, timeout=30).read().decode()
    token = re.search(r'data-csrf="(\w+)"', home)
    assert token, "the first page has no token"
    form = urlencode({"csrfmiddlewaretoken": token.group(1)}).encode()
    answer = browser.open(urljoin(address, "/mau"), form, timeout=30)
    end = time.monotonic() + _LONGEST
    while "Chưa đạt mức của cấp trên" not in answer.read().decode():
        assert time.monotonic() < end, "the sample has no findings"
        time.sleep(0.5)
        answer = browser.open(answer.url, timeout=30)


if __name__ == "__main__":
    main(*sys.argv[1:])
