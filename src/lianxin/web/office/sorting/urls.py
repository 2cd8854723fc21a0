"""分类与挂账的页面."""

from django.urls import path

from lianxin.web.office.concerns import urls as concerns  # noqa: F401  (the converter "code")
from lianxin.web.office.sorting import deeds, panels, views, views_topics  # noqa: F401  (panels are declared there)

app_name = "sorting"
urlpatterns = [
    path("", views.index, name="index"),
    path("states/", views.states, name="states"),
    path("causes/", views.causes, name="causes"),
    path("rules/", deeds.rules, name="rules"),
    path("matters/", views.matters, name="matters"),
    path("topics/", views_topics.topics, name="topics"),
    path("topics/new/", views_topics.add_topic, name="add_topic"),
    path("topics/import/", views_topics.import_topics, name="import_topics"),
    path("topics/<slug:code>/", views_topics.topic, name="topic"),
    path("topics/<slug:code>/rename/", views_topics.rename_topic, name="rename_topic"),
    path("topics/<slug:code>/retire/", views_topics.retire_topic, name="retire_topic"),
    path("topics/<slug:code>/ask/", views_topics.keep_question, name="keep_question"),
    path("questions/<int:pk>/retire/", views_topics.retire_question, name="retire_question"),
    path("mapping/", views_topics.mapping, name="mapping"),
    path("mapping/import/", views_topics.import_mapping, name="import_mapping"),
    path("mapping/<int:pk>/drop/", views_topics.unmap_topic, name="unmap_topic"),
    path("tags/", views_topics.tags, name="tags"),
    path("tags/<int:pk>/retire/", views_topics.retire_tag, name="retire_tag"),
    path("<code:code>/cause/<int:pk>/push/", deeds.push_cause, name="push_cause"),
    path("<code:code>/cause/<int:pk>/<slug:what>/", deeds.close_cause, name="close_cause"),
    path("<code:code>/report/<int:pk>/answer/", deeds.answer_report, name="answer_report"),
    path("<code:code>/<slug:what>/", deeds.deed, name="deed"),
]
