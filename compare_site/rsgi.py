"""What `start` serves: `application`, for granian."""

from compare_site.worker import Worker
from compare_site.wsgi import application as wsgi

application = Worker(wsgi)
