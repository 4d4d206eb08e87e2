"""Small PDF files written by hand."""

from __future__ import annotations

import re


def pdf(content: str, *, rotate: int = 0, crop: str = "0 0 300 400", letters: str = "") -> bytes:
    """One page of 300 x 400 points with Helvetica (F1), its bold (F2), and an image (I) to draw.

    ``letters`` are entries of the font's map to Unicode: "<30> <0008>" makes each 0 a control code.
    """
    unicode = "/ToUnicode 8 0 R" if letters else ""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/CropBox[{crop}]/Rotate {rotate}"
        "/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>/XObject<</I 7 0 R>>>>>>",
        f"<</Length {len(content.encode('cp1252'))}>>stream\n{content}\nendstream",
        f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding{unicode}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        "stream\n0\nendstream",
    ]
    if letters:
        count = letters.count("<") // 2
        table = (
            "begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
            f"{count} beginbfchar {letters} endbfchar endcmap"
        )
        objects.append(f"<</Length {len(table)}>>stream\n{table}\nendstream")
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{item}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    return body + f"{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF".encode()


def with_fields(content: str, *fields: tuple[str, str, str]) -> bytes:
    """A page with form fields, each given by its subtype, its box and the text that it shows.

    "Sig" is the field of a signature; a subtype in small letters has no appearance.
    """
    bare = pdf(content)
    first = 8
    numbers = [(first + 2 * index, first + 2 * index + 1) for index in range(len(fields))]
    listed = " ".join(f"{number} 0 R" for number, _ in numbers)
    body = bare[: bare.rindex(b"xref\n0")].replace(
        b"/Contents 4 0 R", f"/Contents 4 0 R/Annots[{listed}]".encode()
    )
    for (number, shown), (subtype, box, text) in zip(numbers, fields, strict=True):
        kind, subtype = ("Sig", "Widget") if subtype == "Sig" else ("Tx", subtype)
        ap = "" if subtype.islower() else f"/AP<</N {shown} 0 R>>"
        subtype = {"widget": "Widget", "freetext": "FreeText"}.get(subtype, subtype)
        drawn = f"BT /F1 12 Tf 1 0 0 1 0 3 Tm ({text}) Tj ET"
        body += (
            f"{number} 0 obj\n<</Type/Annot/Subtype/{subtype}/F 4/FT/{kind}/T(so)/V({text})/Rect[{box}]"
            f"{ap}>>\nendobj\n"
            f"{shown} 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 90 90]/Resources<</Font<</F1 5 0 R>>>>"
            f"/Length {len(drawn)}>>stream\n{drawn}\nendstream\nendobj\n"
        ).encode("cp1252")
    places = {int(found[1]): found.start() for found in re.finditer(rb"(\d+) 0 obj\n", body)}
    size = max(places) + 1
    table = "".join(f"{places[number]:010d} 00000 n \n" for number in range(1, size))
    ending = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return body + f"{ending}startxref\n{len(body)}\n%%EOF".encode()


def show(x: float, y: float, text: str, font: str = "F1", size: float = 12) -> str:
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"
