"""流水检查点的页面."""

from django.urls import path

from lianxin.web.office.checkpoints import views

app_name = "checkpoints"
urlpatterns = [
    path("", views.index, name="index"),
    path("make/", views.make, name="make"),
    path("walk/", views.walk, name="walk"),
    path("compare/", views.compare, name="compare"),
    path("cosign/", views.cosign, name="cosign"),
    path("package/", views.package, name="package"),
    path("verify.py", views.program, name="program"),
    path("<int:size>/", views.sheet, name="sheet"),
    path("<int:size>/text/", views.text, name="text"),
    path("<int:size>/proof/", views.proof, name="proof"),
]
