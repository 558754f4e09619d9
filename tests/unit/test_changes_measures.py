"""Figures of two texts."""

from __future__ import annotations

import pytest
from diff_texts import CLEAN, ENGLISH, diffed, page, text

from plancompare.changes.find import find_changes
from plancompare.changes.measures import in_common

A = "I. MỤC ĐÍCH\n1. Việc thực hiện phải bảo đảm nghiêm túc, phù hợp với nhiệm vụ chính trị của cơ quan.\n"


def test_the_rates_count_letters_and_words_of_a_without_white_space() -> None:
    difference = diffed(A, A.replace("nghiêm túc", "chặt chẽ"))
    letters, words = len("".join(A.split())), len(A.split())
    assert difference.wer == pytest.approx(2 / words, abs=1e-4)
    assert difference.cer == pytest.approx(9 / letters, abs=0.02)
    assert difference.residual_cer == difference.cer, "an edit is no reading error"


def test_layout_costs_nothing_and_noise_is_not_left_over() -> None:
    spaced = diffed(A, A.replace(" ", "  ").replace("phù hợp", "\n\n7\n\nphù hợp"))
    assert (spaced.cer, spaced.wer, spaced.residual_cer) == (0.0, 0.0, 0.0)
    scan = diffed(page(CLEAN), page(ENGLISH))
    assert scan.cer is not None and 0.15 < scan.cer < 0.4
    assert scan.wer is not None and 0.7 < scan.wer < 1
    assert scan.residual_cer == 0


def test_a_text_without_words_has_no_rates_and_they_may_exceed_one() -> None:
    nothing = diffed("", A)
    assert (nothing.cer, nothing.wer, nothing.residual_cer) == (None, None, None)
    much = diffed("Kế hoạch\n", A)
    assert much.cer is not None and much.cer > 1


def test_what_is_in_common() -> None:
    assert (diffed(A, A).shared.a, diffed(A, A).shared.b) == (1.0, 1.0)
    longer = diffed(A, A + "2. Nâng cao nhận thức của công chức về công tác dân vận trong toàn ngành.\n").shared
    assert longer.a == 1.0 and 0.5 < longer.b < 0.7


def test_moved_words_are_in_common() -> None:
    first = "- Đẩy mạnh phong trào thi đua “Dân vận khéo” trong toàn thể công chức.\n"
    rest = A + "- Rà soát thủ tục hành chính, kịp thời trả lời kiến nghị của doanh nghiệp và người dân.\n"
    shared = in_common(find_changes(text(first + rest), text(rest + first)))
    assert (shared.a, shared.b) == (1.0, 1.0)


def test_the_letters_that_were_taken_for_others() -> None:
    channel = diffed(page(CLEAN), page(ENGLISH)).channel
    found = {(c.a, c.b): c for c in channel}
    assert found["ề", "é"].count >= 10 and 0.3 < found["ề", "é"].probability <= 1
    assert [c.count for c in channel] == sorted((c.count for c in channel), reverse=True)
    assert min(c.count for c in channel) > 1, "what was seen once is no habit"
    typed = diffed(A, A.replace("nghiêm túc", "chặt chẽ"))
    assert typed.channel == (), "an edit is no confusion of letters"


def test_each_section_has_its_rates() -> None:
    difference = diffed(page(CLEAN), page(ENGLISH))
    uppermost = [s.id for s in difference.a.sections if s.parent is None and s.kind != "furniture"]
    assert len(uppermost) > 1
    assert [q.section for q in difference.sections] == uppermost
    assert sum(q.words for q in difference.sections) == len(page(CLEAN).split())
    assert all(q.wer is not None and q.wer > 0.5 and not q.too_poor for q in difference.sections)


def test_a_section_that_nobody_can_read_is_told_and_is_no_edit() -> None:
    scan = page(ENGLISH)
    at = scan.index("2. Yéu cau")
    ruined = " ".join(("tr#%khlgp" * 2)[len(word) % 5 :][: max(2, len(word))] for word in scan[at:].split(" "))
    difference = diffed(page(CLEAN), scan[:at] + ruined)
    assert [q.too_poor for q in difference.sections] == [False, True]
    assert not [change for change in difference.changes if change.label == "edit"]
