"""What a job does with an uploaded ZIP of the catalogue's files: look, which writes nothing, and load."""

import io
import zipfile

from django.contrib.auth import get_user_model
from django.utils import timezone

from platforms.desk.cells.uploads import Upload
from platforms.domain.document.files import mended_files
from platforms.domain.document.problems import Invalid
from platforms.storage.document.load import load
from platforms.storage.document.write import Refused

MOST_SHOWN = 500


def work(upload: Upload, step: str) -> dict:
    """Return what the files change, or what is wrong with them; write it where the step is "load"."""
    about = upload.read("about")
    upload.write("progress", {"step": "Reading the files"})
    try:
        files = _texts(upload.content)
        document, drafts = mended_files(files, today=timezone.now().date())
        upload.write("progress", {"step": "Comparing with what is stored" if step == "look" else "Writing"})
        by = get_user_model().objects.get(pk=about["user"])
        merged = load(document, overwrite=about["overwrite"], dry_run=step == "look", by=by)
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError):
        return {"problems": ["This is not a ZIP of text files."]}
    except Invalid as invalid:
        return {"problems": [str(problem) for problem in invalid.problems]}
    except Refused as refusal:
        return {"problems": [str(refusal)]}
    return {
        "count": len(merged.changes),
        "is_loaded": step == "load",
        "drafts": [str(problem) for problem in drafts],
        "changes": [("/".join(c.key), repr(c.old), repr(c.new)) for c in merged.changes[:MOST_SHOWN]],
        "kept": ["/".join(change.key) for change in merged.preserved[:MOST_SHOWN]],
    }


def _texts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {part.filename: packed.read(part).decode() for part in packed.infolist() if not part.is_dir()}
