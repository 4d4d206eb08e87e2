"""Addresses of a review."""

from django.urls import path

from doichieu.desk.reviews import added_views, task_views, views

urlpatterns = [
    path("<int:number>/", views.review, name="review"),
    path("<int:number>/lan-<int:round_number>/", views.review, name="round"),
    path("<int:number>/danh-sach", views.cards, name="cards"),
    path("<int:number>/chi-tieu", views.pairs, name="pairs"),
    path("<int:number>/chi-tieu/<int:ordinal>", views.pair, name="pair"),
    path("<int:number>/nhiem-vu", task_views.tasks, name="tasks"),
    path("<int:number>/nhiem-vu/<int:ordinal>", task_views.task, name="task"),
    path("<int:number>/phat-hien/<str:key>", views.card, name="card"),
    path("<int:number>/quyet-dinh", views.decide, name="decide"),
    path("<int:number>/bo-y", views.leave_out, name="leave_out"),
    path("<int:number>/hoan-tac", views.undo, name="undo"),
    path("<int:number>/ghep/<str:key>", added_views.pin, name="pin"),
    path("<int:number>/ghep/<str:key>/bo", added_views.unpin, name="unpin"),
    path("<int:number>/nhan-xet/moi", added_views.remark, name="new_remark"),
    path("<int:number>/nhan-xet/<int:pk>", added_views.remark, name="remark"),
    path("<int:number>/nhan-xet/<int:pk>/rut", added_views.withdraw_remark, name="withdraw_remark"),
    path("<int:number>/cap-tren", views.choose, name="choose"),
    path("<int:number>/them-cap-tren", views.add_upper, name="add_upper"),
    path("<int:number>/doi-cho", views.swap, name="swap"),
    path("<int:number>/thay-du-thao", views.replace_draft, name="replace_draft"),
    path("<int:number>/doi-chieu-lai", views.again, name="again"),
    path("<int:number>/trang-thai", views.progress, name="progress"),
    path("<int:number>/tin", views.news, name="news"),
    path("<int:number>/hoan-thanh", views.close, name="close"),
]
