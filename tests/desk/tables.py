"""Tables sent to the desk as a person would, and read in the test's own process."""

from django.core.files.uploadedfile import SimpleUploadedFile


def upload(client, content, *, name="cells.csv", kind="support"):
    """The page that shows what a table would change."""
    sent = SimpleUploadedFile(name, content)
    return client.post(f"/admin/platforms/{kind}/import/", {"import_file": sent}, follow=True)


def load(client, page, **button):
    """Press its button."""
    return client.post(page.request["PATH_INFO"], button or {"load": "1"}, follow=True)


def export(client, *, kind="support", extension="csv"):
    return client.get(f"/admin/platforms/{kind}/export.{extension}").content
