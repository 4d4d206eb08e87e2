"""Addresses of papers."""

from django.urls import path

from doichieu.desk.papers import views

urlpatterns = [
    path("ra-soat/<int:number>/xuat/", views.export, name="export"),
    path("ra-soat/<int:number>/xuat/danh-sach", views.papers, name="papers"),
    path("ra-soat/<int:number>/xuat/<int:paper>", views.download, name="paper"),
    path("cai-dat/", views.settings, name="office"),
    path("cai-dat/tat", views.leave, name="leave"),
]
