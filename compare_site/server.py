"""The web server: granian, whose threads and slow clients are handled outside Python."""

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def serve(application: str, *, host: str, port: int, workers: int) -> None:
    """Serve "module:name" until Ctrl-C. The workers are new processes."""
    Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        backpressure=256,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        # A worker that is told to stop while it still starts up never hears of it.
        workers_kill_timeout=5,
    ).serve()
