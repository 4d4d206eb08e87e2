"""The tables of a desk, the same in SQLite and PostgreSQL; all times are UTC.

Rows of what was read and compared (``Reading``, ``Run`` and what hangs on them) are written once and never changed;
what humans decide is changed only by ``store.acts``, each change with its ``Event`` in the same transaction.
"""

from doichieu.desk.store.models.accounts import Account, Role
from doichieu.desk.store.models.batches import Batch, BatchItem, Told
from doichieu.desk.store.models.documents import Correction, Document, Level, Reading, TargetRow
from doichieu.desk.store.models.files import StoredFile
from doichieu.desk.store.models.human import Decision, DecisionState, Pin, Remark
from doichieu.desk.store.models.jobs import Job, JobKind, JobState
from doichieu.desk.store.models.log import Event, Export
from doichieu.desk.store.models.reviews import Review, ReviewReference, ReviewState, Round
from doichieu.desk.store.models.runs import CardRow, FindingRow, PairRow, Run, State

__all__ = [
    "Account",
    "Batch",
    "BatchItem",
    "CardRow",
    "Correction",
    "Decision",
    "DecisionState",
    "Document",
    "Event",
    "Export",
    "FindingRow",
    "Job",
    "JobKind",
    "JobState",
    "Level",
    "PairRow",
    "Pin",
    "Reading",
    "Remark",
    "Review",
    "ReviewReference",
    "ReviewState",
    "Role",
    "Round",
    "Run",
    "State",
    "StoredFile",
    "TargetRow",
    "Told",
]
