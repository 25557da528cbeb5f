"""The questionnaire: one question a page, then a review. The answers live in the query string and nowhere else."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching import questionnaire
from platforms.domain.matching.answers import MOST_VALUES, Answers
from platforms.domain.matching.questionnaire import Question
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
    chosen, to_review = _chosen(request, question), "then" in request.GET
    mistake = questionnaire.mistake(question, chosen) if is_sent else None
    if is_sent and not mistake:
        return HttpResponseRedirect(_path_after(catalogue, question, answers, to_review=to_review))
    previous, swapped = questionnaire.before(catalogue, question), wants_part(request)
    unanswered = questionnaire.without(question=question, answers=answers)
    context = {
        "catalogue": catalogue,
        "canonical": request.path,
        "question": question,
        "options": questionnaire.options(catalogue=catalogue, question=question, answers=answers),
        "answers": answers,
        "other_answers": [(name, value) for name, value in answers.pairs if name != question.name],
        "chosen": chosen,
        "any": ANY,
        "mistake": mistake,
        "to_review": to_review,
        "back": path_of(previous.key, answers) if previous else "",
        "skip": _path_after(catalogue, question, unanswered, to_review=to_review),
        "swapped": swapped,
    }
    return private(render(request, f"questionnaire/question.html{'#fit' if swapped else ''}", context))


def _chosen(request: HttpRequest, question: Question) -> list[str]:
    """Return the values sent or linked for a question, as they were."""
    return [value[:LONGEST_VALUE] for value in request.GET.getlist(question.name) if value][:MOST_VALUES]


def _path_after(catalogue: Catalogue, question: Question, answers: Answers, *, to_review: bool) -> str:
    following = None if to_review else questionnaire.after(catalogue, question, answers)
    return path_of(following.key if following else REVIEW, answers)


@public
def review(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Show all answers on one page, each with a link to change it."""
    answers, swapped = answers_of(request, catalogue), wants_part(request)
    questions = [
        question
        for question in questionnaire.questions(catalogue)
        if question.key != questionnaire.MATTERS or answers.counted > 1
    ]
    context = {
        "catalogue": catalogue,
        "canonical": request.path,
        "answers": answers,
        "rows": [
            (
                question,
                questionnaire.answered(catalogue=catalogue, question=question, answers=answers),
                path_of(question.key, answers, then=REVIEW),
            )
            for question in questions
        ],
        "results": path_of(RESULTS, answers),
        "swapped": swapped,
    }
    return private(render(request, f"questionnaire/review.html{'#fit' if swapped else ''}", context))
