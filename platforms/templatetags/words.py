"""Filters and tags that put the labels of `platforms.words` into templates."""

from django import template

from platforms import answer_words, audience_words, number_words, result_words, words

register = template.Library()

for _filter in (
    words.label,
    words.sort_rule,
    words.section_word,
    words.row_word,
    words.scale_words,
    number_words.large,
    number_words.compact,
    number_words.is_old,
    number_words.people_unit,
    number_words.per_cent,
    number_words.price_words,
    number_words.fact_words,
    words.mid_sentence,
    words.need_words,
    words.more_things,
    audience_words.use_word,
    audience_words.audience_name,
    audience_words.audience_text,
    audience_words.audience_value,
    result_words.short_reasons,
    result_words.short_warning,
    result_words.main_point,
    result_words.short_note,
    answer_words.about_you_name,
    answer_words.age_note,
    answer_words.country_phrase,
):
    register.filter(_filter.__name__, _filter)

register.simple_tag(words.map_words, name="map_words")
register.simple_tag(words.rating_words, name="rating_words")
register.simple_tag(words.rating_phrase, name="rating_phrase")
register.simple_tag(words.span_words, name="span_words")
register.simple_tag(words.names, name="names")
register.simple_tag(words.cell_title, name="cell_title")
register.simple_tag(words.few_names, name="few_names")
