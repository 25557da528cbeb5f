"""The ceilings: a bare Django view with a constant page of 30 kB, on the product's server.

`FRAME=ours` puts it behind the middleware of the product, whose page cache finds nothing to keep there.
"""

import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from compare_site.server import serve
from compare_site.serving.worker import Worker

BODY = (b"<p>" + bytes(33 + n * 7 % 90 for n in range(92)).replace(b"<", b"(") + b"</p>\n") * 300


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY, headers={"Content-Length": len(BODY)})  # the loader goes by it


urlpatterns = [path("", constant)]

if __name__ != "__main__":
    if os.environ.get("FRAME") == "ours":
        os.environ["DJANGO_SETTINGS_MODULE"] = "compare_site.settings"
        settings.ROOT_URLCONF = __name__
    else:
        settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="none", MIDDLEWARE=[])
    application = get_wsgi_application()
    served = Worker(application)

if __name__ == "__main__":
    serve("tests.benchmarks.bare:served", host="127.0.0.1", port=int(sys.argv[1]), workers=1)
