"""Accounts: invited by a link, with a role; who lost a phone or a password gets in again, with a trace."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from platforms.desk.access import links, second_factor, traces
from platforms.desk.access.roles import EXPLAINED, ROLES

admin.site.unregister([User, TOTPDevice, StaticDevice])  # keys and codes are on no page


class InviteForm(forms.ModelForm):
    """A name, perhaps an address, and a role."""

    role = forms.ChoiceField(
        choices=[(role, EXPLAINED[role]) for role in ROLES],
        widget=forms.RadioSelect,
        label=gettext_lazy("Role"),
        initial="editor",
    )

    class Meta:
        model = User
        fields = ("username", "email")
        labels = {"username": gettext_lazy("Name to sign in with"), "email": gettext_lazy("E-mail, if you have it")}
        help_texts = {"username": ""}

    def save(self, commit: bool = True) -> User:
        user = super().save(commit=False)
        user.set_unusable_password()
        user.is_staff = True
        user.save()
        user.groups.add(Group.objects.get(name=self.cleaned_data["role"]))
        return user


class RolesField(forms.ModelMultipleChoiceField):
    """Roles as boxes, each with what it may do."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj) -> Any:
        return EXPLAINED.get(obj.name, obj.name)


@admin.register(User)
class AccountAdmin(UserAdmin):
    list_display = ["username", "email", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    fieldsets = [
        (None, {"fields": ["username", "password", "first_name", "last_name", "email"]}),
        (gettext_lazy("Roles"), {"fields": ["is_active", "groups", "is_superuser", "user_permissions"]}),
        (gettext_lazy("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def get_urls(self):
        def page(view):
            return self.admin_site.admin_view(view)

        return [
            path("<int:pk>/link/", page(self.link_view), name="auth_user_link"),
            path("<int:pk>/second-factor/", page(self.second_factor_view), name="auth_user_second_factor"),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None) -> HttpResponse:
        """Invite somebody: an account without a password, and the link that sets one."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = InviteForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            user = form.save()
            traces.leave(by=request.user, about=user, text=f"Invited as {form.cleaned_data['role']}.")
            return self._show_link(request, user, "invitation")
        context = {**self.admin_site.each_context(request), "title": _("Invite somebody"), "form": form}
        return TemplateResponse(request, "admin/invite.html", context)

    def link_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a link that sets a new password."""
        user = self._editable(request, pk)
        traces.leave(by=request.user, about=user, text="Made a link to set a password.")
        return self._show_link(request, user, "link")

    def second_factor_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove the second factor of somebody who lost the phone; the log says who did it and why."""
        user = self._editable(request, pk)
        reason = request.POST.get("reason", "").strip()[:200]
        if user.pk == request.user.pk:
            return redirect("admin:second_factor")
        if not reason:
            messages.error(request, _("Say how you made sure that it is them."))
        elif second_factor.remove(user):
            links.end_sessions(user)
            traces.leave(by=request.user, about=user, text=f"Removed the second factor: {reason}")
            links.mail(user, "second_factor", by=request.user, reason=reason)
            messages.success(request, _("The second factor of %(name)s is removed.") % {"name": user})
        else:
            messages.error(request, _("%(name)s has no second factor.") % {"name": user})
        return redirect("admin:auth_user_change", user.pk)

    def _editable(self, request: HttpRequest, pk: int) -> User:
        user = get_object_or_404(User, pk=pk)
        if request.method != "POST" or not self.has_change_permission(request, user):
            raise PermissionDenied
        return user

    def _show_link(self, request: HttpRequest, user: User, template: str) -> HttpResponse:
        link = links.link_for(request, user)
        context = {
            **self.admin_site.each_context(request),
            "title": _("A link for %(name)s") % {"name": user},
            "account": user,
            "link": link,
            "valid_until": links.valid_until(),
            "is_mailed": links.mail(user, template, link=link, by=request.user),
        }
        return TemplateResponse(request, "admin/link.html", context, headers={"Cache-Control": "no-store"})

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "groups":
            return RolesField(Group.objects.order_by("pk"), required=False, label=_("Roles"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_related(self, request, form, formsets, change) -> None:
        """Let in who has a role, and end the sessions of somebody whose role changed."""
        user = form.instance
        before = set(user.groups.all())
        super().save_related(request, form, formsets, change)
        after = set(user.groups.all())
        user.is_staff = user.is_superuser or bool(after) or user.user_permissions.exists()
        user.save(update_fields=["is_staff"])
        if before != after and user.pk != request.user.pk:
            links.end_sessions(user)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        is_number = str(object_id).isdigit()
        has_factor = is_number and TOTPDevice.objects.filter(user=object_id, confirmed=True).exists()
        return super().change_view(request, object_id, form_url, {"has_factor": has_factor, **(extra_context or {})})

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else [*fields, "is_superuser", "user_permissions"]

    def _may_edit(self, request, obj) -> bool:
        return request.user.is_superuser or obj is None or not obj.is_superuser

    def has_change_permission(self, request, obj=None) -> bool:
        return self._may_edit(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        """Keep who did something with other accounts: the log would lose it. Such an account is set inactive."""
        if obj is not None and traces.has_acted(obj):
            return False
        return self._may_edit(request, obj) and super().has_delete_permission(request, obj)

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, obj) -> str:
        return ", ".join(group.name for group in obj.groups.all()) or ("superuser" if obj.is_superuser else "")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")
