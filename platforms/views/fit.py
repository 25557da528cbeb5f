"""Which platform fits your goals? One question a page; the answers live in the query string and nowhere else."""

from functools import lru_cache
from itertools import chain, islice
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from platforms.domain import flow
from platforms.domain.answers import Answers
from platforms.domain.catalogue import Catalogue
from platforms.domain.matching import match
from platforms.templatetags.linking import address_of
from platforms.views import sharing
from platforms.views.public import HtmxRequest, public, query_lists, wants_part

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
def ask(request: HtmxRequest, catalogue: Catalogue, key: str = flow.GOALS) -> HttpResponse:
    """Ask one question. With `done` its answer was sent: on to the next question, or back with what is wrong."""
    question = flow.question(catalogue, key)
    if question is None:
        return HttpResponseRedirect(_address("review", _answers(request, catalogue)))
    query = query_lists(request)
    answers = _answers(request, catalogue)
    chosen = _chosen(question, query)
    mistake = flow.mistake(question, chosen) if "done" in query else None
    if "done" in query and not mistake:
        return _on(catalogue, question, answers, to_review="then" in query)
    previous = flow.before(catalogue, question)
    context = {
        "question": question,
        "answers": answers,
        "others": [(k, v) for k, v in answers.pairs if k != _query_key(question)],
        "chosen": chosen,
        "mistake": mistake,
        "catalogue": catalogue,
        "own_answers": own_answers(catalogue, answers),
        "musts_by_group": _musts_by_group(catalogue),
        "to_review": "then" in query,
        "back": _address(previous.key, answers) if previous else "",
        "skip": _skip(catalogue, question, answers, to_review="then" in query),
    }
    return _private(render(request, f"platforms/fit.html{'#fit' if wants_part(request) else ''}", context))


@public
def review(request: HtmxRequest, catalogue: Catalogue) -> HttpResponse:
    """All answers on one page, each with a way to change it."""
    answers = _answers(request, catalogue)
    rows = [(question, _address(question.key, answers, then="review")) for question in flow.questions(catalogue)]
    context = {
        "answers": answers,
        "rows": [row for row in rows if row[0].key != flow.MATTERS or answers.counted > 1],
        "goals": [catalogue.goal_by_slug[slug] for slug in answers.goals],
        "musts": [catalogue.feature_by_slug[slug] for slug in answers.musts],
        "matters": [text for slug, text, _ in own_answers(catalogue, answers) if slug in answers.matters],
        "results": _address("results", answers),
        "start": address_of("fit"),
    }
    return _private(render(request, f"platforms/fit_review.html{'#fit' if wants_part(request) else ''}", context))


@public
def results(request: HtmxRequest, catalogue: Catalogue) -> HttpResponse:
    """The ranking with its reasons; a friendly page when nothing was answered."""
    answers = _answers(request, catalogue)
    here = _address("results", answers)
    ranking = match(catalogue=catalogue, answers=answers)
    top = [found.platform.slug for found in ranking.matches[:3]]
    goals = f"?{urlencode({'goals': ','.join(answers.goals)}, safe=',')}" if answers.goals else ""
    tiers = ranking.tiers
    full = tiers[: 2 if tiers and len(tiers[0]) < MOST_IN_FULL else 1]
    rest = (*(tier[MOST_EXPLAINED:] for tier in full), *tiers[len(full) :])
    explained = [list(tier[:MOST_EXPLAINED]) for tier in full]
    others = list(islice(chain.from_iterable(rest), MOST_LISTED))
    context = {
        "answers": answers,
        "ranking": ranking,
        "catalogue": catalogue,
        "full_tiers": explained,
        "other_matches": others,
        "others_not_listed": len(ranking.matches) - sum(map(len, explained)) - len(others),
        "ruled_out": ranking.ruled_out[:MOST_LISTED],
        "dropped": {slug: _address("results", answers.without("must", slug)) for slug in answers.musts},
        "ruled_out_not_listed": max(0, len(ranking.ruled_out) - MOST_LISTED),
        "what_if": [(change, _address("results", change.answers)) for change in ranking.what_if],
        "compare_top": address_of("comparison", slugs="/".join(top)) + goals if len(top) > 1 else "",
        "compare_pair": address_of("comparison", slugs=f"{ranking.pair.first.slug}/{ranking.pair.second.slug}") + goals
        if ranking.pair
        else "",
        "review": _address("review", answers),
        "start": address_of("fit"),
        "goals_query": goals,
        "shared": sharing.shared(request, catalogue, here, code=address_of("fit_qr")),
        "told": sharing.told_of(request, catalogue, ranking) if answers.counted else None,
    }
    return _private(render(request, "platforms/fit_results.html", context))


@public
def qr_code(request: HtmxRequest, catalogue: Catalogue) -> HttpResponse:
    """The results for these answers, for another phone's camera."""
    return _private(sharing.qr_code(request, address_of("fit_results")))


def own_answers(catalogue: Catalogue, answers: Answers) -> list[tuple[str, str, str]]:
    """What somebody answered, in words: slug, the goal or the trait's question, and the level for a wish."""
    goals = [(slug, catalogue.goal_by_slug[slug].wording, "") for slug in answers.goals]
    traits = [(catalogue.trait_by_slug[slug], level) for slug, level in answers.wishes]
    return goals + [(trait.slug, trait.name, trait.levels[level].label) for trait, level in traits]


def _answers(request: HtmxRequest, catalogue: Catalogue) -> Answers:
    kept = {
        key: [value for value in values if value != ANY] if ANY in values else values
        for key, values in request.GET.lists()
        if key not in FLOW_KEYS
    }
    return Answers.parse(kept, catalogue=catalogue)


def _query_key(question: flow.Question) -> str:
    return {flow.GOALS: "goal", flow.MUST_HAVES: "must", flow.MATTERS: "matters"}.get(question.key, question.key)


def _chosen(question: flow.Question, query: dict[str, list[str]]) -> list[str]:
    """The values sent or linked for a question, as they were."""
    return [value[:80] for value in query.get(_query_key(question), []) if value][:60]


def _on(catalogue: Catalogue, question: flow.Question, answers: Answers, *, to_review: bool) -> HttpResponse:
    following = None if to_review else flow.after(catalogue, question, answers)
    return HttpResponseRedirect(_address(following.key if following else "review", answers))


def _skip(catalogue: Catalogue, question: flow.Question, answers: Answers, *, to_review: bool) -> str:
    """Where skipping leads: on, without any answer to this question."""
    left = answers
    for key, value in answers.pairs:
        if key == _query_key(question):
            left = left.without(key, value)
    following = None if to_review else flow.after(catalogue, question, left)
    return _address(following.key if following else "review", left)


def _musts_by_group(catalogue: Catalogue):
    groups = [(group, [f for f in features if f.must_have]) for group, features in catalogue.features_by_group]
    return [(group, features) for group, features in groups if features]


def _address(key: str, answers: Answers, **steering: str) -> str:
    if key == flow.GOALS:
        path = address_of("fit")
    elif key in ("review", "results"):
        path = address_of(f"fit_{key}")
    else:
        path = address_of("fit_step", key=key)
    query = "&".join([_encoded(*pair) for pair in (*answers.pairs, *steering.items())])
    return f"{path}?{query}" if query else path


@lru_cache(4096)
def _encoded(key: str, value: str) -> str:
    """A pair of the query string; a page has the same ones in the addresses of all changes."""
    return urlencode([(key, value)])


def _private(response: HttpResponse) -> HttpResponse:
    """Answers stay between the visitor's browser and us: no shared cache keeps the page."""
    response["Cache-Control"] = "private, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response
