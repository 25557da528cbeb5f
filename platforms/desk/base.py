"""What the desk's pages share."""

from django.contrib import admin

from platforms.models.revision import lock


class CatalogueAdmin(admin.ModelAdmin):
    """A page that writes the catalogue: waits for other writers first, so that two saves can't deadlock."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        from django.db import transaction

        with transaction.atomic():
            if request.method == "POST":
                lock()
            return super().changeform_view(request, object_id, form_url, extra_context)
