"""A PostgreSQL cluster of its own, which can be restarted and silenced. It needs the server's programs."""

import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path


def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """PostgreSQL in a folder of its own, as the user that it insists on."""

    def __init__(self, folder):
        found = shutil.which("initdb") or max(glob.glob("/usr/lib/postgresql/*/bin/initdb"), default=None)
        if not found:
            sys.exit("This needs PostgreSQL's own programs (initdb, pg_ctl).")
        self.bin, self.folder, self.port = Path(found).parent, folder, port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        self._run("initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "postgres", "--no-sync")
        self.control("start")

    def control(self, *what):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-o", options, "-l", f"{self.folder}/log", "-w", *what)

    def _run(self, program, *arguments):
        command = [str(self.bin / program), *arguments]
        if os.geteuid() == 0:
            command = ["su", "postgres", "-c", " ".join(f"'{part}'" for part in command)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def restart(self, _seconds):
        """Restart it; everybody is thrown out."""
        self.control("restart", "-m", "fast")

    def silence(self, seconds):
        """Stop its processes for some seconds: the kernel goes on accepting and acknowledging, nobody answers."""
        postmaster = int(Path(self.folder, "data", "postmaster.pid").read_text("utf-8").split()[0])
        os.kill(postmaster, signal.SIGSTOP)  # first, so that it makes no more
        processes = [postmaster, *map(int, Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split())]
        try:
            for process in processes[1:]:
                os.kill(process, signal.SIGSTOP)
            time.sleep(seconds)
        finally:
            for process in reversed(processes):
                os.kill(process, signal.SIGCONT)
