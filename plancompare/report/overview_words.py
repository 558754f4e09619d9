"""What the overview says in its own voice; a sibling of `words.py`, with the same rules."""

from __future__ import annotations

from plancompare.report.words import Both

OVERVIEW_WORDS: dict[str, Both] = {
    # what to read first
    "first": Both("Nên đọc gì trước", "What to read first"),
    "first_caution": Both("Các văn bản không cùng {kinds}:", "The texts differ in {kinds}:"),
    "first_caution_link": Both("lưu ý trước khi so sánh", "read this before you compare"),
    "first_twins": Both(
        "{plans} là các bản của cùng một văn bản, nên tính là một.",
        "{plans} are copies of one document and count as one.",
    ),
    "first_most": Both("Khác các nơi nhiều nhất:", "Most unlike the others:"),
    "first_least": Both("Gần khung chung nhất:", "Closest to the common text:"),
    "of_prose_local": Both("văn xuôi là của riêng", "of its prose is its own"),
    "first_addition": Both("Phần riêng dài nhất:", "Longest text of one plan alone:"),
    "first_boilerplate": Both("Khung chung rộng nhất:", "Most widely shared text:"),
    "first_warnings": Both("{n} điểm cần kiểm tra lại trong các văn bản", "{n} points in the texts to check"),
    "differ_in_level": Both("cấp", "level"),
    "differ_in_type": Both("loại văn bản", "type"),
    "differ_in_province": Both("tỉnh", "province"),
    "differ_in_year": Both("năm", "year"),
    "differ_in_directive": Both("chỉ thị được dẫn", "directive"),
    "differ_in_quality": Both("chất lượng chữ", "quality of the letters"),
    # plans
    "each_plan": Both(
        "Mỗi văn bản có bao nhiêu chữ chung, bao nhiêu chữ riêng", "How much each text shares, and how much is its own"
    ),
    "each_plan_caption": Both(
        "Bấm vào một con số để đọc đúng những chữ đó. Ba lớp bên phải nơi nào cũng phải dùng lại nên tính riêng, "
        "theo thứ tự chung, điều chỉnh, riêng",
        "Follow a number to read just those words. Everyone has to use the layers to the right again, so they are "
        "counted apart, as shared, adapted, local",
    ),
    "ranges_mean": Both(
        "Hai số như 20–28%: đọc chặt (câu phải khớp sát) và đọc rộng (câu viết lại một phần cũng tính), kể cả các bản "
        "quét của cùng văn bản. Dấu trong bài theo cách đọc rộng; chấm thưa trên thanh là phần chỉ chung khi đọc rộng.",
        "Two numbers such as 20–28%: the strict reading (sentences agree closely) and the wide one (reworked ones "
        "count too), scans of the same document included. The marks in the texts follow the wide reading; sparse dots "
        "in a bar are what it alone calls shared.",
    ),
    "all_plans": Both("Xem từng văn bản ({n})", "See every text ({n})"),
    "is_shared": Both("văn xuôi là khung chung", "of the prose is common text"),
    "is_adapted": Both("điều chỉnh", "adapted"),
    "is_local": Both("riêng", "its own"),
    "copy_of": Both("Cùng một văn bản với", "The same document as"),
    "shared_is": Both("Phần chung:", "What it shares:"),
    # passages in words
    "additions": Both("Những phần riêng lớn nhất", "The largest texts of one plan alone"),
    "additions_mean": Both(
        "Văn xuôi liền nhau không văn bản nào khác có.",
        "Continuous prose that no other text has.",
    ),
    "n_words": Both("{n} chữ", "{n} words"),
    "no_section_elsewhere": Both("không nơi nào khác có mục này", "no other text has such a section"),
    "no_additions": Both("Không có phần riêng nào.", "There is none."),
    "guess": Both("Đọc phỏng đoán:", "Guessed reading:"),
    "boilerplate": Both("Những đoạn khung chung rộng nhất", "The most widely shared texts"),
    "boilerplate_mean": Both(
        "Văn xuôi nhiều văn bản cùng dùng; trích theo văn bản đứng đầu, các nơi khác có thể thay vài chữ.",
        "Prose that several texts use; quoted from the first of them, the others may differ in a few words.",
    ),
    "carried_by": Both("{k}/{n} văn bản, {words} chữ", "{k} of {n} documents, {words} words"),
    "more_places": Both("và {n} nơi khác", "and {n} more"),
    "compare_slots": Both("xem chỗ điền", "see what each filled in"),
    "no_boilerplate": Both("Không có đoạn văn xuôi nào nhiều nơi cùng dùng.", "There is none."),
    # pairs
    "heat_caption": Both(
        "Tỷ lệ chữ nằm trong các đoạn chung của từng cặp, mọi lớp chữ; ≡ là cùng một văn bản. "
        "Ô càng đậm càng giống; bấm vào ô để xem các đoạn chung",
        "The share of words in common passages of each pair, all layers; ≡ is one document. "
        "The darker the more alike; follow a cell to the passages",
    ),
    # matrix
    "matrix": Both("Từng mục ở từng văn bản", "Section by section"),
    "matrix_caption": Both(
        "Bấm vào số mục để đọc. Con số là phần trăm văn xuôi của văn bản đó trong mục, mỗi chữ tính một lần. "
        "◧ nằm trong mục khác, – không có, ? bản quét không đọc được, +2 là hai chỗ nữa. "
        "Ở cột cuối, các bản của cùng một văn bản tính một lần",
        "Follow a section number to read it. The number is the share of the text's prose in that section, each word "
        "counted once. ◧ inside another section, – absent, ? unreadable scan, +2 two more places. "
        "In the last column copies of one document count once",
    ),
    "measure": Both("Tô màu và ghi số theo phần", "Colours and numbers of the words that are"),
    "together": Both("Tất cả", "Together"),
    "rest": Both("Ngoài các mục trên", "Outside these sections"),
    "total": Both("Toàn văn bản", "Whole text"),
    # comparability
    "stated_as": Both("Căn cứ:", "Stated in:"),
    "carried_out": Both("Văn bản được triển khai", "Carries out"),
    "more_missing": Both("Và {n} văn bản nữa, xem ở bảng", "And {n} more, see the table"),
    "more_pairs": Both("và {n} cặp khác, xem ở phần từng cặp", "and {n} more pairs, told pair by pair"),
}
