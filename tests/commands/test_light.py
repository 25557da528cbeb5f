"""What a serving process loads only when somebody asks for it."""

import subprocess
import sys

SERVED = """
import sys
import compare_site.wsgi
from django.urls import get_resolver

get_resolver().url_patterns
print(*({"openpyxl", "PIL", "rapidfuzz", "segno"} & sys.modules.keys()))
"""


def test_a_process_serves_without_what_draws_reads_spreadsheets_and_mends_typing(tmp_path):
    environment = {
        "PATH": "",
        "DJANGO_SETTINGS_MODULE": "compare_site.settings",
        "SECRET_KEY": "only-for-this-test-of-twenty",
        "DATA_DIR": str(tmp_path),
    }

    done = subprocess.run([sys.executable, "-c", SERVED], env=environment, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""
