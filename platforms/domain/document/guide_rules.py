"""The rules of guides: what they draw is there and public, no brace is stray, no link of ours is dead."""

from collections.abc import Iterator

from platforms.domain.document import prose
from platforms.domain.document.parts import Document, GuidePart
from platforms.domain.document.problems import Problem


def problems_of_guide(guide: GuidePart, document: Document) -> Iterator[Problem]:
    """Yield what is wrong with a guide that is to be public."""
    traits, features = (
        {part.slug for part in parts if not part.draft} for parts in (document.traits, document.features)
    )
    reasons = [
        f"“{name}” is no drawing, trait or feature"
        for name in prose.unknown_names(guide.markdown, traits=traits, features=features)
    ]
    reasons += [f"“{text}” has a brace that draws nothing" for text in prose.stray_braces(guide.markdown)]
    known = {
        "platforms": {platform.slug for platform in document.platforms},
        "guide": {other.slug for other in document.guides if not other.draft},
    }
    reasons += [f"links to {href}, which is not there" for href in prose.dead_links(guide.markdown, known=known)]
    for reason in reasons:
        yield Problem(f"guides/{guide.slug}.toml", "markdown", reason, ("guides", guide.slug), "markdown")
