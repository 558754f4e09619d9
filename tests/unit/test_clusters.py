from __future__ import annotations

from itertools import combinations

from plancompare import parse_plan
from plancompare.clusters import Carrier, Shared, cluster_passages
from plancompare.collate import shared_passages
from plancompare.model import Source
from plancompare.model.comparison import Cluster
from plancompare.slots import slot_kinds
from plancompare.tokens import comparable_forms, tokenize

DUTY = (
    "Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan theo dõi, đôn đốc, kiểm tra việc thực hiện Kế hoạch này;"
    " tổng hợp, báo cáo {} trước ngày {} theo quy định"
)
LONG = (
    DUTY + ", đồng thời đề xuất khen thưởng các tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua,"
    " phê bình đơn vị chậm trễ và công khai kết quả trên cổng thông tin điện tử của tỉnh trong quý IV hằng năm"
)


def clusters_of(**texts: str) -> tuple[tuple[Cluster, ...], dict[str, list[str | None]]]:
    held = {n: tokenize(parse_plan(Source(n, "", text, "text/plain", "utf-8"), n)) for n, text in texts.items()}
    shared = [
        Shared(a, b, passage)
        for a, b in combinations(sorted(held), 2)
        for passage in shared_passages(*comparable_forms(held[a], held[b]))
    ]
    carriers = {n: Carrier(t, slot_kinds(t.plan.text, t.words, t.exact, False)) for n, t in held.items()}
    return cluster_passages(shared, carriers)


def test_a_template_with_the_slots_each_plan_filled() -> None:
    clusters, _ = clusters_of(
        a=DUTY.format("Ủy ban nhân dân tỉnh", "15/11/2024"),
        b=DUTY.format("Ủy ban nhân dân tỉnh", "01/11/2023"),
        c=DUTY.format("Ủy ban nhân dân tỉnh", "20/10/2024"),
    )
    (one,) = clusters
    assert one.documents == ("a", "b", "c")
    assert one.template == DUTY.format("Ủy ban nhân dân tỉnh", "{0}")
    (slot,) = one.slots
    assert (slot.kind, slot.values) == ("date", {"a": "15/11/2024", "b": "01/11/2023", "c": "20/10/2024"})


def test_what_one_plan_adds_is_an_empty_slot_of_the_others() -> None:
    clusters, _ = clusters_of(
        a=DUTY.format("Ủy ban nhân dân tỉnh", "15/11/2024"),
        b=DUTY.replace("theo dõi, đôn đốc", "theo dõi, hướng dẫn, đôn đốc").format(
            "Ủy ban nhân dân tỉnh", "15/11/2024"
        ),
    )
    ((slot,),) = (one.slots for one in clusters)
    assert (slot.kind, slot.values) == ("wording", {"a": "", "b": "hướng dẫn"})
    assert "{0}" in clusters[0].template


def test_a_long_text_of_two_and_its_short_part_of_three_are_two_clusters() -> None:
    filled = [text.format("Ủy ban nhân dân tỉnh", "15/11/2024") for text in (LONG, LONG, DUTY)]
    clusters, told = clusters_of(a=filled[0], b=filled[1], c=filled[2])
    assert [one.documents for one in clusters] == [("a", "b", "c"), ("a", "b")]
    assert set(told["c"]) == {"c1"}
    assert set(told["a"]) == {"c1", "c2"}


def test_members_say_where_the_text_stands() -> None:
    text = DUTY.format("Ủy ban nhân dân tỉnh", "15/11/2024")
    clusters, told = clusters_of(a=f"Mở đầu riêng. {text}.", b=f"{text}. Lời cuối khác hẳn.")
    (one,) = clusters
    assert {(m.document, m.start) for m in one.members} == {("a", len("Mở đầu riêng. ")), ("b", 0)}
    assert told["a"][:3] == [None, None, None]
    assert told["b"][-1] is None


def test_no_passages_no_clusters() -> None:
    assert clusters_of(a="Kế hoạch", b="Báo cáo")[0] == ()
