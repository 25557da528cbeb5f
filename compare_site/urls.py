"""Pages stand once for each language: English at the plain address, the others under a prefix such as /de/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path

from compare_site.observability import metrics
from platforms.urls import pages, plumbing

urlpatterns = [
    # Pages first, of which there are most requests; what they don't know goes on to the others.
    *i18n_patterns(*pages, prefix_default_language=False),
    *plumbing,
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
]

handler400 = "platforms.views.errors.bad_request"
handler403 = "platforms.views.errors.forbidden"
handler404 = "platforms.views.errors.not_found"
handler500 = "platforms.views.errors.server_error"
