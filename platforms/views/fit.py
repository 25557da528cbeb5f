"""Which platform fits your goals? One question a page; the answers live in the query string and nowhere else."""

from html import escape
from itertools import chain, islice
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching import questionnaire
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.matches import Match
from platforms.domain.matching.ranking import Ranking, match
from platforms.templatetags.cells import pieces_of
from platforms.templatetags.explaining import (
    best_pair,
    changes,
    headline,
    matches_in_short,
    ruled_out_items,
    tiers_in_full,
)
from platforms.templatetags.linking import address_of, address_with, hidden_fields, page_data, share
from platforms.templatetags.speaking import languages
from platforms.templatetags.stencils import Gaps, counted, page
from platforms.views import sharing
from platforms.views.public import public, query_lists, wants_part

FLOW_KEYS = ("done", "then", sharing.KEY)
"""Keys of the query string that are no answers: sent, come back to the review, when the link was made."""

ANY = "any"
"""The value of a trait that does not matter; it is never kept."""

MOST_IN_FULL = 6
"""How many matches are explained at length; the others are listed."""


MOST_EXPLAINED = 20
"""How many of a tier are explained, however many there are."""

MOST_LISTED = 40
"""How many are listed of the others, and of those ruled out; the best first."""


@public
def ask(request: HttpRequest, catalogue: Catalogue, key: str = questionnaire.GOALS) -> HttpResponse:
    """Ask one question. With `done` its answer was sent: on to the next question, or back with what is wrong."""
    question = questionnaire.question(catalogue, key)
    if question is None:
        return HttpResponseRedirect(_address("review", _answers(request, catalogue)))
    query = query_lists(request)
    answers = _answers(request, catalogue)
    chosen = _chosen(question, query)
    mistake = questionnaire.mistake(question, chosen) if "done" in query else None
    if "done" in query and not mistake:
        return _on(catalogue, question, answers, to_review="then" in query)
    previous, to_review = questionnaire.before(catalogue, question), "then" in query
    swapped, pieces, title = wants_part(request), pieces_of(catalogue), gettext("Which platform fits your goals?")
    # What the page shows besides its gaps; what was chosen among many is another on each page: nothing to be kept.
    shape = (swapped, request.path, bool(answers.pairs), to_review, tuple(chosen))
    response = page(
        request,
        f"platforms/fit.html{'#fit' if swapped else ''}",
        lambda: {
            "question": question,
            "answers": answers,
            "has_answers": bool(answers.pairs),
            "chosen": chosen,
            "mistake": mistake,
            "own_answers": own_answers(catalogue, answers),
            "musts_by_group": _musts_by_group(catalogue),
            "to_review": to_review,
            "has_back": bool(previous),
            "swapped": swapped,
        },
        catalogue=catalogue,
        canonical=request.path,
        gaps={
            "data": "" if swapped else page_data(pieces, request, title),
            "languages": languages(pieces, request, swapped=swapped),
            "kept": hidden_fields((k, v) for k, v in answers.pairs if k != _query_key(question)),
            "back": escape(_address(previous.key, answers)) if previous else "",
            "skip": escape(_skip(catalogue, question, answers, to_review=to_review)),
        },
        shape=None if mistake or answers.ignored or _is_many(question, chosen) else shape,
    )
    return _private(response)


def _is_many(question: questionnaire.Question, chosen: list[str]) -> bool:
    """Are there many ways to choose what was chosen here, or to be asked?"""
    return question.key == questionnaire.MATTERS or bool(chosen and not question.trait) or len(chosen) > 1


