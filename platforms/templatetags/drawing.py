"""Score bars. Each stands beside a text that says the same."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def bar(low: int, point: int, high: int) -> SafeString:
    """A score between 0 and 100."""
    return format_html(
        '<svg class="bar" viewBox="0 0 104 8" aria-hidden="true">'
        '<rect class="track" x="0" y="3" width="104" height="2" rx="1"/>'
        '<rect class="band" x="{}" y="1.5" width="{}" height="5" rx="2.5"/>'
        '<rect class="mark" x="{}" y="0" width="2.4" height="8" rx="1.2"/></svg>',
        low,
        high - low + 4,
        point + 0.8,
    )
