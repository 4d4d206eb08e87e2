"""The one Django application of the desk."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Its models belong to every area of the desk."""

    name = "doichieu.desk.store"
    label = "store"
