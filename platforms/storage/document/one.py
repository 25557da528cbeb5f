"""One stored trait, feature, group, goal, guide or source as JSON of the document holds it."""

from typing import Any

import msgspec
from django.db.models import Model

from platforms.storage.document.stored import stored
from platforms.storage.document.write import REMOVABLE


def tree_of_object(obj: Model) -> dict[str, Any]:
    """Return the fields of an object's part as it is stored now; none for what has no part of its own."""
    kinds = {model: kind for kind, model in REMOVABLE.items()}
    kind = kinds.get(type(obj))
    slug = type(obj)._default_manager.values_list("slug", flat=True).filter(pk=obj.pk).first() if kind else None
    if kind is None or slug is None:
        return {}
    parts = getattr(stored(), kind)
    part = parts[slug] if kind == "sources" else next(one for one in parts if one.slug == slug)
    return msgspec.json.decode(msgspec.json.encode(part))
