"""Real proxies of Debian's in front of the product, each as somebody would set it up who read its first page."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import free_port, wait_for

CADDY = """
{
  admin off
  auto_https off
}
:%(port)d {
  bind 127.0.0.1
  reverse_proxy 127.0.0.1:%(product)d
}
"""

NGINX = """
daemon off;
pid %(folder)s/pid;
error_log %(folder)s/error;
events {}
http {
  access_log off;
  client_body_temp_path %(folder)s/body; proxy_temp_path %(folder)s/proxy; fastcgi_temp_path %(folder)s/fastcgi;
  uwsgi_temp_path %(folder)s/uwsgi; scgi_temp_path %(folder)s/scgi;
  underscores_in_headers on;
  server {
    listen 127.0.0.1:%(port)d;
    location / {
      proxy_pass http://127.0.0.1:%(product)d;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
    }
  }
}
"""

PROXIES = ("caddy", "nginx", "varnish")


def _command(name, folder, product, port):
    values = {"port": port, "product": product, "folder": folder}
    if name == "varnish":
        return [
            "varnishd", "-j", "none", "-F", "-n", str(folder / "varnish"), "-s", "malloc,64m",
            "-a", f"127.0.0.1:{port}", "-b", f"127.0.0.1:{product}",
        ]  # fmt: skip
    config = folder / name
    config.write_text((CADDY if name == "caddy" else NGINX) % values)
    if name == "caddy":
        return ["caddy", "run", "--adapter", "caddyfile", "--config", str(config)]
    return ["nginx", "-c", str(config), "-p", str(folder)]


@contextmanager
def proxied(name, address, folder):
    """The address of a proxy of this name in front of the product."""
    port = free_port()
    command = _command(name, folder, urlsplit(address).port, port)
    if not shutil.which(command[0]):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{command[0]} is not installed")
    with (folder / f"{name}.log").open("w+") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env=os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)
