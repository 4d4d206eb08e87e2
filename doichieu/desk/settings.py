"""The settings of Django for a desk on one's own computer."""

from __future__ import annotations

from typing import Any

from doichieu.desk.config import DeskConfig

_desk = DeskConfig.current()

SECRET_KEY = _desk.key
DEBUG = False
# Pages of a foreign name that leads here (DNS rebinding) are refused.
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INSTALLED_APPS = ["doichieu.desk.store"]
ROOT_URLCONF = "doichieu.desk.urls"
MIDDLEWARE = [
    "doichieu.desk.gate.Headers",
    "django.middleware.common.CommonMiddleware",
    "doichieu.desk.gate.Admission",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "doichieu.desk.jinja.environment"},
    }
]
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": _desk.database,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # An acknowledged decision survives a power cut; a writer waits for its turn.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "store.Account"

LANGUAGE_CODE = "vi"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

CSRF_COOKIE_NAME = "desk_csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "doichieu.desk.errors.forbidden"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
FILE_UPLOAD_TEMP_DIR = str(_desk.scratch) if _desk.scratch.exists() else None
APPEND_SLASH = True
SILENCED_SYSTEM_CHECKS = ["urls.W002"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
