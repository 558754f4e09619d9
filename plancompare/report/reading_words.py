"""What the synoptic reading says in its own voice, in both languages."""

from __future__ import annotations

from plancompare.report.words import Both

READING_WORDS: dict[str, Both] = {
    "r_marks_mean": Both(
        "Gạch chân nét chấm: chung giữa các tỉnh; nét đứt: chỉ chung trong một tỉnh; nét liền: lấy từ văn bản nguồn. "
        "Đậm, gạch chân đôi: điều chỉnh. Nền xanh, không gạch chân: riêng. Nghiêng, nhạt: tên văn bản được viện dẫn. "
        "Nhạt: thể thức và cụm từ cố định, nơi nào cũng phải dùng lại nên được tính tách khỏi văn xuôi. "
        "Xám trong bản quét: chỉ khác văn bản kia vì máy đọc sai.",
        "Dotted underline: shared across provinces; dashed: within one province only; solid: taken from a source. "
        "Bold, double underline: adapted. Green ground, no underline: local. Italic, pale: titles of cited documents. "
        "Pale: form and standing phrases, which everyone has to use again, so that they are counted apart from prose. "
        "Grey in a scan: unlike the other text only because it was misread.",
    ),
    "r_plans": Both("Chọn văn bản: đang hiện {n}/{all}", "Choose texts: {n} of {all} shown"),
    "r_all": Both("Hiện tất cả", "Show all"),
    "r_first": Both("Chỉ {n} văn bản đầu", "First {n} only"),
    "r_reset": Both("Bỏ mọi bộ lọc", "Clear all filters"),
    "r_show": Both("Hiện chữ", "Show words"),
    "r_class_all": Both("tất cả", "all"),
    "r_class_local": Both("chỉ phần riêng", "local only"),
    "r_class_own": Both("ẩn khung chung (còn riêng và điều chỉnh)", "hide boilerplate (local and adapted stay)"),
    "r_class_adapted": Both("chỉ phần điều chỉnh", "adapted only"),
    "r_class_shared": Both("chỉ phần chung", "shared only"),
    "r_layer": Both("Lớp chữ", "Layer"),
    "r_layer_all": Both("mọi lớp", "all layers"),
    "r_scope": Both("Chung với ai", "Shared with"),
    "r_scope_all": Both("bất kỳ", "anyone"),
    "r_least": Both("Ít nhất", "At least"),
    "r_of_plans": Both("{k}/{n} văn bản cùng có", "{k} of {n} texts have it"),
    "r_base": Both("So với", "Compared with"),
    "r_no_base": Both("không lấy bản nào làm gốc", "no base"),
    "r_guess": Both("Đọc phỏng đoán bản quét", "Read scans by guess"),
    "r_guess_on": Both(
        "Đang đọc phỏng đoán: chữ gạch chấm không phải chữ của bản quét; sao chép thì vẫn được chữ của bản quét.",
        "Reading by guess: dotted words are not those of the scan; a copy still gives the words of the scan.",
    ),
    "r_guess_twin": Both(
        "phỏng đoán theo bản gõ {plan}; bản quét: {word}", "guessed from the typed text {plan}; scan: {word}"
    ),
    "r_guess_passage": Both(
        "phỏng đoán theo đoạn chung với {plan}; bản quét: {word}",
        "guessed from a passage shared with {plan}; scan: {word}",
    ),
    "r_guess_channel": Both("phỏng đoán theo nét chữ; bản quét: {word}", "guessed from the letters; scan: {word}"),
    "r_left": Both("Chuyển {plan} sang trái", "Move {plan} left"),
    "r_right": Both("Chuyển {plan} sang phải", "Move {plan} right"),
    "r_hide": Both("Ẩn {plan}", "Hide {plan}"),
    "r_one": Both("Văn bản đang đọc", "Text being read"),
    "r_words_shown": Both("{n}/{all} chữ", "{n} of {all} words"),
    "r_told": Both("{plans} văn bản, {rows} hàng đang hiện", "{plans} texts, {rows} rows shown"),
    "r_changes": Both("Ở văn bản khác viết ({n})", "Put otherwise elsewhere ({n})"),
    "r_absent_there": Both("(không có chữ nào)", "(no words there)"),
    "r_against": Both(
        "so với {base}: thêm {more}, bớt {less}, đổi {changed} chữ",
        "against {base}: {more} words added, {less} left out, {changed} changed",
    ),
    "r_left_out": Both("so với {base}: bớt ({n})", "against {base}: left out ({n})"),
    "r_added_against": Both("so với {base}: thêm", "added against {base}"),
    "r_same_document": Both(
        "cùng một văn bản với {base}: xem trang đối chiếu hai bản",
        "one document with {base}: see the page of differences",
    ),
    "r_is_base": Both("bản gốc để so", "the base"),
    "r_tie": Both("mục {own} ứng với mục {other} của {plan}", "section {own} matches section {other} of {plan}"),
    "r_moved": Both(
        "{a} ↔ {b}: {n} nội dung cả hai cùng có mục; {otherwise} khác số mục, {moved} đổi thứ tự.",
        "{a} ↔ {b}: {n} topics with a section in both; {otherwise} numbered otherwise, {moved} in another order.",
    ),
    "r_nothing": Both("Không có chữ nào khớp bộ lọc.", "No words match the filters."),
    "r_with": Both("với {plans}", "with {plans}"),
}
