"""地址: one include per app; deny by default (LoginRequiredMiddleware), the residents' side says `login_not_required`."""

from django.urls import include, path

from lianxin.web.ui import views as ui

urlpatterns = [
    path("accounts/", include("lianxin.web.ui.account_urls")),
    path("ui/", include("lianxin.web.ui.urls")),
    path("today/", include("lianxin.web.office.today.urls")),
    path("concerns/", include("lianxin.web.office.concerns.urls")),
    path("setup/", include("lianxin.web.office.orgs.urls")),
    path("feedback/", include("lianxin.web.office.feedback.urls")),
    path("public/", include("lianxin.web.public.urls")),
    path("imports/", include("lianxin.web.office.imports.urls")),
    path("summaries/", include("lianxin.web.office.summaries.urls")),
    path("check/", include("lianxin.web.office.checker.urls")),
    path("clocks/", include("lianxin.web.office.clocks.urls")),
    path("figures/", include("lianxin.web.office.figures.urls")),
    path("reception/", include("lianxin.web.office.reception.urls")),
    path("gatherings/", include("lianxin.web.office.gatherings.urls")),
    path("windows/", include("lianxin.web.office.windows.urls")),
    path("levels/", include("lianxin.web.office.levels.urls")),
    path("supervision/", include("lianxin.web.office.supervision.urls")),
    path("callbacks/", include("lianxin.web.office.callbacks.urls")),
    path("publishing/", include("lianxin.web.office.publishing.urls")),
    path("issues/", include("lianxin.web.office.issues.urls")),
    path("sorting/", include("lianxin.web.office.sorting.urls")),
    path("duties/", include("lianxin.web.office.duties.urls")),
    path("through/", include("lianxin.web.office.through.urls")),
    path("evidence/", include("lianxin.web.office.evidence.urls")),
    path("questionnaires/", include("lianxin.web.office.questionnaires.urls")),
    path("ballots/", include("lianxin.web.office.ballots.urls")),
    path("rectification/", include("lianxin.web.office.rectification.urls")),
    path("appraisals/", include("lianxin.web.office.appraisals.urls")),
    path("sheets/", include("lianxin.web.office.sheets.urls")),
    path("results/", include("lianxin.web.office.results.urls")),
    path("statforms/", include("lianxin.web.office.statforms.urls")),
    path("opinions/", include("lianxin.web.office.opinions.urls")),
    path("households/", include("lianxin.web.office.households.urls")),
    path("helping/", include("lianxin.web.office.helping.urls")),
    path("pairings/", include("lianxin.web.office.pairings.urls")),
    path("drives/", include("lianxin.web.office.drives.urls")),
    path("hazards/", include("lianxin.web.office.hazards.urls")),
    path("quotas/", include("lianxin.web.office.quotas.urls")),
    path("visits/", include("lianxin.web.office.visits.urls")),
    path("writings/", include("lianxin.web.office.writings.urls")),
    path("cards/", include("lianxin.web.office.cards.urls")),
    path("spotchecks/", include("lianxin.web.office.spotchecks.urls")),
    path("planner/", include("lianxin.web.office.planner.urls")),
    path("statements/", include("lianxin.web.office.statements.urls")),
    path("offline/", include("lianxin.web.office.offline.urls")),
    path("stations/", include("lianxin.web.office.stations.urls")),
    path("regulations/", include("lianxin.web.office.regulations.urls")),
    path("dispatches/", include("lianxin.web.office.dispatches.urls")),
    path("workdays/", include("lianxin.web.office.workdays.urls")),
    path("volunteers/", include("lianxin.web.office.volunteers.urls")),
    path("activities/", include("lianxin.web.office.activities.urls")),
    path("meetings/", include("lianxin.web.office.meetings.urls")),
    path("pledges/", include("lianxin.web.office.pledges.urls")),
    path("disputes/", include("lianxin.web.office.disputes.urls")),
    path("inspections/", include("lianxin.web.office.inspections.urls")),
    path("examples/", include("lianxin.web.office.examples.urls")),
    path("circulars/", include("lianxin.web.office.circulars.urls")),
    path("newsletters/", include("lianxin.web.office.newsletters.urls")),
    path("returns/", include("lianxin.web.office.returns.urls")),
    # others add their lines above this one
    path("", ui.root, name="root"),
]

handler400 = "lianxin.web.ui.errors.bad_request"
handler403 = "lianxin.web.ui.errors.refused"
handler404 = "lianxin.web.ui.errors.not_found"
handler500 = "lianxin.web.ui.errors.broken"
