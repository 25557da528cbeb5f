"""What `start` serves: `application`, for granian."""

from django.db import connection

from compare_site.serving.worker import Worker
from compare_site.wsgi import application as wsgi
from platforms.storage import published

if connection.vendor == "postgresql":
    published.ask_in_a_thread()
application = Worker(wsgi)
