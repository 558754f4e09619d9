"""What the frame of both pages says: the table of contents and the bar of navigation; a sibling of `words.py`."""

from __future__ import annotations

from plancompare.report.words import Both

PAGE_WORDS: dict[str, Both] = {
    "go_to": Both("Đi tới", "Go to"),
    # groups of parts
    "group_overview": Both("Tổng quan", "Overview"),
    "group_contents": Both("So sánh nội dung", "Contents compared"),
    "group_facts": Both("Văn bản, thời hạn, nhiệm vụ", "Documents, deadlines, duties"),
    "group_warnings": Both("Cảnh báo", "Warnings"),
    "group_appendix": Both("Phụ lục", "Appendix"),
    # short names of parts, for the bar
    "nav_overview": Both("Chung và riêng", "Shared and local"),
    "nav_comparable": Both("So sánh được đến đâu", "Comparability"),
    "nav_matrix": Both("Bảng mục", "Sections"),
    "nav_reading": Both("Đọc song song", "Side by side"),
    "nav_pairs": Both("Từng cặp", "Pairs"),
    "nav_cited": Both("Viện dẫn", "Citations"),
    "nav_calendar": Both("Thời hạn", "Deadlines"),
    "nav_duties": Both("Phân công", "Duties"),
    "nav_targets": Both("Chỉ tiêu", "Targets"),
    "nav_clusters": Both("Khuôn chung", "Templates"),
    "nav_provenance": Both("Nguồn dữ liệu", "Provenance"),
    "nav_review": Both("Ghi chú", "Notes"),
}
