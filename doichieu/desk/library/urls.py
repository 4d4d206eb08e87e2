"""Addresses of the library and of the documents in it."""

from django.urls import path

from doichieu.desk.library import correct_views, head_views, views

urlpatterns = [
    path("", views.library, name="library"),
    path("nop", views.upload, name="library_upload"),
    path("<int:number>/", views.document, name="document"),
    path("<int:number>/an", views.hide, name="hide"),
    path("<int:number>/doc-lai", views.read_again, name="read_again"),
    path("<int:number>/da-soat", views.verify, name="verify"),
    path("<int:number>/doi-chieu-lai", views.again, name="library_again"),
    path("<int:number>/dau", head_views.head, name="head"),
    path("<int:number>/dau/rut", head_views.withdraw, name="withdraw_head"),
    path("<int:number>/sua", correct_views.correct, name="correct"),
    path("<int:number>/sua/<str:key>", correct_views.correct, name="correct"),
    path("<int:number>/them", correct_views.add, name="add_target"),
    path("<int:number>/rut", correct_views.withdraw, name="withdraw"),
]
