"""Why a change is labelled as it is, in one sentence a cause."""

from __future__ import annotations

from collections.abc import Mapping

from plancompare.model.difference import Cause

REASONS: Mapping[Cause, str] = {
    "other_wording": "the letters shown are no likely reading of the other word, but read well as this one",
    "other_digits": "the digits differ, and digits are rarely read as others",
    "other_marks": "the same letters with other marks, which this reading does not mistake for one another",
    "other_case": "the same word with other capitals, which this reading does not mistake for one another",
    "other_order": "the same words in another order",
    "other_punctuation": "the signs between the words differ",
    "added": "words that the first text does not have",
    "left_out": "words that the second text does not have",
    "moved": "the same words stand in another place",
    "marks_lost": "the same letters without their marks, as a reading with an English model shows them",
    "letters_misread": "the letters shown are a likely reading of the letters printed",
    "case_misread": "a letter whose capital has the same shape",
    "words_run_together": "the same words without the space between them",
    "words_broken_apart": "the same word with a space in it",
    "punctuation_misread": "signs between words, which scans often lose or show as others",
    "specks": "signs that stand for nothing: specks, creases, a stamp",
    "illegible": "the reading shows nothing here, or letters that stand for nothing",
    "white_space": "line breaks and spaces only",
    "typography": "the same sign set in another way (quotes, dashes, dots)",
    "tone_placement": "one word in its two spellings: where the tone mark stands",
    "page_furniture": "a page number, running line or link of the page",
    "reading_order": "the same words of the form, taken from the page in another order",
    "lost_part": "a part of the form (header, type line, recipients, signature) that one of the texts does not have",
    "either": "the letters shown may be a misreading of the one word as well as another word",
    "digits_may_be_misread": "the digits differ, but this reading may have mistaken them",
    "line_may_be_lost": "words are missing where a line ends: left out by a person, or lost by the scan",
    "reviewed": "a reader who looked at it says so",
}
MIRRORED: Mapping[Cause, Cause] = {"added": "left_out", "left_out": "added"}
"""What a cause is when the two texts change places."""
