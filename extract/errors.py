"""The errors of reading a file, each with a remedy that an office worker can carry out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The cause for which a file cannot be read, and the remedy, in Vietnamese and English."""

    what: str
    todo: str
    what_en: str
    todo_en: str


class ReadError(Exception):
    """A file that cannot be read.

    >>> print(ReadError(EMPTY, "x.docx"))
    Không đọc được tệp «x.docx»: tệp rỗng. Hãy kiểm tra lại tệp gốc.
    """

    def __init__(self, reason: Reason, where: str) -> None:
        super().__init__(reason, where)
        self.reason = reason
        self.where = where

    @property
    def what(self) -> str:
        """The cause, in Vietnamese, without a full stop."""
        return self.reason.what

    @property
    def todo(self) -> str:
        """The remedy, a Vietnamese sentence."""
        return self.reason.todo

    def message(self, language: str = "vi") -> str:
        """One line for the user in ``language``, "vi" or "en"."""
        # A file name may hold a line break, control codes of a terminal or undecodable bytes.
        where = "".join(
            letter if letter.isprintable() else " " if letter.isspace() else "\ufffd" for letter in self.where
        )
        if language == "en":
            return f"Cannot read the file “{where}”: {self.reason.what_en}. {self.reason.todo_en}"
        return f"Không đọc được tệp «{where}»: {self.what}. {self.todo}"

    def __str__(self) -> str:
        return self.message()


MISSING = Reason(
    what="không tìm thấy tệp",
    todo="Hãy kiểm tra lại đường dẫn và tên tệp.",
    what_en="there is no such file",
    todo_en="Check the path and the name.",
)
DIRECTORY = Reason(
    what="đây là thư mục, không phải tệp",
    todo="Hãy chọn một tệp trong thư mục này.",
    what_en="it is a folder",
    todo_en="Choose a file inside it.",
)
REFUSED = Reason(
    what="hệ điều hành không cho mở tệp",
    todo="Hãy kiểm tra quyền đọc, hoặc đóng chương trình đang giữ tệp rồi thử lại.",
    what_en="the operating system refuses to open it",
    todo_en="Check its permissions, or close the program that holds it, and try again.",
)
EMPTY = Reason(
    what="tệp rỗng",
    todo="Hãy kiểm tra lại tệp gốc.",
    what_en="it is empty",
    todo_en="Check the original.",
)
NO_TEXT = Reason(
    what="tệp không có chữ nào",
    todo="Hãy kiểm tra lại tệp gốc.",
    what_en="it holds no text",
    todo_en="Check the original.",
)
DAMAGED_DOCX = Reason(
    what="tệp bị hỏng hoặc không phải Word",
    todo="Hãy mở tệp bằng Word và lưu lại.",
    what_en="it is damaged or not a Word file",
    todo_en="Open it in Word and save it again.",
)
DAMAGED_PDF = Reason(
    what="tệp bị hỏng hoặc không phải PDF",
    todo="Hãy mở tệp bằng chương trình đọc PDF và lưu hoặc in lại ra PDF.",
    what_en="it is damaged or not a PDF",
    todo_en="Open it in a PDF viewer and save or print it to PDF again.",
)
DAMAGED_HTML = Reason(
    what="trang web đã lưu bị hỏng",
    todo="Hãy mở trang bằng trình duyệt và lưu lại, hoặc lưu thành .docx hay PDF.",
    what_en="the saved web page is damaged",
    todo_en="Open it in a browser and save it again, or save it as .docx or PDF.",
)
NOT_TEXT = Reason(
    what="nội dung không phải là văn bản, hoặc tệp đã bị hỏng",
    todo="Hãy kiểm tra lại tệp gốc, hoặc lưu tệp thành .docx hay PDF.",
    what_en="its content is no text, or it is damaged",
    todo_en="Check the original, or save it as .docx or PDF.",
)
LOCKED = Reason(
    what="tệp được đặt mật khẩu",
    todo="Hãy thêm --password MẬT_KHẨU, hoặc bỏ mật khẩu rồi lưu lại.",
    what_en="it is protected by a password",
    todo_en="Add --password PASSWORD, or remove the password and save it again.",
)
TOO_LARGE = Reason(
    what="nội dung giải nén quá lớn so với một văn bản",
    todo="Hãy kiểm tra lại nguồn của tệp.",
    what_en="its unpacked content is too large for a document",
    todo_en="Check where the file comes from.",
)


