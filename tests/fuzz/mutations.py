"""Small damage to valid files, by their structure: parts of a package, elements of XML, objects of a PDF, bytes."""

from __future__ import annotations

import copy
import random
import re
import zipfile
import zlib
from io import BytesIO

from lxml import etree

# Values for places where readers calculate: nothing, negative, enormous, no number, half a number.
VALUES = (
    "",
    "0",
    "-1",
    "1",
    "9",
    "2147483648",
    "9" * 40,
    "1e9",
    "x",
    "%1%9",
    "true",
    "auto",
    "\ufffd",
    "a" * 5000,
)
CONTROLS = (
    "\t",
    "\n",
    "\x85",
    "\xa0",
    "\u200b",
    "\u202e",
    "\u0301",
    "\ufeff",
    "\ufffd",
    "\U0010ffff",
    "%",
    "1",
)
_OBJECT = re.compile(rb"\d+ 0 obj\b.*?endobj", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One to six small damages; the same for the same ``chance``."""
    for _ in range(chance.randint(1, 6)):
        data = _once(data, chance)
    return data


def _once(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.1 or not data:
        return _bytes(data, chance)
    if data.startswith(b"PK"):
        try:
            return _package(data, chance)
        except (
            zipfile.BadZipFile,
            KeyError,
            ValueError,
            NotImplementedError,
            zlib.error,
            OSError,
            EOFError,
            RuntimeError,
        ):
            return _bytes(data, chance)
    return _pdf(data, chance) if data.startswith(b"%PDF") else _text(data, chance)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    """Bytes flipped, cut out, doubled, or the end cut off."""
    if not data:
        return chance.randbytes(8)
    place = chance.randrange(len(data))
    length = chance.choice((1, 2, 16, 300))
    match chance.randrange(5):
        case 0:
            return data[:place] + chance.randbytes(length) + data[place + length :]
        case 1:
            return data[:place] + data[place + length :]
        case 2:
            return data[:place] + data[place : place + length] * 2 + data[place + length :]
        case 3:
            return data[:place]
        case _:
            return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def _text(data: bytes, chance: random.Random) -> bytes:
    """Lines moved, letters put in."""
    lines = data.decode(errors="replace").split("\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            lines[first], lines[second] = lines[second], lines[first]
        case 1:
            lines.insert(first, lines[second] * chance.choice((1, 2, 50)))
        case 2:
            del lines[first]
        case _:
            place = chance.randint(0, len(lines[first]))
            lines[first] = lines[first][:place] + chance.choice(CONTROLS) + lines[first][place:]
    return "\n".join(lines).encode()


def _package(data: bytes, chance: random.Random) -> bytes:
    """One part of a zip file: dropped, emptied, exchanged for another, or damaged by its elements."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if not parts:
        return _bytes(data, chance)
    names = sorted(parts)
    # Readers do most of their work on the parts of the text.
    likely = [name for name in names if re.search(r"document\.xml$|styles|numbering|notes|content", name)]
    name = chance.choice(likely if likely and chance.random() < 0.8 else names)
    match chance.randrange(20):
        case 0:
            del parts[name]
        case 1:
            parts[name] = b""
        case 2:
            parts[name] = parts[chance.choice(names)]
        case 3:
            parts[name] = _bytes(parts[name], chance)
        case _:
            parts[name] = _xml(parts[name], chance)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for kept, content in parts.items():
            # A fixed time, so that the same chance gives the same bytes.
            archive.writestr(zipfile.ZipInfo(kept), content)
    return target.getvalue()


def _xml(data: bytes, chance: random.Random) -> bytes:
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return _bytes(data, chance)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    one, other = chance.choice(elements), chance.choice(elements)
    above = one.getparent()
    match chance.randrange(9):
        case 0 if above is not None:
            above.remove(one)
        case 1 if above is not None:
            for _ in range(chance.choice((1, 1, 3, 40))):
                one.addnext(copy.deepcopy(one))
        case 2:
            other.append(copy.deepcopy(one))
        case 3:
            one.tag = other.tag
        case 4:
            _attribute(one, other, chance)
        case 5:
            text = one.text or ""
            place = chance.randint(0, len(text))
            one.text = text[:place] + chance.choice(CONTROLS) + text[place:]
        case 6:
            one.text, other.text = other.text, one.text
        case 7:
            for child in list(one):
                one.remove(child)
        case _:
            attributed = [element for element in elements if element.attrib]
            if attributed:
                _attribute(chance.choice(attributed), other, chance)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _attribute(one: etree._Element, other: etree._Element, chance: random.Random) -> None:
    names = list(one.attrib) or list(other.attrib)
    if not names:
        return
    name = chance.choice(names)
    if chance.random() < 0.2:
        if name in one.attrib:
            del one.attrib[name]
    else:
        one.set(name, chance.choice((*VALUES, *map(str, other.attrib.values()))))


def _pdf(data: bytes, chance: random.Random) -> bytes:
    """One object: dropped, doubled, exchanged; one number changed; one stream unpacked, damaged and packed again."""
    found = list(_OBJECT.finditer(data))
    if not found:
        return _bytes(data, chance)
    one, other = chance.choice(found), chance.choice(found)
    content = one.group()
    match chance.randrange(5):
        case 0:
            content = b""
        case 1:
            content = content.partition(b"obj")[0] + b"obj" + other.group().partition(b"obj")[2]
        case 2:
            content = content * 2
        case 3:
            numbers = list(_NUMBER.finditer(content))
            if numbers:
                number = chance.choice(numbers)
                value = chance.choice(VALUES[:9]).encode()
                content = content[: number.start()] + value + content[number.end() :]
        case _:
            content = _stream(content, chance)
    return data[: one.start()] + content + data[one.end() :]


def _stream(content: bytes, chance: random.Random) -> bytes:
    found = _STREAM.search(content)
    if not found:
        return _bytes(content, chance)
    inner, packed = found.group(1), b"/FlateDecode" in content
    if packed:
        try:
            inner = zlib.decompress(inner)
        except zlib.error:
            packed = False
    tokens = inner.split(b" ")
    first, second = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    tokens[first], tokens[second] = chance.choice((tokens[second], b"-1e9", b"Q", b"BT")), tokens[first]
    inner = b" ".join(tokens)
    inner = zlib.compress(inner) if packed else inner
    return content[: found.start(1)] + inner + content[found.end(1) :]
