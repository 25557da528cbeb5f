"""Roles: three groups of accounts, whose permissions are completed after every migration.

An editor edits the catalogue. A publisher also publishes, reverts and deletes. An administrator also manages accounts.
"""

from django.contrib.auth.models import Group, Permission

CELLS = ("rating", "support", "fact", "figure", "tip", "othername", "need", "level")
"""Parts of something else, which everybody who edits that may delete."""

CATALOGUE = ("platform", "trait", "group", "feature", "goal", "source", "guide")

EDITOR = {
    **dict.fromkeys(CATALOGUE, ("view", "add", "change")),
    **dict.fromkeys(CELLS, ("view", "add", "change", "delete")),
    "correction": ("view",),
    "historicalplatform": ("view",),
}
PUBLISHER = EDITOR | {
    **dict.fromkeys(CATALOGUE, ("view", "add", "change", "delete")),
    "platform": ("view", "add", "change", "delete", "publish", "revert"),
    "correction": ("view", "change", "delete"),
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
