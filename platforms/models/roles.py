"""Who may do what: three groups. A migration makes them; their permissions are topped up after every migration.

An editor keeps the catalogue true. A publisher also decides what is public, takes back, and removes. An administrator
also manages accounts.
"""

CELLS = ("rating", "support", "fact", "figure", "tip", "othername", "need", "level")
"""What belongs to something else; an editor of that may delete these."""

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
"""What an administrator has beyond a publisher: accounts, and the way back in for somebody who is locked out."""


def _of_platforms(table: dict[str, tuple[str, ...]]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {("platforms", model): actions for model, actions in table.items()}


ROLES = {
    "editor": _of_platforms(EDITOR),
    "publisher": _of_platforms(PUBLISHER),
    "administrator": _of_platforms(PUBLISHER) | ACCOUNTS,
}
"""Role to (app, model) to actions."""


def codenames(role: str) -> set[tuple[str, str]]:
    """The permissions of a role as (app, codename)."""
    return {(app, f"{action}_{model}") for (app, model), actions in ROLES[role].items() for action in actions}


def grant(*, using: str = "default", **_signal) -> None:
    """After every migration, when Django has made the permissions: give each group what its role may do.

    What was added to a group by hand stays.
    """
    from django.contrib.auth.models import Group, Permission

    for role in ROLES:
        group, _ = Group.objects.using(using).get_or_create(name=role)
        wanted = codenames(role)
        found = Permission.objects.using(using).filter(codename__in={codename for _, codename in wanted})
        held = [p for p in found.select_related("content_type") if (p.content_type.app_label, p.codename) in wanted]
        group.permissions.add(*held)
