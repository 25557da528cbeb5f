"""Forms that anybody may send, without a cookie: a signature stands in for it, and only our own pages may send them."""

import secrets
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

OPEN_FOR = 24 * 60 * 60
"""Seconds for which a form may be sent after it was shown."""


class SignedForm(forms.Form):
    shown = forms.CharField(widget=forms.HiddenInput)
    # People never see this field; programs that fill in every field do.
    website = forms.CharField(required=False, label=_("Leave this empty"))

    def clean_shown(self) -> str:
        """Accept what we signed less than a day ago: it stands in for a cookie."""
        try:
            return signing.loads(self.cleaned_data["shown"], salt="correction", max_age=OPEN_FOR)
        except signing.BadSignature as error:
            raise forms.ValidationError(_("This form is out of date. Please send it again.")) from error


def signature() -> str:
    return signing.dumps(secrets.token_hex(4), salt="correction")


def page(request: HttpRequest, template: str, form: SignedForm, status: int = 200, **context: Any) -> HttpResponse:
    """Show a form; with errors it is signed anew."""
    if form.is_bound:
        form.data = request.POST.dict() | {"shown": signature()}
    response = render(request, template, {"form": form, **context}, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response


def too_many(request: HttpRequest, template: str, form: SignedForm, **context: Any) -> HttpResponse:
    """Show a form again that can't be sent now."""
    form.add_error(None, _("There are too many reports right now. Please try again in an hour."))
    response = page(request, template, form, status=429, **context)
    response["Retry-After"] = "3600"
    return response


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether a page of ours sent it. Browsers say so; what says nothing is none that a foreign page could use."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
