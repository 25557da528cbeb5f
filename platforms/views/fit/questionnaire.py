"""The questionnaire: one question a page, then a review. The answers live in the query string and nowhere else."""

from itertools import zip_longest

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from platforms import answer_words
from platforms.domain.catalogue.scales import Goal
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching import questionnaire
from platforms.domain.matching.answers import MOST_VALUES, Answers
from platforms.domain.matching.questionnaire import ABOUT_YOU, Question
from platforms.domain.matching.summary import so_far
from platforms.domain.vocabulary import Kind
from platforms.views import sharing
from platforms.views.fit.answers import ANY, RESULTS, REVIEW, answers_of, path_of, private
from platforms.views.public import public, wants_part

LONGEST_VALUE = 80


@public
def ask(request: HttpRequest, catalogue: Catalogue, key: str = questionnaire.GOALS) -> HttpResponse:
    """Ask one question. With `done` its answer was sent: go on, or say what is wrong with it."""
    answers, is_sent = answers_of(request, catalogue), "done" in request.GET
    question = questionnaire.question(catalogue, key)
    if question is None:
        return HttpResponseRedirect(path_of(REVIEW, answers))
    chosen, then, swapped = _chosen(request, question), request.GET.get("then", ""), wants_part(request)
    mistake = questionnaire.mistake(question, chosen) if is_sent else None
    if is_sent and not mistake:
        path = _path_after(catalogue, question, answers, then)
        # The results are a page of their own, and no part of this one.
        return HttpResponseClientRedirect(path) if swapped and then == RESULTS else HttpResponseRedirect(path)
    previous = questionnaire.before(catalogue, question)
    context = {
        "catalogue": catalogue,
        "canonical": request.path,
        "question": question,
        "options": questionnaire.options(catalogue=catalogue, question=question, answers=answers),
        "about_you": _about_you(answers) if question.key == ABOUT_YOU else None,
        "goals": _goals(catalogue) if question.key == questionnaire.GOALS else (),
        "results_so_far": path_of(RESULTS, answers),
        "answers": answers,
        "other_answers": [(name, value) for name, value in answers.pairs if name not in question.names],
        "chosen": chosen,
        "any": ANY,
        "mistake": mistake,
        "then": then,
        "back": path_of(previous.key, answers) if previous else "",
        "results": path_of(RESULTS, answers),
        "so_far": so_far(catalogue=catalogue, answers=answers),
        "swapped": swapped,
    }
    return private(render(request, f"questionnaire/question.html{'#fit' if swapped else ''}", context))


def _goals(catalogue: Catalogue) -> list[tuple[Goal, bool]]:
    """Return the goals in pairs, one for life and one for work, each with whether it is for work."""
    columns = [[g for g in catalogue.goals if (g.kind is Kind.PROFESSIONAL) is for_work] for for_work in (False, True)]
    rows = zip_longest(*columns)
    return [(goal, bool(column)) for row in rows for column, goal in enumerate(row) if goal]


def _chosen(request: HttpRequest, question: Question) -> list[str]:
    """Return the values sent or linked for a question, as they were."""
    values = [value for name in question.names for value in request.GET.getlist(name)]
    return [value[:LONGEST_VALUE] for value in values if value][:MOST_VALUES]


def _about_you(answers: Answers) -> dict[str, list[tuple[str, str]] | tuple[tuple[str, str], ...]]:
    return {"countries": answer_words.countries(), "ages": answer_words.ages(), "fields": answer_words.fields()}


def _path_after(catalogue: Catalogue, question: Question, answers: Answers, then: str) -> str:
    if then in (REVIEW, RESULTS):
        return path_of(then, answers)
    following = questionnaire.after(catalogue, question, answers)
    return path_of(following.key if following else REVIEW, answers)


@public
def left(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Say what follows from the answers so far: how many platforms are left, and which lead. A part of a question."""
    answers = answers_of(request, catalogue)
    context = {
        "catalogue": catalogue,
        "answers": answers,
        "results_so_far": path_of(RESULTS, answers),
        "so_far": so_far(catalogue=catalogue, answers=answers),
    }
    return private(render(request, "questionnaire/left.html", context))


@public
def review(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Show all answers on one page, each with a link to change it."""
    answers, swapped = answers_of(request, catalogue), wants_part(request)
    questions = [
        question
        for question in questionnaire.questions(catalogue)
        if question.key != questionnaire.MATTERS or answers.counted > 1
    ]
    # Of a friend's result one answer is changed, to see what that changes.
    is_friends = request.GET.get(sharing.FROM) == sharing.FRIEND
    then = RESULTS if is_friends else REVIEW
    context = {
        "catalogue": catalogue,
        "canonical": request.path,
        "answers": answers,
        "is_friends": is_friends,
        "rows": [
            (question, _answered(catalogue, question, answers), path_of(question.key, answers, then=then))
            for question in questions
        ],
        "so_far": so_far(catalogue=catalogue, answers=answers),
        "results": path_of(RESULTS, answers),
        "results_so_far": path_of(RESULTS, answers),
        "swapped": swapped,
    }
    return private(render(request, f"questionnaire/review.html{'#fit' if swapped else ''}", context))


def _answered(catalogue: Catalogue, question: Question, answers: Answers) -> list[str]:
    if question.key == ABOUT_YOU:
        told = [(name, getattr(answers, name)) for name in question.names]
        return [answer_words.about_you(name, value) for name, value in told if value]
    return questionnaire.answered(catalogue=catalogue, question=question, answers=answers)
