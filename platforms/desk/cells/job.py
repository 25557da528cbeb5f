"""What a job does with an upload; with a table: look, which writes nothing, and load, all or nothing."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from platforms.desk.cells import catalogue
from platforms.desk.cells.columns import KINDS
from platforms.desk.cells.rows import changes_of
from platforms.desk.cells.table import read_table
from platforms.desk.cells.uploads import Upload
from platforms.desk.cells.workbook import Unreadable
from platforms.desk.saving.proposing import touches_public
from platforms.domain.document import patches
from platforms.domain.document.problems import Invalid
from platforms.models.revision import lock
from platforms.storage import changesets
from platforms.storage.document.stored import stored
from platforms.storage.document.write import Refused

NOTE = "Imported from a spreadsheet"


def run(name: str, step: str) -> None:
    """Do one step for an upload and store what came of it."""
    upload = Upload(name)
    try:
        if upload.read("about")["kind"] == "document":
            result = catalogue.work(upload, step)
        else:
            result = (_look if step == "look" else _load)(upload)
    except MemoryError:
        result = {}  # the page says that it was stopped
    upload.write("result", result)


def _look(upload: Upload) -> dict:
    """Return what the table would change, or its faults; hold no lock of the database."""
    about = upload.read("about")
    kind = KINDS[about["kind"]]
    upload.write("progress", {"step": "Reading the file"})
    try:
        table = read_table(upload.content, wanted=kind.keys, sheet=about.get("sheet", ""))
    except Unreadable as error:
        return {"faults": [str(error)]}
    if table.others:
        return {"sheets": table.others}

    def progress(done: int) -> None:
        upload.write("progress", {"step": "Comparing the rows", "done": done, "of": len(table.rows)})

    found = changes_of(table, kind, stored(), today=timezone.now().date(), progress=progress)
    return {
        "read": table.read,
        "faults": found.faults,
        "notes": found.notes,
        "changes": patches.tree_of(found.changes),
    }


def _load(upload: Upload) -> dict:
    """Write what the last look found, or propose it where it needs a publisher; return both with what came of it."""
    about, result = upload.read("about"), upload.read("looked")
    changes = patches.changes_of(result["changes"])
    by = get_user_model().objects.get(pk=about["user"])
    cells = "1 cell" if len(changes) == 1 else f"{len(changes)} cells"
    title = f"{about['name']}: {cells}"
    upload.write("progress", {"step": f"Writing {cells}"})
    try:
        with transaction.atomic():
            lock()
            may_publish = settings.DIRECT_PUBLISHING or by.has_perm("platforms.publish_platform")
            if may_publish or not touches_public(changesets.flat(), changes):
                changesets.apply(changes, by=by, note=NOTE)
                change = changesets.record(changes, title=title, by=by, note=NOTE)
            else:
                change = changesets.propose(changes, title=title, by=by, note=NOTE)
    except changesets.Overtaken as overtaken:
        keys = ", ".join("/".join(one.key[1:]) for one in overtaken.changes[:10])
        return {"faults": [f"Somebody changed the same cells since: {keys}. Upload the table again."]}
    except Invalid as refusal:
        return {"faults": [str(problem) for problem in refusal.problems]}
    except Refused as refusal:
        return {"faults": [str(refusal)]}
    return {"read": result["read"], "loaded": cells, "change": change.pk, "state": change.state}
