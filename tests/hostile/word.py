"""Word files: bombs, entities, links to the network or the disk, false declarations, circles of parts."""

from __future__ import annotations

import random
import zipfile
import zlib
from io import BytesIO

from extract import errors
from tests.hostile.cases import LIMITED, PLAN, READ, REFUSED, hostile

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def content_types(kinds: dict[str, str]) -> str:
    items = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'<Types xmlns="{CONTENT_TYPES}"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{items}</Types>'
    )


def relations(targets: dict[str, str]) -> str:
    """Relations of these kinds to these parts."""
    items = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{items}</Relationships>'


def p(text: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


BODY = "".join(p(line) for line in PLAN.splitlines())
MAIN = f"{WORD}.document.main+xml"


def packed(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these parts, completed by content types and the main relation."""
    target = BytesIO()
    parts = {
        "[Content_Types].xml": content_types({"word/document.xml": MAIN}),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        **parts,
    }
    with zipfile.ZipFile(target, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def document(body: str, before: str = "") -> bytes:
    """The main part; ``before`` stands before its root."""
    xml = f"{before}<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    return b'<?xml version="1.0" encoding="UTF-8"?>' + xml.encode()


def package(body: str, **parts: str) -> bytes:
    """A document with the given insides of styles, numbering or footnotes."""
    kinds = {f"word/{kind}.xml": f"{WORD}.{kind}+xml" for kind in parts}
    inner: dict[str, bytes | str] = {
        f"word/{kind}.xml": f"<w:{kind} {NAMES}>{content}</w:{kind}>" for kind, content in parts.items()
    }
    return packed(
        {
            "[Content_Types].xml": content_types({"word/document.xml": MAIN, **kinds}),
            "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in parts}),
            "word/document.xml": document(body),
            **inner,
        }
    )


def word(body: str, before: str = "") -> bytes:
    return packed({"word/document.xml": document(body, before)})


def linked(body: str, kind: str, target: str, extra: dict[str, bytes | str] | None = None) -> bytes:
    """A document with a relation to a target outside the package."""
    rel = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    return packed({"word/document.xml": document(body), "word/_rels/document.xml.rels": rel, **(extra or {})})


@hostile("bom nén.docx", errors.TOO_LARGE)
def _bomb(_: str) -> bytes:
    """Twice what is read, in one part."""
    return packed({"word/document.xml": document(BODY + " " * 140_000_000)})


@hostile("bom nén trong ảnh.docx", READ, errors.TOO_LARGE)
def _bomb_in_picture(_: str) -> bytes:
    parts: dict[str, bytes | str] = {f"word/media/{n}.png": bytes(100_000_000) for n in range(3)}
    return packed({"word/document.xml": document(BODY), **parts})


@hostile("cỡ nói dối.docx", REFUSED, *LIMITED)
def _lying(_: str) -> bytes:
    """The directory says 1,000 bytes, the part unpacks to 100 MB."""
    content = document(BODY + " " * 100_000_000)
    data = packed({"word/document.xml": content})
    return data.replace(len(content).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


@hostile("nhiều mục.docx", READ, REFUSED, errors.TOO_LARGE)
def _members(_: str) -> bytes:
    parts: dict[str, bytes | str] = {f"word/media/{n}": b"" for n in range(30_000)}
    return packed({"word/document.xml": document(BODY), **parts})


@hostile("ra ngoài thư mục.docx", READ)
def _traversal(_: str) -> bytes:
    return packed(
        {"word/document.xml": document(BODY), "../../../../tmp/hostile-mark": b"x", "/tmp/hostile-mark": b"x"}
    )


@hostile("mục lặp.docx", READ, REFUSED)
def _twice(_: str) -> bytes:
    data = word(BODY)
    target = BytesIO(data)
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", document(p("Bản thứ hai")))
    return target.getvalue()


@hostile("cười ngất.docx", READ, REFUSED, *LIMITED, never="hahaha")
def _laughs(_: str) -> bytes:
    """A billion laughs: entities made of entities."""
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return word(BODY + p("&a11;"), f'<!DOCTYPE x [<!ENTITY a0 "ha">{levels}]>')


@hostile("nở bậc hai.docx", READ, REFUSED, *LIMITED)
def _quadratic(_: str) -> bytes:
    return word(BODY + p("&a;" * 20_000), f'<!DOCTYPE x [<!ENTITY a "{"a" * 20_000}">]>')


@hostile("đọc tệp máy.docx", READ, REFUSED, never="root:")
def _local(_: str) -> bytes:
    return word(BODY + p("&a;"), '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')


@hostile("gọi máy chủ.docx", READ, REFUSED)
def _remote(server: str) -> bytes:
    return word(BODY + p("&a;"), f'<!DOCTYPE x SYSTEM "{server}/x.dtd" [<!ENTITY a SYSTEM "{server}/a">]>')


@hostile("thực thể tham số.docx", READ, REFUSED)
def _parameter(server: str) -> bytes:
    return word(BODY, f'<!DOCTYPE x [<!ENTITY % b SYSTEM "{server}/b.dtd">%b;]>')


@hostile("mẫu từ xa.docx", READ)
def _template(server: str) -> bytes:
    return linked(BODY, "attachedTemplate", f"{server}/mau.dotm")


@hostile("ảnh từ xa.docx", READ)
def _picture(server: str) -> bytes:
    drawing = '<w:r><w:pict><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>'
    names = f'xmlns:r="{OFFICE}"'
    return linked(BODY + f"<w:p {names}>{drawing}</w:p>", "image", f"{server}/a.png")


@hostile("phần ngoài.docx", READ, REFUSED)
def _alternative(server: str) -> bytes:
    body = f'{BODY}<w:altChunk xmlns:r="{OFFICE}" r:id="rId1"/>'
    return linked(body, "aFChunk", f"{server}/a.html")


@hostile("trường lệnh.docx", READ)
def _fields(server: str) -> bytes:
    lines = [
        'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
        f'INCLUDETEXT "{server}/a.docx"',
        f'INCLUDEPICTURE "{server}/a.png" \\d',
        "MACROBUTTON AutoOpen x",
    ]
    return word(BODY + "".join(f"<w:p><w:fldSimple w:instr='{line}'/></w:p>" for line in lines))


@hostile("macro.docm", READ)
def _macro(_: str) -> bytes:
    types = content_types(
        {
            "word/document.xml": "application/vnd.ms-word.document.macroEnabled.main+xml",
            "word/vbaProject.bin": "application/vnd.ms-office.vbaProject",
        }
    )
    return packed(
        {
            "[Content_Types].xml": types,
            "word/document.xml": document(BODY),
            "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(4000),
        }
    )


@hostile("lồng sâu.docx", READ, REFUSED, *LIMITED)
def _deep(_: str) -> bytes:
    return word(BODY + "<w:sdt><w:sdtContent>" * 50_000 + p("x") + "</w:sdtContent></w:sdt>" * 50_000)


@hostile("bảng trong bảng.docx", READ, REFUSED, *LIMITED)
def _deep_tables(_: str) -> bytes:
    depth = 2000
    return word(BODY + "<w:tbl><w:tr><w:tc>" * depth + p("x") + "</w:tc></w:tr></w:tbl>" * depth)


@hostile("bảng trong bảng vừa.docx", READ, REFUSED, *LIMITED)
def _tables(_: str) -> bytes:
    """Tables nested as deep as the XML parser allows."""
    depth = 60
    return word(BODY + "<w:tbl><w:tr><w:tc>" * depth + p("x") + "</w:tc></w:tr></w:tbl>" * depth)


@hostile("gộp ô vô tận.docx", READ, REFUSED, *LIMITED)
def _span(_: str) -> bytes:
    def cell(span: str) -> str:
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/><w:vMerge/></w:tcPr>{p("5%")}</w:tc>'

    row = "".join(map(cell, ("2000000000", "-7", "0", "x", "9" * 400)))
    skip = '<w:trPr><w:gridBefore w:val="2000000000"/><w:gridAfter w:val="2000000000"/></w:trPr>'
    return word(f"{BODY}<w:tbl><w:tr>{skip}{row}</w:tr><w:tr>{row}</w:tr></w:tbl>")


@hostile("hai vạn rưỡi ô.docx", READ, *LIMITED)
def _cells(_: str) -> bytes:
    row = "<w:tr>" + "".join(f"<w:tc>{p(f'{n}%')}</w:tc>" for n in range(10)) + "</w:tr>"
    return word(f"{BODY}<w:tbl>{row * 2500}</w:tbl>")


@hostile("kiểu đi vòng.docx", READ)
def _styles(_: str) -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/><w:link w:val="{other}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for one, other in (("A", "B"), ("B", "C"), ("C", "A"), ("D", "D"))
    )
    styled = "".join(p("Đạt 5% số xã", f'<w:pStyle w:val="{name}"/>') for name in "ABCDE")
    return package(BODY + styled, styles=styles)


@hostile("số tự động đi vòng.docx", READ)
def _numbering(_: str) -> bytes:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{"9" * 30}"/><w:numFmt w:val="upperRoman"/>'
        f'<w:lvlText w:val="{"%1%2%3%9%" * 50}"/></w:lvl>'
        for level in range(9)
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="99"/></w:num>'
        '<w:num w:numId="-5"><w:abstractNumId w:val="x"/></w:num>'
    )
    linked = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="numbering" w:styleId="A">{linked}</w:style>'
    items = "".join(
        p("Đạt 5% số xã", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        for number in ("1", "2", "-5", "7", "x")
        for level in ("0", "8", "99", "-1", "x")
    )
    return package(BODY + items, numbering=numbering, styles=styles)


@hostile("số La Mã khổng lồ.docx", READ)
def _roman(_: str) -> bytes:
    lines = []
    for index, form in enumerate(("upperRoman", "lowerLetter", "chicago", "vietnameseCounting")):
        lines.append(
            f'<w:abstractNum w:abstractNumId="{index}"><w:lvl w:ilvl="0"><w:start w:val="2000000000"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        )
    lines += [f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(4)]
    items = "".join(
        p("Đạt 5% số xã", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{n + 1}"/></w:numPr>')
        for n in range(4)
    )
    return package(BODY + items, numbering="".join(lines))


@hostile("chú thích trỏ về mình.docx", READ)
def _notes(_: str) -> bytes:
    note = '<w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/><w:t>vòng</w:t></w:r></w:p></w:footnote>'
    return package(BODY + '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>', footnotes=note)


@hostile("quan hệ đi vòng.docx", READ, REFUSED)
def _circle(_: str) -> bytes:
    rel = relations({"styles": "document.xml", "numbering": "../word/document.xml", "officeDocument": "/"})
    return packed({"word/document.xml": document(BODY), "word/_rels/document.xml.rels": rel})


@hostile("phần chính là chính gói.docx", REFUSED)
def _self(_: str) -> bytes:
    return packed(
        {"_rels/.rels": relations({"officeDocument": "_rels/.rels"}), "word/document.xml": document(BODY)}
    )


@hostile("thiếu phần chính.docx", REFUSED)
def _missing(_: str) -> bytes:
    return packed({"word/khac.xml": "<a/>"})


@hostile("phần chính rỗng.docx", REFUSED)
def _blank(_: str) -> bytes:
    return packed({"word/document.xml": b""})


@hostile("gốc khác.docx", REFUSED)
def _other_root(_: str) -> bytes:
    return packed({"word/document.xml": "<html><body>x</body></html>"})


@hostile("cắt nửa.docx", REFUSED)
def _half(_: str) -> bytes:
    data = word(BODY * 50)
    return data[: len(data) // 2]


@hostile("XML cắt nửa.docx", READ, REFUSED)
def _half_xml(_: str) -> bytes:
    return packed({"word/document.xml": document(BODY)[:-60]})


@hostile("bit lật.docx", READ, REFUSED)
def _flipped(_: str) -> bytes:
    data = bytearray(word(BODY * 50))
    for place in range(400, len(data) - 400, 97):
        data[place] ^= 0x55
    return bytes(data)


@hostile("utf-16.docx", READ, REFUSED)
def _wide(_: str) -> bytes:
    xml = f'<?xml version="1.0" encoding="UTF-16"?><w:document {NAMES}><w:body>{BODY}</w:body></w:document>'
    return packed({"word/document.xml": xml.encode("utf-16")})


@hostile("ký tự cấm.docx", READ, REFUSED)
def _forbidden(_: str) -> bytes:
    return packed({"word/document.xml": document(BODY + p("a\x00b\x0b&#0;&#xFFFE;&#x110000;"))})


@hostile("nén lạ.docx", READ, REFUSED)
def _method(_: str) -> bytes:
    data = packed({"word/document.xml": document(BODY)}, zipfile.ZIP_LZMA)
    return data.replace(b"\x0e\x00", b"\x63\x00")


@hostile("mục khóa.docx", errors.LOCKED, REFUSED)
def _locked_member(_: str) -> bytes:
    """Every member has the flag "encrypted"."""
    data = bytearray(word(BODY))
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(magic)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(magic, place + 4)
    return bytes(data)


def encrypted(password: str) -> bytes:
    """A plan saved by Word with a password; the library can only lock files of more than a few kB."""
    padding: dict[str, bytes | str] = {"word/media/a.png": random.Random(7).randbytes(20_000)}
    content = packed({"word/document.xml": document(BODY), **padding})
    from msoffcrypto.format.ooxml import OOXMLFile

    target = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, target)
    return target.getvalue()


@hostile("khóa.docx", errors.LOCKED)
def _locked(_: str) -> bytes:
    return encrypted("bí mật")


@hostile("khóa sai.docx", errors.WRONG_PASSWORD, password="khác")
def _wrong(_: str) -> bytes:
    return encrypted("bí mật")


@hostile("khóa đúng.docx", READ, password="bí mật")
def _right(_: str) -> bytes:
    return encrypted("bí mật")


@hostile("khóa hỏng.docx", REFUSED, password="bí mật")
def _locked_damaged(_: str) -> bytes:
    data = encrypted("bí mật")
    return data[:1024] + bytes(len(data) - 2048) + data[-1024:]


@hostile("khóa cắt.docx", REFUSED, password="bí mật")
def _locked_half(_: str) -> bytes:
    data = encrypted("bí mật")
    return data[: len(data) // 2]


@hostile("đoạn trống.docx", READ, *LIMITED)
def _paragraphs(_: str) -> bytes:
    return word(BODY + "<w:p/>" * 300_000)


@hostile("nén trong nén.docx", REFUSED)
def _matryoshka(_: str) -> bytes:
    data = b"x"
    for _level in range(50):
        data = packed({"word/document.xml": zlib.compress(data)})
    return data


@hostile("tệp nén.docx", REFUSED)
def _zip(_: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a/b.txt", "x")
    return target.getvalue()


@hostile("bảng tính.docx", REFUSED)
def _sheet(_: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return target.getvalue()
