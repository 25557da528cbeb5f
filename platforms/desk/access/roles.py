"""The roles: three groups of accounts, whose permissions are completed after every migration.

An editor edits the catalogue. A publisher also publishes, reverts and deletes. An administrator also manages accounts
and gives roles; only a superuser makes, changes or removes a superuser.
"""

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

CELLS = (
    "rating",
    "support",
    "use",
    "audiencecell",
    "fact",
    "figure",
    "tip",
    "othername",
    "need",
    "level",
    "translation",
)
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

EXPLAINED = {
    "editor": _("Editor: edits everything. A publisher decides what becomes public."),
    "publisher": _("Publisher: edits, publishes, withdraws, deletes, undoes, and decides reports."),
    "administrator": _("Administrator: a publisher who also invites people and gives roles."),
}
"""What each role may do, as it is read where a role is chosen."""


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
