"""The base of admin pages that write the catalogue."""

from django.contrib import admin
from django.db import transaction

from platforms.models.revision import lock


class CatalogueAdmin(admin.ModelAdmin):
    """Saves in one transaction, and waits for other writers first, so that two saves can't deadlock."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with transaction.atomic():
            if request.method == "POST":
                lock()
            return super().changeform_view(request, object_id, form_url, extra_context)
