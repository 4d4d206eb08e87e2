"""Addresses of batches."""

from django.urls import path

from doichieu.desk.batches import views

urlpatterns = [
    path("", views.batches, name="batches"),
    path("<int:number>/", views.batch, name="batch"),
    path("<int:number>/tep", views.part, name="batch_part"),
    path("<int:number>/cap-tren", views.choose, name="batch_choose"),
    path("<int:number>/don-vi", views.expect, name="batch_expect"),
    path("<int:number>/ten", views.rename, name="batch_name"),
    path("<int:number>/bang", views.matrix, name="batch_matrix"),
    path("<int:number>/bang/<str:form>", views.paper, name="batch_paper"),
    path("<int:number>/tep/<int:item>/<str:what>", views.mend, name="batch_mend"),
]
