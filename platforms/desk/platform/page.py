"""The page of a platform's sheet."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from platforms.desk.platform.differences import Difference
from platforms.desk.platform.sheet import Sheet
from platforms.models import Platform


def sheet_page(
    admin, request: HttpRequest, platform: Platform | None, sheet: Sheet, *, may_save: bool = True,
    theirs: list[Difference] | None = None, both: set[str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Render a sheet; `theirs` is what another editor saved meanwhile, `both` the keys that both changed."""
    entry = platform.history.order_by("-history_date", "-history_id").first() if platform else None
    context = {
        **admin.admin_site.each_context(request),
        "title": platform.name if platform else _("New platform"),
        "opts": admin.model._meta,
        "platform": platform,
        "sheet": sheet,
        "may_save": may_save,
        "may_publish": admin.has_publish_permission(request),
        "theirs": theirs,
        "both": both or set(),
        "entry": entry,
        "list_url": reverse("admin:platforms_platform_changelist"),
    }
    return TemplateResponse(request, "admin/platforms/platform/sheet.html", context, status=status)
