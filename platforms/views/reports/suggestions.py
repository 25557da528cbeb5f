"""A visitor suggests a platform that the catalogue doesn't have. No account, no cookie, nothing about the person."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from platforms.storage import corrections
from platforms.views import errors
from platforms.views.reports.signed_forms import SignedForm, is_from_here, page, signature, too_many

TEMPLATE = "corrections/suggest.html"
LONGEST_NAME = 80


class SuggestionForm(SignedForm):
    name = forms.CharField(label=_("Name of the platform"), max_length=LONGEST_NAME)
    why = forms.CharField(
        label=_("What do people do there?"), max_length=1000, help_text=_("Please leave out personal details."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    address = forms.URLField(
        label=_("Its website (if you know it)"), max_length=500, assume_scheme="https", required=False
    )

    field_order = ["name", "why", "address"]


def suggest(request: HttpRequest) -> HttpResponse:
    """Show the form and store a suggestion; `?suggest=Signal` prefills the name."""
    if request.method != "POST":
        name = " ".join(request.GET["suggest"].replace("\0", " ").split())[:LONGEST_NAME]
        return page(request, TEMPLATE, SuggestionForm(initial={"name": name, "shown": signature()}))
    if not is_from_here(request):
        return errors.forbidden(request)
    form = SuggestionForm(request.POST)
    if not form.is_valid():
        return page(request, TEMPLATE, form, status=422)
    data = form.cleaned_data
    if data["website"]:
        return redirect("correction_received")
    try:
        corrections.suggest(
            name=data["name"], why=data["why"], website=data["address"], address=request.META.get("REMOTE_ADDR", "")
        )
    except corrections.TooMany:
        return too_many(request, TEMPLATE, form)
    return redirect("correction_received")
