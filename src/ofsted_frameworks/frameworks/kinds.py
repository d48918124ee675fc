"""The kinds of graded inspections and ungraded visits, in Ofsted's words."""

from ofsted_frameworks.words import Word


class Kind(Word):
    """A kind of graded inspection, in Ofsted's words."""

    FULL = "full", "full inspection"
    STANDARD = "standard", "standard inspection"
    SHORT = "short", "short inspection"
    REINSPECTION = "reinspection", "re-inspection"


class VisitKind(Word):
    """A kind of ungraded visit, in Ofsted's words."""

    FOCUSED = "focused", "focused visit"
    MONITORING = "monitoring", "monitoring visit"
    JTAI = "jtai", "joint targeted area inspection"
    UNANNOUNCED_CRA = (
        "unannounced_cra",
        "unannounced inspection of contact, referral and assessment",
    )
