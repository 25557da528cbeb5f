"""A page of every kind that the public meets: address and status."""

from tests.exhaustive import EXHAUSTIVE

REPRESENTATIVE = [
    ("/", 200),
    ("/platforms/?goal=career&kind=professional&visibility=3-4", 200),
    ("/platforms/?q=no+real+name", 200),
    ("/platforms/?q=dating", 200),
    ("/platforms/linkedin/", 200),
    ("/platforms/linkedn/", 404),
    ("/features/polls/", 200),
    ("/compare/?q=meetup&p=facebook&page=1", 200),
    ("/compare/facebook/linkedin/?add=1&q=meet&page=1", 200),
    ("/compare/facebook/linkedin/meetup/x/?show=differences", 200),
    ("/compare/social/professional/", 200),
    ("/fit/visibility/?goal=career", 200),
    ("/fit/about-you/?goal=career&country=DE", 200),
    ("/fit/must-haves/?goal=career", 200),
    ("/fit/review/?goal=career&visibility=2", 200),
    ("/fit/results/?goal=career&goal=meet-in-person&visibility=2&must=pseudonym-allowed&matters=career", 200),
    ("/fit/results/?goal=career&must=groups&must=no-phone-number-needed&country=DE&age=16-17&back=signal", 200),
    ("/compare/facebook/signal/moving/", 200),
    ("/guide/social-or-professional/", 200),
    ("/method/fairness/", 200),
    ("/data/", 200),
    ("/about/", 200),
    ("/changes/linkedin/", 200),
    ("/corrections/new/?platform=linkedin", 200),
    ("/corrections/new/?suggest=Orkut", 200),
]
"""One of each template and state of a page that looks different."""

PAGES = [
    *REPRESENTATIVE,
    ("/platforms/", 200),
    ("/compare/", 200),
    ("/compare/facebook/", 200),
    ("/compare/facebook/linkedin/", 200),
    ("/compare/facebook/linkedin/?replace=facebook", 200),
    ("/fit/", 200),
    ("/fit/?done=1", 200),
    ("/fit/matters/?goal=career&focus=3", 200),
    ("/fit/results/", 200),
    ("/guide/", 200),
    ("/method/", 200),
    ("/changes/", 200),
    ("/offline/", 200),
    ("/de/compare/facebook/linkedin/", 200),
]

LOOKED_AT = PAGES if EXHAUSTIVE else REPRESENTATIVE
"""The pages that are shown in every look."""

ON_A_DESKTOP = PAGES if EXHAUSTIVE else REPRESENTATIVE[::3]