@public
def review(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """All answers on one page, each with a way to change it."""
    answers = _answers(request, catalogue)
    rows = [
        (question, _address(question.key, answers, then="review")) for question in questionnaire.questions(catalogue)
    ]
    swapped = wants_part(request)
    context = {
        "swapped": swapped,
        "answers": answers,
        "rows": [row for row in rows if row[0].key != questionnaire.MATTERS or answers.counted > 1],
        "goals": [catalogue.goal_by_slug[slug] for slug in answers.goals],
        "musts": [catalogue.feature_by_slug[slug] for slug in answers.musts],
        "matters": [text for slug, text, _ in own_answers(catalogue, answers) if slug in answers.matters],
        "results": _address("results", answers),
        "start": address_of("fit"),
    }
    return _private(render(request, f"platforms/fit_review.html{'#fit' if swapped else ''}", context))


@public
def results(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """The ranking with its reasons; a friendly page when nothing was answered."""
    answers = _answers(request, catalogue)
    ranking = match(catalogue=catalogue, answers=answers)
    notice = sharing.since_results(request, catalogue, ranking) if answers.counted else None
    tiers = ranking.tiers
    full = tiers[: 2 if tiers and len(tiers[0]) < MOST_IN_FULL else 1]
    rest = (*(tier[MOST_EXPLAINED:] for tier in full), *tiers[len(full) :])
    explained = [list(tier[:MOST_EXPLAINED]) for tier in full]
    others = list(islice(chain.from_iterable(rest), MOST_LISTED))
    # What the page shows besides its gaps.
    shape = {
        "matched": bool(ranking.matches),
        "several": len(ranking.matches) > 1,
        "paired": bool(ranking.pair),
        "changes": bool(ranking.what_if),
        "ruled_out": bool(ranking.ruled_out),
        "others": bool(others),
    }
    response = page(
        request,
        TEMPLATE,
        lambda: {"answers": answers, "notice": notice, "start": address_of("fit"), **shape},
        catalogue=catalogue,
        canonical=request.path,
        gaps=_gaps(request, catalogue, ranking, explained, others) if ranking.matches else {},
        shape=None if notice or answers.ignored or not ranking.matches else tuple(shape.values()),
    )
    return _private(response)


TEMPLATE = "platforms/fit_results.html"


def _gaps(
    request: HttpRequest, catalogue: Catalogue, ranking: Ranking, explained: list[list[Match]], others: list[Match]
) -> Gaps:
    pieces, answers, pair = pieces_of(catalogue), ranking.answers, ranking.pair
    goals = f"?{urlencode({'goals': ','.join(answers.goals)}, safe=',')}" if answers.goals else ""

    def side_by_side(*platforms: Platform) -> str:
        return address_with("comparison", slugs="/".join([platform.slug for platform in platforms])) + goals

    explained_or_listed = sum(map(len, explained)) + len(others)
    here = address_of("fit_results")

    def results_of(answers: Answers) -> str:
        return f"{here}?{answers.query}" if answers.query else here

    dropped = {slug: results_of(answers.without("must", slug)) for slug in answers.musts}
    what_if = [(change, results_of(change.answers)) for change in ranking.what_if]
    link = sharing.shared(request, catalogue, results_of(answers), code=address_of("fit_qr"))
    return {
        "headline": headline(pieces, explained[0]),
        "compare_top": side_by_side(*[match.platform for match in ranking.matches[:3]]),
        "review": escape(_address("review", answers)),
        "tiers": tiers_in_full(pieces, explained),
        "pair": best_pair(pieces, pair) if pair else "",
        "compare_pair": side_by_side(pair.first, pair.second) if pair else "",
        "changes": changes(catalogue, answers, what_if),
        "ruled_out": ruled_out_items(pieces, ranking.ruled_out[:MOST_LISTED], dropped),
        "more_ruled_out": counted(pieces, f"{TEMPLATE}#more_ruled_out", max(0, len(ranking.ruled_out) - MOST_LISTED)),
        "others": matches_in_short(pieces, others),
        "number_of_others": counted(pieces, f"{TEMPLATE}#number_of_others", len(others)),
        "more_others": counted(pieces, f"{TEMPLATE}#more_others", len(ranking.matches) - explained_or_listed),
        "share": share(pieces, link),
    }


@public
def qr_code(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """The results for these answers, for another phone's camera."""
    return _private(sharing.qr_code(request, address_of("fit_results")))


def own_answers(catalogue: Catalogue, answers: Answers) -> list[tuple[str, str, str]]:
    """What somebody answered, in words: slug, the goal or the trait's question, and the level for a wish."""
    goals = [(slug, catalogue.goal_by_slug[slug].wording, "") for slug in answers.goals]
    traits = [(catalogue.trait_by_slug[slug], level) for slug, level in answers.wishes]
    return goals + [(trait.slug, trait.name, trait.levels[level].label) for trait, level in traits]


def _answers(request: HttpRequest, catalogue: Catalogue) -> Answers:
    kept = {
        key: [value for value in values if value != ANY] if ANY in values else values
        for key, values in query_lists(request).items()
        if key not in FLOW_KEYS
    }
    return Answers.parse(kept, catalogue=catalogue)


def _query_key(question: questionnaire.Question) -> str:
    return {questionnaire.GOALS: "goal", questionnaire.MUST_HAVES: "must", questionnaire.MATTERS: "matters"}.get(
        question.key, question.key
    )


def _chosen(question: questionnaire.Question, query: dict[str, list[str]]) -> list[str]:
    """The values sent or linked for a question, as they were."""
    return [value[:80] for value in query.get(_query_key(question), []) if value][:60]


def _on(catalogue: Catalogue, question: questionnaire.Question, answers: Answers, *, to_review: bool) -> HttpResponse:
    following = None if to_review else questionnaire.after(catalogue, question, answers)
    return HttpResponseRedirect(_address(following.key if following else "review", answers))


def _skip(catalogue: Catalogue, question: questionnaire.Question, answers: Answers, *, to_review: bool) -> str:
    """Where skipping leads: on, without any answer to this question."""
    left = answers
    for key, value in answers.pairs:
        if key == _query_key(question):
            left = left.without(key, value)
    following = None if to_review else questionnaire.after(catalogue, question, left)
    return _address(following.key if following else "review", left)


def _musts_by_group(catalogue: Catalogue):
    groups = [(group, [f for f in features if f.must_have]) for group, features in catalogue.features_by_group]
    return [(group, features) for group, features in groups if features]


def _address(key: str, answers: Answers, **steering: str) -> str:
    if key == questionnaire.GOALS:
        path = address_of("fit")
    elif key in ("review", "results"):
        path = address_of(f"fit_{key}")
    else:
        path = address_of("fit_step", key=key)
    query = "&".join(filter(None, [answers.query, urlencode(steering)])) if steering else answers.query
    return f"{path}?{query}" if query else path


def _private(response: HttpResponse) -> HttpResponse:
    """Answers stay between the visitor's browser and us: no shared cache keeps the page."""
    response["Cache-Control"] = "private, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response
