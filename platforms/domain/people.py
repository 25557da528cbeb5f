"""Words about people and who may join: parts of an audience, fields of work, requirements, checks of age."""

from enum import StrEnum


class Audience(StrEnum):
    """What a cell about a platform's audience is about."""

    COUNTRIES = "countries"
    AGES = "ages"
    FIELDS = "fields"
    JOINING = "joining"


class Field(StrEnum):
    """A field of work that a platform can be made for."""

    SOFTWARE = "software"
    DESIGN = "design"
    SCIENCE = "science"
    BUSINESS = "business"
    STUDENT = "student"
    OFFICE = "office"
    CARE = "care"


class Requirement(StrEnum):
    """What you need to join, besides an e-mail address or an account of an app store."""

    STUDENT_EMAIL = "student-email"
    WORK_EMAIL = "work-email"
    INVITATION = "invitation"
    ADDRESS = "address"
    PHONE = "phone"
    APPROVAL = "approval"
    PAYMENT = "payment"


class AgeCheck(StrEnum):
    """How a platform finds out how old somebody is."""

    NOT_KNOWN = ""
    NONE = "none"
    DECLARED = "declared"
    ESTIMATED = "estimated"
    DOCUMENTS = "documents"
