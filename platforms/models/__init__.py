"""Models of the catalogue, and of what editors work with besides it."""

from platforms.models.corrections import Correction, CorrectionState, ReportCount
from platforms.models.facts import Fact, Figure
from platforms.models.goals import Goal, Need
from platforms.models.guides import Guide
from platforms.models.other_names import OtherName
from platforms.models.platforms import Platform
from platforms.models.ratings import Rating, Support
from platforms.models.revision import Revision
from platforms.models.shipped import Shipped
from platforms.models.sources import Source
from platforms.models.tips import Tip
from platforms.models.traits import Feature, Group, Level, Trait

__all__ = [
    "Correction",
    "CorrectionState",
    "Fact",
    "Feature",
    "Figure",
    "Goal",
    "Group",
    "Guide",
    "Level",
    "Need",
    "OtherName",
    "Platform",
    "Rating",
    "ReportCount",
    "Revision",
    "Shipped",
    "Source",
    "Support",
    "Tip",
    "Trait",
]
