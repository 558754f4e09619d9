"""What the pages say of notes and overrules; a sibling of `words.py`, with the same rules."""

from __future__ import annotations

from plancompare.report.words import Both

REVIEW_WORDS: dict[str, Both] = {
    "review": Both("Ghi chú và rà soát", "Notes and review"),
    "review_lead": Both(
        "Ai đọc trang này cũng có thể ghi chú và sửa lại kết luận của máy. Ý kiến được giữ trong trình duyệt này; "
        "lưu ra tệp rồi chạy lệnh ở cuối phần này thì mọi kết quả được tính lại theo ý kiến ấy, và bảng ở đây kể ra.",
        "Whoever reads this page may take notes and overrule what was found. It is kept in this browser; saved to a "
        "file and given to the command at the end of this part, all is worked out anew, and a table here says so.",
    ),
    "review_none": Both(
        "Kết quả trên trang này chưa áp dụng ý kiến nào của người đọc.",
        "Nothing on this page was overruled by a reader.",
    ),
    "review_applied": Both("Đã áp dụng cho trang này", "Applied to this page"),
    "review_applied_means": Both(
        "Đã áp dụng {n} trong {all} ý kiến; mọi con số và nhãn trên trang đều theo các ý kiến ấy.",
        "{n} of {all} entries were applied; all figures and labels of the page follow them.",
    ),
    "review_what": Both("Ý kiến", "Entry"),
    "review_where": Both("Chỗ", "Place"),
    "review_before": Both("Máy cho là", "Found"),
    "review_after": Both("Nay là", "Now"),
    "review_result": Both("Kết quả", "Result"),
    "review_done": Both("đã áp dụng", "applied"),
    "review_left_out": Both("không áp dụng", "left out"),
    # kinds of entries
    "review_noise": Both("là lỗi máy đọc", "this is noise"),
    "review_edit": Both("là do người sửa", "this is an edit"),
    "review_join": Both("hai mục cùng một chủ đề", "these sections belong together"),
    "review_part": Both("hai mục không cùng chủ đề", "these sections do not belong together"),
    "review_class": Both("loại của đoạn chữ", "class of a stretch"),
    "review_province": Both("tỉnh", "province"),
    "review_level": Both("cấp", "level"),
    "review_year": Both("năm", "year"),
    "review_number": Both("số, ký hiệu", "document number"),
    "review_note": Both("ghi chú", "note"),
    # values
    "review_is_boilerplate": Both("cụm từ cố định", "boilerplate"),
    "review_is_together": Both("cùng chủ đề", "together"),
    "review_is_apart": Both("tách riêng", "apart"),
    # why an entry was not applied
    "review_other_documents": Both("nói về văn bản không có ở đây", "it is about documents that are not given here"),
    "review_other_command": Both(
        "giữa các văn bản này không có gì thuộc loại ấy để sửa", "there is nothing of the kind between these documents"
    ),
    "review_words_gone": Both(
        "những chữ được trích không còn ở đó, hoặc có hơn một lần",
        "the words it quotes do not stand there, or more than once",
    ),
    "review_no_change": Both("ở đó không thấy chỗ khác nhau nào", "no difference was found there"),
    "review_no_section": Both("ở đó không bắt đầu mục nào", "no section begins there"),
    "review_one_plan": Both("hai mục ở trong cùng một kế hoạch", "both sections are of one plan"),
    "review_no_such_value": Both("không có giá trị, hoặc giá trị không thể có", "no value, or one that cannot be"),
    "review_without_effect": Both(
        "những gì khác biết về hai mục ấy nói ngược lại quá rõ", "what else is known of these sections weighs more"
    ),
    # controls
    "review_own": Both("Ý kiến của bạn", "Your entries"),
    "review_own_none": Both(
        "Chưa có. Bấm ✎ bên cạnh một mục, một chỗ khác nhau hoặc một kế hoạch để ghi.",
        "None yet. Press ✎ beside a section, a difference or a plan.",
    ),
    "review_own_note": Both("Ghi chú chung", "A note on the whole"),
    "review_how": Both("Để tính lại theo ý kiến này:", "To have it all worked out by these entries:"),
    "review_save_file": Both("Lưu tệp rà soát", "Save review file"),
    "review_save_page": Both("Lưu trang kèm ý kiến", "Save page with entries"),
    "review_open_file": Both("Mở tệp rà soát…", "Open review file…"),
    "review_file_field": Both("Tệp rà soát (JSON)", "Review file (JSON)"),
    "review_button": Both("Ý kiến", "Comment"),
    "review_about": Both("Ý kiến:", "Comment:"),
    "review_save": Both("Ghi lại", "Save"),
    "review_cancel": Both("Thôi", "Cancel"),
    "review_undo": Both("Bỏ", "Undo"),
    "review_just_note": Both("Chỉ ghi chú", "A note only"),
    "review_do_join": Both("Mục này cùng chủ đề với mục", "This section belongs together with"),
    "review_do_part": Both(
        "Mục này không cùng chủ đề với các mục bên cạnh", "This section does not belong with those beside it"
    ),
    "review_do_class": Both("Đoạn chữ này là", "This stretch is"),
    "review_of_plan": Both("của kế hoạch", "of the plan"),
    "review_section": Both("mục", "section"),
    "review_stretch": Both(
        "Những chữ ấy (bôi đen trước khi bấm ✎, hoặc cắt bớt ở đây)",
        "The words (select them before pressing ✎, or cut them down here)",
    ),
    "review_the_note": Both("Ghi chú (không bắt buộc)", "Note (optional)"),
    "review_says_none": Both("Để trống: kế hoạch không nêu.", "Left empty: the plan does not say."),
    "review_as_noise": Both("Lỗi máy đọc", "Reading noise"),
    "review_as_edit": Both("Sửa", "Edit"),
    # what happened
    "review_kept": Both("Đã ghi; được giữ trong trình duyệt này.", "Kept in this browser."),
    "review_undone": Both("Đã bỏ.", "Undone."),
    "review_denied": Both(
        "Trình duyệt không cho trang này giữ lại gì: hãy lưu tệp rà soát hoặc lưu trang trước khi đóng.",
        "The browser does not let this page keep anything: save the review file or the page before you close it.",
    ),
    "review_saved": Both("Đã lưu {file}.", "Saved {file}."),
    "review_opened": Both(
        "Đã thêm {n} ý kiến; {left} ý kiến về văn bản khác được bỏ qua.",
        "Added {n} entries; {left} about other documents were left out.",
    ),
    "review_not_opened": Both("Tệp này không phải tệp rà soát.", "This is no review file."),
    "review_nothing": Both("Chưa chọn hay ghi gì.", "Nothing was chosen or written."),
    "review_not_there": Both(
        "Những chữ ấy không có trong mục này, hoặc có hơn một lần: hãy chọn dài hơn.",
        "These words do not stand in the section, or more than once: choose more of them.",
    ),
}
