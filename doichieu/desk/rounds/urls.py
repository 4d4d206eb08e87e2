"""Addresses of later drafts."""

from django.urls import path

from doichieu.desk.rounds import views

urlpatterns = [
    path("<int:number>/lan-moi", views.next_draft, name="next_draft"),
    path("<int:number>/thay-doi/", views.changes, name="changes"),
    path("<int:number>/lan-<int:round_number>/thay-doi/", views.changes, name="round_changes"),
]
