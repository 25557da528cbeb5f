"""One-time links that set a password: for invitations and forgotten passwords; by mail where there is a mail server."""

import datetime
import smtplib

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from platforms.addresses import absolute_url


def link_for(request: HttpRequest, user) -> str:
    """Return a link that sets the password of this account once. It ends after PASSWORD_RESET_TIMEOUT.

    Signing in and setting a password end it too.
    """
    key = {"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)}
    return absolute_url(request, reverse("admin:set_password", kwargs=key))


def mail(user, template: str, **context) -> bool:
    """Send a text to an account's address: its first line is the subject. Tell whether it went out."""
    if not settings.EMAIL_URL or not user.email:
        return False
    text = render_to_string(f"admin/mail/{template}.txt", {"user": user, "days": _days(), **context})
    subject, _line, body = text.strip().partition("\n")
    try:
        return bool(EmailMessage(subject.strip(), body.strip(), to=[user.email]).send())
    except (OSError, smtplib.SMTPException):
        return False


def valid_until() -> datetime.datetime:
    """Return when a link that is made now ends."""
    return timezone.now() + datetime.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def end_sessions(user) -> None:
    """Sign an account out everywhere."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _days() -> int:
    return settings.PASSWORD_RESET_TIMEOUT // 86400
