"""Django's configuration of the two apps: the admin as our desk, and everything else."""

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from simple_history.signals import pre_create_historical_record

from platforms.translations import pseudolocale
from platforms.translations.compiled import compile_messages


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin, with our own start page, sign-in and second factor."""

    default = False
    default_site = "platforms.desk.site.Desk"


class PlatformsConfig(AppConfig):
    """Compiles messages, and connects history, revision triggers and roles."""

    default = True
    name = "platforms"
    verbose_name = _("Side by Side")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Here, not above: models can be imported once Django has loaded all apps.
        from platforms.desk.access.roles import grant
        from platforms.storage.database import file as database_file
        from platforms.storage.document.mending import mend_after_upgrade
        from platforms.storage.entries import add_document
        from platforms.storage.triggers import install_triggers

        compile_messages()
        database_file.watch()
        if settings.PSEUDO_LANGUAGE:
            pseudolocale.install()
        pre_create_historical_record.connect(add_document, dispatch_uid="history-document")
        post_migrate.connect(install_triggers, sender=self, dispatch_uid="revision-triggers")
        post_migrate.connect(mend_after_upgrade, sender=self, dispatch_uid="rules")
        post_migrate.connect(grant, sender=self, dispatch_uid="roles")
