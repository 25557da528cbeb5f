"""What a web server loads: `application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compare_site.settings")
django = get_wsgi_application()

from compare_site.pages import in_front_of  # noqa: E402  the settings have to be there first

application = in_front_of(django)
