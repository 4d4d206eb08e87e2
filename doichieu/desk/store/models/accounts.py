"""Who uses the desk."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from doichieu.desk.texts import say

HERE = "may-nay"
"""The one account of a desk on one's own computer, which has no name until she writes hers."""


class Role(models.TextChoices):
    """What an account may do; see ``doichieu.desk.rights``."""

    LEADER = "leader", "Lãnh đạo"
    REVIEWER = "reviewer", "Người rà soát"
    LEGAL = "legal", "Pháp chế"
    ADMIN = "admin", "Quản trị"


class Account(AbstractBaseUser):
    """A person; never deleted, only made inactive, since decisions name her."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200, blank=True)
    """As decisions and papers give it; "" until it is asked for."""
    title = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=16, choices=Role)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)
    """The password is one that somebody else has set."""

    USERNAME_FIELD = "username"
    objects = BaseUserManager()

    class Meta:
        app_label = "store"

    def __str__(self) -> str:
        return self.name or (say("account.here") if self.username == HERE else self.username)
