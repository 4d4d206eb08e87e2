"""Addresses of the first page."""

from django.urls import path

from doichieu.desk.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("danh-sach", views.reviews, name="reviews"),
    path("nop", views.upload, name="upload"),
    path("nop/lai/<str:sha256>", views.same, name="same"),
    path("nop/vao-kho/<int:number>", views.to_library, name="to_library"),
    path("mau", views.sample, name="sample"),
    path("ten", views.name, name="name"),
    path("viec", views.jobs, name="jobs"),
    path("viec/<int:number>/dung", views.stop, name="stop"),
]
