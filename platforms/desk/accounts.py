"""Accounts and their roles: three groups of accounts, whose permissions are completed after every migration.

An editor edits the catalogue. A publisher also publishes, reverts and deletes. An administrator also manages accounts
and gives roles; only a superuser makes, changes or removes a superuser.
"""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, Permission, User

CELLS = ("rating", "support", "use", "audiencecell", "fact", "figure", "tip", "othername", "need", "level")
"""Parts of something else, which everybody who edits that may delete."""

CATALOGUE = ("platform", "trait", "group", "feature", "goal", "source", "guide")

EDITOR = {
    **dict.fromkeys(CATALOGUE, ("view", "add", "change")),
    **dict.fromkeys(CELLS, ("view", "add", "change", "delete")),
    "correction": ("view",),
    "proposal": ("view",),
    "suggestion": ("view",),
    "changeset": ("view",),
    "historicalplatform": ("view",),
}
PUBLISHER = EDITOR | {
    **dict.fromkeys(CATALOGUE, ("view", "add", "change", "delete")),
    "platform": ("view", "add", "change", "delete", "publish", "revert"),
    "correction": ("view", "change", "delete"),
    "proposal": ("view", "change"),
    "suggestion": ("view", "change", "delete"),
}
ACCOUNTS = {
    ("auth", "user"): ("view", "add", "change", "delete"),
    ("auth", "group"): ("view",),
    ("axes", "accessattempt"): ("view", "delete"),
    ("otp_totp", "totpdevice"): ("view", "delete"),
    ("otp_static", "staticdevice"): ("view", "delete"),
}
"""What only an administrator may do: manage accounts, and let in somebody who is locked out."""


def _of_platforms(table: dict[str, tuple[str, ...]]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {("platforms", model): actions for model, actions in table.items()}


ROLES = {
    "editor": _of_platforms(EDITOR),
    "publisher": _of_platforms(PUBLISHER),
    "administrator": _of_platforms(PUBLISHER) | ACCOUNTS,
}
"""Role to (app, model) to actions."""


def codenames(role: str) -> set[tuple[str, str]]:
    """Return the permissions of a role as (app, codename)."""
    return {(app, f"{action}_{model}") for (app, model), actions in ROLES[role].items() for action in actions}


def grant(*, using: str = "default", **_signal) -> None:
    """Give each group the permissions of its role; leave what was added by hand.

    Called after every migration, when Django has made the permissions.
    """
    for role in ROLES:
        group, _ = Group.objects.using(using).get_or_create(name=role)
        wanted = codenames(role)
        named = Permission.objects.using(using).filter(codename__in={codename for _, codename in wanted})
        granted = [p for p in named.select_related("content_type") if (p.content_type.app_label, p.codename) in wanted]
        group.permissions.add(*granted)


admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):
    list_filter = ["is_staff", "is_active", "groups"]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser", "user_permissions"]

    def _may_edit(self, request, obj) -> bool:
        return request.user.is_superuser or obj is None or not obj.is_superuser

    def has_change_permission(self, request, obj=None) -> bool:
        return self._may_edit(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return self._may_edit(request, obj) and super().has_delete_permission(request, obj)
