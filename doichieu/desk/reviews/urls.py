"""Addresses of a review."""

from django.urls import path

from doichieu.desk.reviews import views

urlpatterns = [
    path("<int:number>/", views.review, name="review"),
    path("<int:number>/lan-<int:round_number>/", views.review, name="round"),
    path("<int:number>/danh-sach", views.cards, name="cards"),
    path("<int:number>/chi-tieu", views.pairs, name="pairs"),
    path("<int:number>/chi-tieu/<int:ordinal>", views.pair, name="pair"),
    path("<int:number>/phat-hien/<str:key>", views.card, name="card"),
    path("<int:number>/quyet-dinh", views.decide, name="decide"),
    path("<int:number>/hoan-tac", views.undo, name="undo"),
    path("<int:number>/cap-tren", views.choose, name="choose"),
    path("<int:number>/doi-chieu-lai", views.again, name="again"),
    path("<int:number>/trang-thai", views.progress, name="progress"),
    path("<int:number>/hoan-thanh", views.close, name="close"),
]
