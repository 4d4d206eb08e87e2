"""The tree of headings and items.

The grammar, from the outside in: Phần > Chương > A. > Mục > Điều > I. > 1. > 1.1. > a) > - > +, with "Mục tiêu 1 /
Chỉ tiêu 1.1" wherever they occur. Numbering decides; the look of a heading counts only where there is no number.
A label is placed by the series it continues: "3." goes next to the open "2." of the same style; a label that begins
a series goes inside the nearest open node of a lower rank. Nothing is dropped: a number that continues no series is
placed by its rank and noted in ``Outline.irregular``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.lines.labels import Label, Rank, follows, holds_before, read_label
from extract.lines.opening import opens_caption
from extract.model import Role
from extract.structure.headings import split_heading
from extract.structure.roles import of_item, role_of
from extract.traced import Paragraph, Traced, join

ROOT = -1
COLON = re.compile(r":\s*$")
# "Phụ lục I", "Biểu số 01", "PHỤ LỤC: …" opens a part of its own.
_APPENDIX = re.compile(
    r"(?:phụ\s+lục|biểu(?:\s+mẫu)?(?:\s+số)?|mẫu(?:\s+biểu)?\s+số)\s*(?:[:.]|\d|[IVX]+\b|$)", re.IGNORECASE
)
_LONGEST_TITLE = 1000
"""Characters of a title over several paragraphs; each new paragraph reads the whole title again."""


@dataclass(slots=True)
class Node:
    """A heading or item; ``head`` is its title, ``text`` its own running text."""

    rank: Rank
    label: Label | None
    name: str | None
    head: Traced | None
    text: Traced | None
    parent: int
    role: Role
    paragraph: Paragraph
    children: int = 0
    bullets: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The nodes in the order of the text; a node's ``parent`` is an index into ``nodes``, ROOT at the top.

    ``chains`` and ``paths`` hold, for each node, what ``ancestors`` and ``path`` give.
    """

    nodes: tuple[Node, ...]
    irregular: tuple[tuple[str, Traced], ...]
    chains: tuple[tuple[int, ...], ...]
    paths: tuple[tuple[str, ...], ...]

    def ancestors(self, index: int) -> tuple[int, ...]:
        """The node itself and its ancestors, from the inside out."""
        return self.chains[index]

    def path(self, index: int) -> tuple[str, ...]:
        """The labels from the root down to the node: ("Phần thứ hai", "I", "2", "2.1", "-1")."""
        return self.paths[index]


def build_outline(paragraphs: Sequence[Paragraph], appendix: int | None = None) -> Outline:
    """Build the tree of all paragraphs of a body; behind ``appendix``, an offset, tables stand with their captions."""
    builder = _Builder(appendix)
    for paragraph in paragraphs:
        builder.add(paragraph)
    chains, paths = list[tuple[int, ...]](), list[tuple[str, ...]]()
    for index, node in enumerate(builder.nodes):
        # A node comes behind its parent.
        chain, path = ((), ()) if node.parent == ROOT else (chains[node.parent], paths[node.parent])
        chains.append((index, *chain))
        paths.append((*path, node.name) if node.name else path)
    return Outline(
        nodes=tuple(builder.nodes),
        irregular=tuple(builder.irregular),
        chains=tuple(chains),
        paths=tuple(paths),
    )


