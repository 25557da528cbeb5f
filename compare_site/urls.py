from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("platforms.urls")),
]

handler400 = "platforms.views.errors.bad_request"
handler403 = "platforms.views.errors.forbidden"
handler404 = "platforms.views.errors.not_found"
handler500 = "platforms.views.errors.server_error"
