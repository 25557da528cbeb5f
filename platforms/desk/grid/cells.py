"""The cells of one trait, feature or goal on all platforms, as rows of forms."""

from typing import Any

import msgspec
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from platforms.desk.changes.differences import differences_of
from platforms.desk.platform.forms.about import SaveForm
from platforms.desk.platform.forms.audience import UseForm
from platforms.desk.platform.forms.cells import RatingForm, SupportForm
from platforms.desk.platform.groups import Row, counts_of
from platforms.desk.sources.fields import GroupCiteForm
from platforms.desk.sources.known import KnownSources
from platforms.desk.sources.new import NewSourceForm, place, sent_forms
from platforms.domain.document.merging import ABSENT, Change, Key
from platforms.domain.document.patches import CELLS
from platforms.models import Platform
from platforms.storage import changesets

SALT = "platforms.desk.grid"
FORMS: dict[str, Any] = {"ratings": RatingForm, "support": SupportForm, "uses": UseForm}


class Grid:
    """The cells of a `scale` (a trait, feature or goal); `field` is where platforms keep them, such as "support"."""

    def __init__(self, scale: Any, field: str, *, data: Any = None):
        self.scale, self.field, self.data = scale, field, data
        self.known = KnownSources()
        self.new_sources = sent_forms(data, self.known) if data is not None else []
        self.base = _stored(field, scale.slug) if data is None else _sent(data.get("grid-base", ""), field)
        self.saving = SaveForm(data, prefix="save")
        self.cite = GroupCiteForm(data, prefix="cite-0", known=self.known)
        self.rows = [
            self._row(slug, name) for slug, name in Platform.objects.order_by("name").values_list("slug", "name")
        ]
        self.problems: list[str] = []

    def _row(self, slug: str, name: str) -> Row:
        options = {"trait": self.scale} if self.field == "ratings" else {}
        form = FORMS[self.field](
            self.data, prefix=f"cells.{slug}", part=self.base.get(slug), known=self.known, **options
        )
        return Row(f"cells.{slug}", name, "", form)

    @property
    def signed(self) -> str:
        """Return the cells as the editor saw them."""
        return signing.dumps(msgspec.to_builtins(self.base), salt=SALT, compress=True)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many cells there are, are known, and are unknown, uncited or stale."""
        return counts_of(self.rows)

    def is_valid(self) -> bool:
        """Validate every form."""
        cells = [row.form for row in self.rows]
        return all(form.is_valid() for form in [self.saving, self.cite, *self.new_sources, *cells])

    def place_sources(self) -> list[NewSourceForm]:
        """Give each new source's form to the cell that names it; return those that no cell named."""
        return place(self.new_sources, [self.cite, *(row.form for row in self.rows)], self.known)

    def changes(self) -> list[Change]:
        """Return the new sources and the cells that differ from what the editor saw."""
        added = filter(None, (form.result() for form in self.new_sources))
        changes = [Change(("sources", slug), ABSENT, source) for slug, source in added]
        for row in self.rows:
            slug = row.key.removeprefix("cells.")
            row.form.group_sources = self.cite.cleaned_data["more"]
            new = row.form.dated(row.form.result())
            old = self.base.get(slug)
            if new != old:
                key = ("platforms", slug, self.field, self.scale.slug)
                changes.append(Change(key, ABSENT if old is None else old, ABSENT if new is None else new))
        return changes

    def show_overtaken(self, changes: list[Change]) -> None:
        """Say at each cell what somebody else saved; the next save is compared with that."""
        rows = {row.key: row for row in self.rows}
        text = _("Somebody else saved meanwhile: “%(text)s”. Saving again replaces it with yours.")
        for change in changes:
            slug = change.key[1]
            theirs = differences_of([Change(change.key, ABSENT, change.old)])
            words = " · ".join(new for one in theirs for _field, _old, new in one.lines)
            form = rows[f"cells.{slug}"].form
            form.add_error(form.own_fields[0].name, text % {"text": words[:500]})
            if change.old is ABSENT:
                self.base.pop(slug, None)
            else:
                self.base[slug] = change.old


def _stored(field: str, slug: str) -> dict[str, Any]:
    """Return the cell of each platform that has one, by the platform's slug."""
    return {key[1]: value for key, value in changesets.flat().items() if _is_cell(key, field, slug)}


def _is_cell(key: Key, field: str, slug: str) -> bool:
    return key[0] == "platforms" and key[2:] == (field, slug)


def _sent(text: str, field: str) -> dict[str, Any]:
    """Return the cells as the editor saw them; raise PermissionDenied for what we did not sign."""
    try:
        cells = signing.loads(text, salt=SALT)
        return {slug: msgspec.convert(cell, CELLS[field]) for slug, cell in cells.items()}
    except (signing.BadSignature, msgspec.ValidationError) as error:
        raise PermissionDenied(_("This form is damaged. Open the page again.")) from error
