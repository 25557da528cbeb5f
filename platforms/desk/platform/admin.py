"""The list of platforms, with publishing and withdrawing as actions, and the addresses of their pages."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.urls import path
from django.utils.translation import gettext_lazy as _

from platforms import models
from platforms.desk.base import CatalogueAdmin
from platforms.desk.effects.confirm import confirm_effect, is_asked_for
from platforms.desk.platform import edit, history, publication
from platforms.desk.saving.proposing import save_or_propose
from platforms.desk.saving.responses import rendered
from platforms.domain.document.problems import Invalid
from platforms.storage.first_publication import reasons_against_first
from platforms.storage.publication import NotPublishable, publish, withdraw


@admin.register(models.Platform)
class PlatformAdmin(CatalogueAdmin):
    """Platforms; one page edits a platform with all its cells."""

    list_display = ["name", "kind", "published_at", "published_by", "withdrawn_at"]
    list_filter = ["kind", ("published_at", admin.EmptyFieldListFilter), ("withdrawn_at", admin.EmptyFieldListFilter)]
    search_fields = ["name", "other_names__name"]
    ordering = ["name"]
    actions = ["publish", "withdraw"]

    def get_urls(self):
        def page(view):
            return self.admin_site.admin_view(partial(view, self))

        return [
            path("<int:pk>/preview/", page(publication.preview), name="platforms_platform_preview"),
            path("<int:pk>/publication/", page(publication.publication), name="platforms_platform_publication"),
            path("<int:pk>/publication/effect/", page(publication.show_effect), name="platforms_platform_effect"),
            path("<int:pk>/history/", page(history.entries), name="platforms_platform_history"),
            path("<int:pk>/history/<int:entry_id>/", page(history.entry), name="platforms_platform_entry"),
            *super().get_urls(),
        ]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        platform = None
        if object_id is not None:
            platform = self.get_object(request, unquote(object_id))
            if platform is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if request.method != "POST":
            return edit.edit(self, request, platform)
        if is_asked_for(request):
            return confirm_effect(
                self, request, lambda: rendered(edit.edit(self, request, platform)), is_worth_it=lambda *_both: True
            )
        try:
            return save_or_propose(
                request, lambda: rendered(edit.edit(self, request, platform)),
                title=str(platform or request.POST.get("about-name", "")),
            )  # fmt: skip
        except Invalid as refusal:
            request.problems = refusal.problems
            return edit.edit(self, request, platform)

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm("platforms.publish_platform")

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request, queryset) -> None:
        for platform in queryset:
            try:
                if first := [] if platform.published_at else reasons_against_first(platform):
                    raise NotPublishable(first)
                publish(platform, by=request.user)
            except NotPublishable as refusal:
                for reason in refusal.reasons:
                    self.message_user(request, f"{platform}: {reason}", messages.ERROR)
            else:
                self.message_user(request, _("%(name)s is published.") % {"name": platform}, messages.SUCCESS)

    @admin.action(description=_("Withdraw"), permissions=["publish"])
    def withdraw(self, request, queryset) -> None:
        for platform in queryset:
            withdraw(platform, by=request.user)
            self.message_user(request, _("%(name)s is withdrawn.") % {"name": platform}, messages.SUCCESS)