TOO_SLOW = Reason(
    what="đọc quá lâu nên đã dừng",
    todo="Tệp có thể bị hỏng; hãy mở tệp gốc và lưu lại thành .docx.",
    what_en="reading took too long and was stopped",
    todo_en="It may be damaged; open the original and save it again as .docx.",
)
TOO_MUCH_MEMORY = Reason(
    what="cần quá nhiều bộ nhớ nên đã dừng",
    todo="Hãy kiểm tra lại nguồn của tệp.",
    what_en="reading needed too much memory and was stopped",
    todo_en="Check where the file comes from.",
)
CANCELLED = Reason(
    what="việc đọc tệp đã được dừng theo yêu cầu",
    todo="Khi cần, hãy đọc lại tệp.",
    what_en="reading was stopped on request",
    todo_en="Read it again when it is needed.",
)
CRASHED = Reason(
    what="chương trình đọc tệp dừng đột ngột",
    todo="Tệp có thể bị hỏng; hãy mở tệp gốc và lưu lại thành .docx.",
    what_en="the process that read it ended abruptly",
    todo_en="It may be damaged; open the original and save it again as .docx.",
)
WRONG_PASSWORD = Reason(
    what="mật khẩu không đúng",
    todo="Hãy nhập lại mật khẩu với --password.",
    what_en="the password is wrong",
    todo_en="Give it again with --password.",
)
SPECIAL = Reason(
    what="đây không phải là tệp thông thường (thiết bị, đường ống)",
    todo="Hãy chọn một tệp văn bản.",
    what_en="it is no ordinary file but a device or a pipe",
    todo_en="Choose a document.",
)
NEEDS_OFFICE = Reason(
    what="để đọc định dạng này cần LibreOffice, máy này chưa có",
    todo="Hãy cài LibreOffice, hoặc lưu tệp thành .docx.",
    what_en="this format needs LibreOffice, which is not installed",
    todo_en="Install LibreOffice, or save the file as .docx.",
)
NEEDS_RECOGNITION = Reason(
    what="tệp là ảnh quét; để nhận dạng chữ cần Tesseract với dữ liệu tiếng Việt, máy này chưa có",
    todo="Hãy cài Tesseract (chọn tiếng Việt), hoặc dùng bản Word gốc.",
    what_en="it is a scan; recognising its letters needs Tesseract with Vietnamese data, not installed here",
    todo_en="Install Tesseract with Vietnamese, or use the original Word file.",
)
NOT_SHOWN = Reason(
    what="để hiện các trang của tệp này cần LibreOffice, máy này chưa có",
    todo="Hãy xem nội dung ở dạng chữ, hoặc cài LibreOffice.",
    what_en="showing its pages needs LibreOffice, which is not installed",
    todo_en="Look at its text instead, or install LibreOffice.",
)
NOT_PRINTED = Reason(
    what="LibreOffice không in được các trang của tệp",
    todo="Hãy xem nội dung ở dạng chữ.",
    what_en="LibreOffice cannot print its pages",
    todo_en="Look at its text instead.",
)
DAMAGED_OFFICE = Reason(
    what="LibreOffice không mở được tệp; tệp có thể bị hỏng",
    todo="Hãy mở tệp bằng Word và lưu lại thành .docx.",
    what_en="LibreOffice cannot open it; it may be damaged",
    todo_en="Open it in Word and save it again as .docx.",
)
NOT_ANNOTATED = Reason(
    what="không ghi chú được vào tệp (tệp khóa, có macro hoặc thuộc dạng Word khác)",
    todo="Hãy mở tệp bằng Word, lưu lại thành .docx không có mật khẩu rồi thử lại.",
    what_en="remarks cannot be written into it (locked, with macros, or another kind of Word file)",
    todo_en="Open it in Word and save it again as .docx without a password.",
)
DAMAGED_IMAGE = Reason(
    what="ảnh bị hỏng hoặc không đúng định dạng",
    todo="Hãy quét hoặc chụp lại, hoặc dùng bản Word gốc.",
    what_en="the image is damaged or of another format",
    todo_en="Scan it again, or use the original Word file.",
)


def unsupported(name: str, name_en: str) -> Reason:
    """A format that this version does not read: ``unsupported(".doc", ".doc")``."""
    return Reason(
        what=f"phiên bản này chưa hỗ trợ định dạng {name}",
        todo="Hãy lưu tệp thành .docx hoặc PDF rồi thử lại.",
        what_en=f"this version does not support {name_en}",
        todo_en="Save the file as .docx or PDF and try again.",
    )


def framed(name: str) -> Reason:
    """A saved page whose document stands in another file: ``framed("trang_files/noi-dung.html")``."""
    return Reason(
        what=f"nội dung nằm trong một khung của trang, lưu ở tệp khác: {name}",
        todo="Hãy chọn tệp đó, hoặc mở riêng khung nội dung bằng trình duyệt rồi lưu lại.",
        what_en=f"its content stands in a frame, saved in another file: {name}",
        todo_en="Choose that file, or open the frame by itself in a browser and save it again.",
    )
