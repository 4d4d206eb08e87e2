"""Addresses of pages."""

from django.urls import path

from doichieu.desk.sheets import views

urlpatterns = [
    path("trang/<int:number>/<int:leaf>.png", views.picture, name="picture"),
    path("chu/<int:number>", views.text, name="text"),
]
