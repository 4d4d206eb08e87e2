"""Addresses of the library."""

from django.urls import path

from doichieu.desk.library import views

urlpatterns = [
    path("", views.library, name="library"),
    path("nop", views.upload, name="library_upload"),
    path("<int:number>/", views.document, name="document"),
]
