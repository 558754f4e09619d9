"""What the search, the links to a place, the citations and the first page on paper say, in both languages."""

from __future__ import annotations

from plancompare.report.words import Both

SEARCH_WORDS: dict[str, Both] = {
    "search": Both("Tìm trong các văn bản", "Search the texts"),
    "search_short": Both("Tìm", "Search"),
    "search_means": Both(
        "Không cần gõ dấu. Enter: chỗ sau, Shift+Enter: chỗ trước, Esc: xoá.",
        "Marks may be left out. Enter: next, Shift+Enter: previous, Esc: clear.",
    ),
    "search_previous": Both("Chỗ trước", "Previous hit"),
    "search_next": Both("Chỗ sau", "Next hit"),
    "search_clear": Both("Xoá", "Clear"),
    "search_none": Both("không thấy", "not found"),
    "search_busy": Both("đang đọc…", "reading…"),
    "search_at": Both("{at}/{n}", "{at}/{n}"),
    "search_in": Both("{n} chỗ trong {name}", "{n} in {name}"),
    "search_guessed": Both("đọc phỏng đoán: “{text}”", "guessed reading: “{text}”"),
    "search_opened": Both("đã mở phần bị ẩn hoặc gập", "opened what was hidden or folded"),
    "cite_name": Both("Chép trích dẫn và liên kết", "Copy citations and links"),
    "link_here": Both("Chép liên kết tới {place}", "Copy a link to {place}"),
    "cite_here": Both("Chép trích dẫn {place}", "Copy {place} as a citation"),
    "cite_selected": Both("Chép trích dẫn đoạn đã chọn", "Copy the selection as a citation"),
    "search_keys": Both("Phím / tới ô tìm", "The key / leads to this field"),
    "place_change": Both("chỗ số {n}", "place {n}"),
    "place_row": Both("hàng “{title}”", "row “{title}”"),
    "cite_copied": Both("Đã chép trích dẫn", "Citation copied"),
    "link_copied": Both("Đã chép liên kết", "Link copied"),
    "copy_by_hand": Both(
        "Trình duyệt không cho chép. Chọn và chép dòng này:",
        "The browser does not let it be copied. Select and copy this:",
    ),
    "copy_close": Both("Đóng", "Close"),
    "printed_from": Both("Lập từ các tệp sau, kèm mã SHA-256", "Made from these files, with their SHA-256"),
    "cited_number": Both(" số {}", " No. {}"),
    "cited_date": Both(" ngày {}", " of {}"),
    "cited_month": Both(" tháng {}", " of {}"),
    "cited_year": Both(" năm {}", " for {}"),
    "cited_section": Both("mục {place}", "section {place}"),
    "cited_line": Both("dòng {line}", "line {line}"),
    "cited_scan": Both("(bản quét, nguyên văn chữ máy đọc)", "(scan, verbatim as the machine read it)"),
}
