"""The draft itself with a remark at the place of each finding: Word comments, PDF highlights with notes."""

from templates.annotation.annotate import ANNOTATED, annotate

__all__ = ["ANNOTATED", "annotate"]