class _Builder:
    """The open branch of the tree, to which paragraphs are added one by one."""

    def __init__(self, appendix: int | None) -> None:
        self.appendix = appendix
        self.nodes, self.branch = list[Node](), list[int]()
        self.at, self.irregular = Traced.of(""), list[tuple[str, Traced]]()
        self.loose, self.last = dict[str, int](), dict[str, int]()

    def add(self, paragraph: Paragraph) -> None:
        text = self.at = paragraph.text
        made = read_label(f"{paragraph.label} A") if paragraph.label else None
        label = made or read_label(text.text)
        if label is None:
            self._add_plain(paragraph)
            return
        rest = text if made else text[label.length :].strip()
        heading = split_heading(rest, label, paragraph.style)
        self._close(label)
        if label.ordinal is not None:
            self.last[label.style] = label.ordinal
        parent = self._top()
        role = self._told(heading.title.text if heading.title else "", parent, label.style)
        if heading.title is None and heading.text is not None:
            role = of_item(heading.text.text, role)
        self._append(
            Node(
                rank=label.rank,
                label=label,
                name=self._name(label, parent),
                head=heading.title,
                text=heading.text,
                parent=parent,
                role=role,
                paragraph=paragraph,
            )
        )

    def _add_plain(self, paragraph: Paragraph) -> None:
        """Add a paragraph without a label: a title of the heading above, a stem, an unnumbered heading or text."""
        above = self.nodes[self._top()] if self.branch else None
        text = paragraph.text
        if above is not None and self._titles(above, paragraph):
            above.head = join(above.head, text) if above.head else text
            above.role = self._told(above.head.text, above.parent, above.label.style if above.label else "")
            return
        rank = Rank.PART if self._is_caption(paragraph) else plain_rank(paragraph)
        self._close_to(rank)
        if rank is Rank.TEXT:
            self._close_items()
        parent = self._top()
        is_head = rank < Rank.STEM
        role = self._told(text.text, parent if rank is not Rank.PART else ROOT, "" if is_head else None)
        role = role if is_head else of_item(text.text, role)
        self._append(
            Node(
                rank=rank,
                label=None,
                name=None,
                head=text if is_head else None,
                text=None if is_head else text,
                parent=parent,
                role=role,
                paragraph=paragraph,
            )
        )

    def _close_items(self) -> None:
        """Close the items of a list before text without a label, which comes beside the list; a stem stays open."""
        while self.branch and self.nodes[self.branch[-1]].rank in (Rank.DASH, Rank.PLUS, Rank.LETTER):
            top = self.nodes[self.branch[-1]]
            if top.text is None or COLON.search(top.text.text):
                return
            self.branch.pop()

    def _titles(self, above: Node, paragraph: Paragraph) -> bool:
        """Whether an unnumbered paragraph is the title, or a further line of it, of the bare heading above."""
        if above.children or above.text is not None or self.branch[-1] != len(self.nodes) - 1:
            return False
        text = paragraph.text.text
        if above.head is None:
            return above.rank < Rank.LETTER
        if above.rank > Rank.MUC or not text.isupper() or len(above.head.text) > _LONGEST_TITLE:
            return False
        return above.head.text.isupper()

    def _append(self, node: Node) -> None:
        if node.parent != ROOT:
            self.nodes[node.parent].children += 1
        self.nodes.append(node)
        if node.rank is not Rank.TEXT:
            self.branch.append(len(self.nodes) - 1)

    def _close(self, label: Label) -> None:
        """Close the open nodes that cannot hold ``label``."""
        place = self._sibling(label)
        if place is not None:
            del self.branch[place:]
            return
        if label.rank is Rank.NAMED:
            self._close_named(label)
        elif label.rank is Rank.DECIMAL:
            self._close_decimal(label)
        elif label.rank in (Rank.DASH, Rank.BRACKET) and self._in_bullet_stem():
            # "* Đến năm 2025" governs the dashes below it.
            pass
        elif label.ordinal == 1 and label.rank is Rank.ARABIC and self._in_letter_stem():
            # "a) Các bước: 1. …" opens a series inside the item.
            pass
        elif label.ordinal == 1 and label.rank in (Rank.ARABIC, Rank.LETTER) and self._announces():
            # "Mỗi xã phải có: a) … b) …": a series that begins right below an announcing line belongs to it.
            self._set_beside(label)
        elif label.ordinal == 1 and label.rank in (Rank.ARABIC, Rank.LETTER):
            # A new series begins inside the open heading, even one of a deeper rank.
            self._close_to(Rank.LETTER if label.rank is Rank.LETTER else Rank.NAMED, keep_headings=True)
        elif label.rank is Rank.ARTICLE and self._in_titled_roman():
            # "II. CHĂM LO NGƯỜI HỌC … Điều 1. …": articles that begin, or run on, inside a Roman number divide it.
            self._close_to(Rank.ARABIC)
        elif label.ordinal == 1 and label.rank is Rank.MUC and self._in_titled_roman():
            # "II. NHIỆM VỤ CỦA CÁC ĐƠN VỊ … Mục 1. …", likewise.
            self._close_to(Rank.ARABIC)
        elif label.ordinal == 1 and label.rank is Rank.LETTER_UPPER and self._in_main():
            # "III. CHỈ TIÊU … A. …": letters that begin inside a Roman number divide it.
            self._close_to(Rank.ARABIC)
        else:
            self._close_to(label.rank)
        if label.ordinal not in (None, 1) and label.rank is not Rank.DECIMAL:
            self._note(label)

    def _announces(self) -> bool:
        """Whether the last paragraph, inside a heading, is a line without a label that ends with a colon."""
        last = self.nodes[-1] if self.nodes else None
        return last is not None and last.rank is Rank.STEM and last.label is None and last.parent != ROOT

    def _set_beside(self, label: Label) -> None:
        """Put the announcing line beside the items that its own would go over again: "2028: a) … 2030: a) …"."""
        line, open_ones = self.branch[-1], [self.nodes[place] for place in self.branch]
        alike = (
            one.head is None and one.label is not None and one.label.style == label.style for one in open_ones
        )
        place = next((number for number, is_alike in enumerate(alike) if is_alike), 0)
        if not place:
            return
        if place > 1 and open_ones[place - 1].rank is Rank.STEM:
            place -= 1  # the line that announced those items
        self.nodes[self.nodes[line].parent].children -= 1
        del self.branch[place:-1]
        self.nodes[line].parent = self.branch[place - 1]
        self.nodes[self.nodes[line].parent].children += 1

    def _in_bullet_stem(self) -> bool:
        top = self.nodes[self.branch[-1]] if self.branch else None
        if top is None or top.rank is not Rank.DASH or top.text is None:
            return False
        text = top.text.text
        return text.endswith(":") or (len(text) <= 60 and text[-1] not in ".;," and top is self.nodes[-1])

    def _in_main(self) -> bool:
        """Whether a Roman number or a "Mục" is open that stands in no capital letter."""
        ranks = {self.nodes[place].rank for place in self.branch if self.nodes[place].label is not None}
        return bool(ranks & {Rank.ROMAN, Rank.MUC}) and Rank.LETTER_UPPER not in ranks

    def _in_titled_roman(self) -> bool:
        """Whether a Roman number with a title is open that stands in no article."""
        opened = [self.nodes[place] for place in self.branch if self.nodes[place].label is not None]
        roman = any(node.rank is Rank.ROMAN and node.head is not None for node in opened)
        return roman and all(node.rank is not Rank.ARTICLE for node in opened)

    def _in_letter_stem(self) -> bool:
        top = self.nodes[self.branch[-1]] if self.branch else None
        if top is None or top.rank is not Rank.LETTER:
            return False
        return top.text is None or COLON.search(top.text.text) is not None

    def _sibling(self, label: Label) -> int | None:
        """The position in the branch of the innermost open node that ``label`` follows."""
        repeated = None
        for place in range(len(self.branch) - 1, -1, -1):
            other = self.nodes[self.branch[place]].label
            if other is None or other.rank is not label.rank:
                continue
            if other.style != label.style:
                if label.rank is Rank.ARABIC and follows(other, label):
                    return place
                continue
            if label.ordinal is None:
                return place
            if label.numbers and other.numbers and label.numbers[:-1] != other.numbers[:-1]:
                continue
            if follows(other, label):
                return place
            if other.ordinal == label.ordinal and label.ordinal != 1 and repeated is None:
                repeated = place  # "4. NHIỆM VỤ" may continue the headings outside the items "1." to "4."
                if not self.at.text.isupper():
                    break
        if repeated is not None:
            self._remark(f"Số mục «{label.name}» lặp lại")
            return repeated
        # No open series has this number next: a series with a gap is the next best.
        for place in range(len(self.branch) - 1, -1, -1):
            other = self.nodes[self.branch[place]].label
            if (
                other is not None
                and other.style == label.style
                and other.ordinal
                and label.ordinal
                and other.numbers[:-1] == label.numbers[:-1]
                and label.ordinal > other.ordinal
            ):
                self._remark(f"Đánh số không liên tục: sau mục «{other.name}» là mục «{label.name}»")
                return place
        return None

    def _close_named(self, label: Label) -> None:
        """Close nodes before "Chỉ tiêu 1.1", which goes inside "Mục tiêu 1", both inside a numbered heading."""
        while self.branch:
            top = self.nodes[self.branch[-1]]
            if (top.rank >= Rank.LETTER and not (top.rank is Rank.LETTER and top.head is not None)) or (
                top.rank is Rank.NAMED and top.label is not None and top.label.order >= label.order
            ):
                self.branch.pop()
            else:
                return

    def _close_decimal(self, label: Label) -> None:
        """Close nodes before "2.1", which goes inside "2" or "Mục tiêu 2", else inside the nearest heading."""
        for place in range(len(self.branch) - 1, -1, -1):
            other = self.nodes[self.branch[place]].label
            if other is None:
                continue
            numbers = other.numbers or ((other.ordinal,) if other.ordinal else ())
            if (
                other.rank in (Rank.ARABIC, Rank.DECIMAL, Rank.NAMED, Rank.ROMAN)
                and numbers == label.numbers[:-1]
            ):
                del self.branch[place + 1 :]
                return
        while self.branch:
            top = self.nodes[self.branch[-1]]
            if top.rank > Rank.DECIMAL or (top.label is not None and top.label.depth >= label.depth > 1):
                self.branch.pop()
            else:
                return

    def _close_to(self, rank: Rank, *, keep_headings: bool = False) -> None:
        while self.branch and self.nodes[self.branch[-1]].rank >= rank:
            top = self.nodes[self.branch[-1]]
            if keep_headings and top.head is not None and top.rank <= Rank.DECIMAL:
                return
            self.branch.pop()

    def _note(self, label: Label) -> None:
        # No gap is noted where a series of the same style runs on through chapters or objectives (articles,
        # "Chỉ tiêu 2"), or where "(i)" stands in the sentence before "(ii)".
        before = self.nodes[-1].paragraph.text.text if self.nodes else ""
        if self.last.get(label.style, 0) + 1 != label.ordinal and not holds_before(before, label):
            self._remark(f"Mục «{label.name}» không nối tiếp mục nào trước đó")

    def _remark(self, told: str) -> None:
        self.irregular.append((told, self.at))

    def _name(self, label: Label, parent: int) -> str:
        if label.rank not in (Rank.DASH, Rank.PLUS):
            return label.name
        counts = self.nodes[parent].bullets if parent != ROOT else self.loose
        counts[label.style] = counts.get(label.style, 0) + 1
        return f"{label.name}{counts[label.style]}"

    def _is_caption(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph behind the signature is a caption, which is no part of the chapter before."""
        behind = self.appendix is not None and paragraph.text.start >= self.appendix
        return behind and paragraph.table is None and opens_caption(paragraph.text.text)

    def _top(self) -> int:
        return self.branch[-1] if self.branch else ROOT

    def _told(self, title: str, parent: int, style: str | None) -> Role:
        """The role of a heading, or, if ``style`` is None, of a text."""
        above = self.nodes[parent] if parent != ROOT else None
        around = above.role if above else Role.OTHER
        inside = above.head.text if above and above.head else ""
        return around if style is None else role_of(title, around, style, inside)


def plain_rank(paragraph: Paragraph) -> Rank:
    """The rank of a paragraph without a label: an unnumbered heading, a stem of bullets, or text."""
    text = paragraph.text.text
    short = len(text) <= 150 and text[-1] not in ".;,"
    if short and paragraph.table is None and _APPENDIX.match(text):
        return Rank.PART
    if short and text.isupper() and len(text) > 8 and paragraph.table is None:
        return Rank.MUC
    if COLON.search(text):
        return Rank.STEM
    if short and paragraph.style.bold and paragraph.table is None:
        return Rank.DECIMAL
    return Rank.TEXT
