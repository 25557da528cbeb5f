"""A visitor reports one wrong cell. No account, no cookie, nothing about the person."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from platforms.storage import corrections, published
from platforms.views import errors
from platforms.views.reports import suggestions
from platforms.views.reports.signed_forms import SignedForm, is_from_here, page, signature, too_many

TEMPLATE = "corrections/new.html"


class ReportForm(SignedForm):
    platform = forms.ChoiceField(label=_("Platform"))
    cell = forms.ChoiceField(label=_("What it is about"))
    wrong = forms.CharField(
        label=_("What is wrong?"), max_length=2000, help_text=_("Please leave out personal details."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    source_url = forms.URLField(
        label=_("Where does it say so?"), max_length=500, assume_scheme="https", required=False,
        help_text=_("The address of a page, if you have one."),
    )  # fmt: skip
    field_order = ["platform", "cell", "wrong", "source_url"]

    def __init__(self, catalogue, *args, **kwargs):
        super().__init__(*args, **kwargs)
        platforms = [(platform.slug, platform.name) for platform in catalogue.platforms]
        self.fields["platform"].choices = [("", _("Choose")), *platforms]  # type: ignore[attr-defined]
        self.fields["cell"].choices = [("", _("Choose")), *corrections.cells_of(catalogue)]  # type: ignore[attr-defined]


@csrf_exempt  # no cookie speaks for the visitor, so a foreign page gains nothing; `is_from_here` keeps it out anyway
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form and store a report; `?platform=<slug>&cell=<key>` prefill it as far as they exist.

    With `?suggest=<name>` it is about a platform that the catalogue doesn't have.
    """
    if "suggest" in request.GET:
        return suggestions.suggest(request)
    try:
        catalogue = published.current_in(get_language())
    except published.Unavailable:
        return errors.unavailable(request)
    if request.method != "POST":
        asked = {key: request.GET.get(key, "") for key in ("platform", "cell")}
        return page(request, TEMPLATE, ReportForm(catalogue, initial=asked | {"shown": signature()}))
    if not is_from_here(request):
        return errors.forbidden(request)
    form = ReportForm(catalogue, request.POST)
    if not form.is_valid():
        return page(request, TEMPLATE, form, status=422)
    data = form.cleaned_data
    if data["website"]:
        return redirect("correction_received")
    platform = catalogue.platform_by_slug[data["platform"]]
    try:
        corrections.report(
            platform=platform, cell=data["cell"], wrong=data["wrong"], source_url=data["source_url"],
            address=request.META.get("REMOTE_ADDR", ""),
        )  # fmt: skip
    except corrections.TooMany:
        return too_many(request, TEMPLATE, form)
    return redirect(f"{reverse('correction_received')}?platform={platform.slug}")


@never_cache
@require_http_methods(["GET", "HEAD"])
def received(request: HttpRequest) -> HttpResponse:
    try:
        platform = published.current().platform_by_slug.get(request.GET.get("platform", ""))
    except published.Unavailable:
        return errors.unavailable(request)
    return render(request, "corrections/received.html", {"platform": platform})
