"""What a WSGI server loads: `application`."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compare_site.settings")


class Request(WSGIRequest):
    """A request that is read as UTF-8.

    Django takes the charset of the body for the query string too, of which no cache knows, and fails on `base64`.
    """

    def _set_content_type_params(self, environ):
        self.content_type, self.content_params = parse_header_parameters(environ.get("CONTENT_TYPE", ""))


class Handler(WSGIHandler):
    """Django's handler with our request."""

    request_class = Request


django.setup(set_prefix=False)
application = Handler()
