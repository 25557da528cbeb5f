"""Storage of the catalogue and of what the desk keeps besides it."""

from platforms.models.cells import Fact, Figure, Rating, Support, Tip
from platforms.models.desk import Correction, CorrectionState, Guide, ReportCount, Shipped
from platforms.models.goals import Goal, Need
from platforms.models.platforms import OtherName, Platform
from platforms.models.revision import Revision
from platforms.models.sources import Source
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
