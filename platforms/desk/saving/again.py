"""Give back what an editor sent when it could not be taken: the session was over, or the form was stale."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse


def is_ours(request: HttpRequest) -> bool:
    """Tell whether a page of the desk itself sent this form: what another site made up is never offered again.

    Passwords and files are not given back either.
    """
    origin = request.headers.get("Origin", "")
    same = (
        request.headers.get("Sec-Fetch-Site") == "same-origin" or origin == f"{request.scheme}://{request.get_host()}"
    )
    holds_secrets = any("password" in name for name in request.POST)
    holds_input = len(request.POST) > 1
    return request.method == "POST" and same and holds_input and not holds_secrets and not request.FILES


def give_back(request: HttpRequest, *, is_signed_out: bool) -> HttpResponse:
    """Show what was sent, to send it again with a fresh token, after signing in where that is needed."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "fields": [field for field in fields if field[0] != "csrfmiddlewaretoken"],
        "is_signed_out": is_signed_out,
        "sign_in": reverse("admin:login"),
        "target": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/again.html", context, status=401 if is_signed_out else 403).render()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is stale: give it back, or lead somebody who has signed in elsewhere to the desk."""
    if request.path == reverse("admin:login"):
        return redirect("admin:index" if request.user.is_authenticated else request.get_full_path())
    if request.path.startswith(reverse("admin:index")) and is_ours(request):
        return give_back(request, is_signed_out=not request.user.is_authenticated)
    raise PermissionDenied(reason)
