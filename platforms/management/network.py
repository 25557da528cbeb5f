"""This machine in its network: whether a port is free, and its own address."""

import socket

from django.core.management.base import CommandError


def refuse_busy(host: str, port: int) -> None:
    """Raise CommandError when the port can't be used."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"Port {port} can't be used ({error.strerror}); choose another with --port.") from error


def own_address() -> str:
    """Return the address that a packet to the outside would come from, or the host name. Send none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return socket.gethostname()
        return probe.getsockname()[0]
