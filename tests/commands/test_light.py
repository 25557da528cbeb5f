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


def test_serving_loads_no_image_spreadsheet_or_typo_libraries(tmp_path):
    environment = {
        "PATH": "",
        "DJANGO_SETTINGS_MODULE": "compare_site.settings",
        "SECRET_KEY": "only-for-this-test-of-twenty",
        "DATA_DIR": str(tmp_path),
    }

    done = subprocess.run([sys.executable, "-c", SERVED], env=environment, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""
