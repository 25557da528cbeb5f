"""Passwords are worked out in one thread of the lowest priority: who tries many slows down nobody else."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth.hashers import PBKDF2PasswordHasher

LOWEST_PRIORITY = 19


def _step_back() -> None:
    if sys.platform == "linux":  # where a thread has a priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST_PRIORITY)


_one = ThreadPoolExecutor(1, thread_name_prefix="password", initializer=_step_back)


class PatientHasher(PBKDF2PasswordHasher):
    """Django's own hash, worked out where it takes no time from visitors."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        return _one.submit(super().encode, password, salt, iterations).result()
