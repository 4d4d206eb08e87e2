"""The draft itself with a remark at each place a finding is about: Word comments, PDF highlights with notes."""

from templates.annotation.annotate import ANNOTATED, annotate

__all__ = ["ANNOTATED", "annotate"]
