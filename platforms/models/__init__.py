"""Models of the catalogue, and of what editors work with besides it."""

from platforms.models.audience import AudienceCell
from platforms.models.corrections import Correction, CorrectionState, ReportCount, Suggestion
from platforms.models.documents import ChangeSet, ChangeState, Shipped, Translation
from platforms.models.facts import Fact, Figure, Tip
from platforms.models.goals import Goal, Need
from platforms.models.guides import Guide
from platforms.models.platforms import OtherName, Platform
from platforms.models.proposals import Proposal, ProposalState, WatchedAddress
from platforms.models.ratings import Rating, Support
from platforms.models.revision import Revision
from platforms.models.sources import Source
from platforms.models.traits import Feature, Group, Level, Trait
from platforms.models.uses import Use
