"""The kinds of graded inspection and of ungraded visit, in Ofsted's words."""

from ofsted_frameworks.words import Word


class Kind(Word):
    """What kind of graded inspection it was, in Ofsted's words."""

    FULL = "full", "full inspection"
    STANDARD = "standard", "standard inspection"
    SHORT = "short", "short inspection"
    REINSPECTION = "reinspection", "re-inspection"


class VisitKind(Word):
    """What kind of ungraded visit it was, in Ofsted's words."""

    FOCUSED = "focused", "focused visit"
    MONITORING = "monitoring", "monitoring visit"
    JTAI = "jtai", "joint targeted area inspection"
    UNANNOUNCED_CRA = (
        "unannounced_cra",
        "unannounced inspection of contact, referral and assessment",
    )
