"""What the page of two versions says in its own voice; a sibling of `words.py`, with the same rules."""

from __future__ import annotations

from plancompare.report.words import Both

# From these probabilities on a verdict is called so. A choice of words, not a measurement.
_CERTAINTIES = ((0.95, "almost_certain"), (0.80, "very_likely"), (0.50, "likely"))

DIFF_WORDS: dict[str, Both] = {
    # page
    "diff_title": Both("Đối chiếu hai bản: {a} và {b}", "Two versions: {a} and {b}"),
    "diff_heading": Both("Máy đọc sai hay người sửa?", "Was it the scanner or the author?"),
    "diff_lead": Both(
        "Trang này đối chiếu hai bản A và B từng chữ một, và với mỗi chỗ khác nhau cho biết đó là do người sửa, "
        "do máy đọc nhầm bản quét, do cách trình bày, hay không thể biết.",
        "This page holds the versions A and B against one another word by word, and says of each difference whether "
        "a person made it, the reading of the scan, the layout, or that it cannot be told.",
    ),
    "verdict": Both("Kết luận", "Verdict"),
    "list": Both("Các chỗ khác nhau", "The differences"),
    "texts": Both("Hai bản cạnh nhau", "The two versions side by side"),
    "side_by_side": Both("Đối chiếu", "Side by side"),
    "nav_list": Both("Danh sách", "List"),
    "nav_texts": Both("Hai bản", "Texts"),
    "nav_documents": Both("Hai văn bản", "Documents"),
    "scan_reading": Both("Chất lượng bản quét", "How well the scan reads"),
    "documents": Both("Hai văn bản", "The two documents"),
    # verdict
    "verdict_same": Both(
        "A và B là cùng một văn bản; không thấy chỗ nào bị sửa.",
        "A and B are one and the same document; no edit was found.",
    ),
    "verdict_same_with_edits": Both(
        "A và B là cùng một văn bản, nhưng có {n} chỗ bị sửa.",
        "A and B are one document, but {n} places were edited.",
    ),
    "verdict_same_with_one_edit": Both(
        "A và B là cùng một văn bản, nhưng có 1 chỗ bị sửa.",
        "A and B are one document, but 1 place was edited.",
    ),
    "verdict_related": Both(
        "A và B là hai văn bản khác nhau có nhiều đoạn chung, không phải hai bản của một văn bản.",
        "A and B are two different documents with passages in common, not two versions of one.",
    ),
    "verdict_unrelated": Both(
        "A và B là hai văn bản không liên quan.",
        "A and B are two documents that have nothing to do with one another.",
    ),
    "edits_sure": Both("{certainty} ({share})", "{certainty} ({share})"),
    "shared_words": Both(
        "Chung {a} số chữ của A và {b} số chữ của B.", "{a} of the words of A and {b} of those of B are in common."
    ),
    "not_versions": Both(
        "Vì đây không phải hai bản của một văn bản, mỗi chỗ nêu dưới đây chỉ là chỗ hai văn bản viết khác nhau, "
        "không phải ai đó đã sửa văn bản này thành văn bản kia.",
        "Since these are not two versions of one document, each place below is only where the two differ, "
        "not something done to one to make the other.",
    ),
    "undecidable_left": Both(
        "Còn {n} chỗ bản quét không cho biết là đã sửa hay chỉ đọc nhầm: cần xem lại bản giấy.",
        "There are {n} places where the scan cannot tell an edit from a misreading: look at the paper.",
    ),
    "undecidable_left_one": Both(
        "Còn 1 chỗ bản quét không cho biết là đã sửa hay chỉ đọc nhầm: cần xem lại bản giấy.",
        "There is 1 place where the scan cannot tell an edit from a misreading: look at the paper.",
    ),
    "almost_certain": Both("gần như chắc chắn", "almost certain"),
    "very_likely": Both("rất có khả năng", "very likely"),
    "likely": Both("có khả năng", "likely"),
    "unsure": Both("không chắc", "unsure"),
    "counts": Both("Số chỗ khác nhau theo loại", "Differences by label"),
    "places": Both("{n} chỗ", "{n} places"),
    "rates_caption": Both("A và B khác nhau bao nhiêu", "How much A and B differ"),
    "rate": Both("Chỉ số", "Measure"),
    "rate_means": Both("Nghĩa là", "Meaning"),
    "cer": Both("Chữ cái hiện khác (CER)", "Letters shown otherwise (CER)"),
    "cer_means": Both(
        "cứ 100 chữ cái của A thì bấy nhiêu chữ hiện khác ở B, không kể dấu cách và xuống dòng",
        "of 100 letters of A so many are shown otherwise in B, spaces and line breaks aside",
    ),
    "wer": Both("Chữ hiện khác (WER)", "Words shown otherwise (WER)"),
    "wer_means": Both(
        "cứ 100 chữ (tiếng) của A thì bấy nhiêu chữ không giống hệt ở B; một dấu đọc sai là đủ",
        "of 100 words of A so many are not exactly the same in B; one mark misread is enough",
    ),
    "residual": Both("Còn lại sau khi trừ lỗi máy đọc", "What is left after reading noise"),
    "residual_means": Both(
        "phần của CER không do máy đọc, trình bày hay phần thiếu: đây mới là chỗ khác thật hoặc chưa rõ",
        "the part of CER that is neither reading noise, layout nor a missing part: real differences, or open ones",
    ),
    "in_common": Both("Chữ có ở cả hai bản", "Words in both versions"),
    "in_common_means": Both(
        "phần chữ của bản này có chữ tương ứng ở bản kia, không kể lỗi máy đọc",
        "the share of the words of one that have a counterpart in the other, reading noise aside",
    ),
    "no_rate": Both("không tính được", "cannot be given"),
    "remarks": Both("Cần biết khi đọc trang này", "Keep in mind"),
    # remarks of the program, by their code; English comes from the program
    "remark_marks_lost": Both(
        "Bản quét được nhận dạng bằng mô hình tiếng Anh: mất dấu tiếng Việt, "
        "nên không thể thấy những chỗ sửa chỉ ở dấu.",
        "",
    ),
    "remark_both_typed": Both(
        "Cả hai bản đều không có dấu hiệu của bản quét, nên mọi chỗ khác ngoài cách trình bày đều được coi là sửa.", ""
    ),
    "remark_read_with_marks": Both(
        "Một bản là bản quét đọc được dấu; những dấu máy thường lẫn với nhau (“đổi” và “đối”) không được coi là sửa.",
        "",
    ),
    "remark_both_read": Both(
        "Cả hai bản đều là bản quét, nên không bản nào cho biết chắc chắn chữ đã in là gì.", ""
    ),
    "remark_too_poor": Both("Có phần bản quét quá mờ, không thể kết luận về từ ngữ của phần đó.", ""),
    # labels
    "label": Both("Kết luận", "Label"),
    "label_edit": Both("sửa", "edit"),
    "label_edit_means": Both("người đã sửa chỗ này", "a person changed it"),
    "label_differs": Both("viết khác", "differs"),
    "label_differs_means": Both("hai văn bản viết khác nhau ở đây", "the two documents differ here"),
    "label_undecidable": Both("không rõ", "cannot tell"),
    "label_undecidable_means": Both(
        "bản quét không cho biết là sửa hay đọc nhầm", "the scan cannot tell an edit from a misreading"
    ),
    "label_missing_part": Both("thiếu phần", "missing part"),
    "label_missing_part_means": Both(
        "một phần chỉ có ở một bản, thường bị rơi khi trích chữ: không tính là sửa",
        "a part only one version has, mostly lost when the text was taken out: no edit",
    ),
    "label_ocr_noise": Both("lỗi máy đọc", "reading noise"),
    "label_ocr_noise_means": Both(
        "máy nhận dạng (OCR) đọc nhầm, không ai sửa", "the recognition (OCR) misread it; nobody changed it"
    ),
    "label_layout": Both("trình bày", "layout"),
    "label_layout_means": Both(
        "xuống dòng, dấu cách, số trang: không đánh dấu trong bài",
        "line breaks, spaces, page numbers: not marked in the texts",
    ),
    # kinds
    "edit_number": Both("số liệu", "number"),
    "edit_date": Both("ngày tháng", "date"),
    "edit_citation": Both("văn bản viện dẫn", "citation"),
    "edit_word": Both("từ ngữ", "wording"),
    "edit_insertion": Both("thêm vào", "insertion"),
    "edit_deletion": Both("bỏ đi", "deletion"),
    "edit_move": Both("chuyển chỗ", "move"),
    "edit_diacritic": Both("dấu thanh, dấu chữ", "marks"),
    "edit_case": Both("chữ hoa, chữ thường", "case"),
    "edit_numbering": Both("số thứ tự mục", "numbering"),
    "edit_agency": Both("cơ quan", "agency"),
    "edit_negation": Both("phủ định", "negation"),
    # causes
    "cause": Both("Lý do", "Reason"),
    "part_number": Both("Số hiệu của", "Number of"),
    "part_date": Both("Ngày của", "Date of"),
    "part_issuer": Both("Cơ quan ban hành", "Issuer of"),
    "cause_other_wording": Both(
        "Hai bên là những chữ khác nhau; đọc nhầm khó mà biến chữ này thành chữ kia.",
        "The words differ, and a misreading hardly makes the one of the other.",
    ),
    "cause_other_digits": Both(
        "Con số khác nhau; đọc nhầm khó mà biến số này thành số kia.",
        "The figures differ, and a misreading hardly makes the one of the other.",
    ),
    "cause_other_marks": Both(
        "Chỉ khác dấu, mà ở những chỗ khác dấu được đọc đúng.",
        "Only the marks differ, and elsewhere the marks were read well.",
    ),
    "cause_other_case": Both("Chỉ khác chữ hoa, chữ thường.", "Only capitals and small letters differ."),
    "cause_other_order": Both(
        "Cùng những chữ ấy, thứ tự khác (như “bảo đảm” và “đảm bảo”).",
        "The same words in another order (like “bảo đảm” and “đảm bảo”).",
    ),
    "cause_other_punctuation": Both("Chỉ khác dấu câu.", "Only the punctuation differs."),
    "cause_added": Both(
        "Chỉ B có; đọc nhầm không sinh ra những chữ này.", "Only B has it; no misreading makes up these words."
    ),
    "cause_left_out": Both(
        "Chỉ A có; ở B những chữ quanh đó vẫn đọc được.", "Only A has it; B is readable all around the place."
    ),
    "cause_moved": Both("Cùng đoạn ấy nhưng đứng ở chỗ khác.", "The same passage in another place."),
    "cause_marks_lost": Both(
        "Mất dấu tiếng Việt: mô hình nhận dạng này không đọc được dấu.",
        "Vietnamese marks are lost: this recognition model does not read them.",
    ),
    "cause_letters_misread": Both(
        "Đọc nhầm chữ cái, theo kiểu thường gặp trong bản quét này.",
        "Letters misread, the way this scan often does.",
    ),
    "cause_case_misread": Both(
        "Đọc nhầm chữ hoa với chữ thường.", "Capitals read as small letters, or the other way round."
    ),
    "cause_words_run_together": Both("Hai chữ bị đọc dính làm một.", "Two words read as one."),
    "cause_words_broken_apart": Both("Một chữ bị tách thành nhiều mảnh.", "One word read in pieces."),
    "cause_punctuation_misread": Both("Dấu câu bị đọc nhầm hoặc bỏ sót.", "Punctuation misread or lost."),
    "cause_specks": Both("Vết bẩn, nét thừa bị đọc thành ký hiệu.", "Specks and stray strokes read as characters."),
    "cause_illegible": Both("Chỗ này máy chỉ đọc ra ký tự vô nghĩa.", "Nothing but garbage was read here."),
    "cause_white_space": Both("Dấu cách, chỗ xuống dòng.", "Spaces and line breaks."),
    "cause_typography": Both(
        "Cùng một dấu, kiểu in khác (ngoặc kép, gạch nối, dấu ba chấm).",
        "The same sign set in another way (quotes, dashes, dots).",
    ),
    "cause_tone_placement": Both(
        "Cùng một chữ, hai cách đặt dấu thanh (hoà, hòa).", "One word in its two spellings (hoà, hòa)."
    ),
    "cause_page_furniture": Both(
        "Số trang, dòng lặp ở đầu hay cuối trang, con dấu.", "Page numbers, running lines, seals."
    ),
    "cause_reading_order": Both(
        "Cùng nội dung, nhưng cột hay khung được đọc theo thứ tự khác.",
        "The same content, but columns or boxes were read in another order.",
    ),
    "cause_lost_part": Both(
        "Một phần chỉ có ở một bản, thuộc loại hay bị rơi khi trích chữ: đầu trang, tên loại, chữ ký, trang.",
        "A part only one version has, of the sort that gets lost when text is taken out: header, type line, "
        "signature, page.",
    ),
    "cause_either": Both(
        "Có thể đọc nhầm, cũng có thể chữ đã bị sửa: hai khả năng gần ngang nhau.",
        "It may be misread or edited: both are about as likely.",
    ),
    "cause_digits_may_be_misread": Both(
        "Chữ số ở đây có thể bị đọc nhầm; cần xem lại bản giấy.",
        "The digits may be misread here; look at the paper.",
    ),
    "cause_line_may_be_lost": Both(
        "Có thể máy bỏ sót cả dòng, cũng có thể đoạn này bị bỏ; cần xem lại bản giấy.",
        "The scan may have skipped a line, or the passage was taken out; look at the paper.",
    ),
    "cause_reviewed": Both("người đọc đã xem và quyết định như vậy", "a reader who looked at it says so"),
    # list
    "list_none": Both(
        "Không có chỗ nào bị sửa, không rõ, hay thiếu phần.",
        "There is no edit, nothing that cannot be told, and no missing part.",
    ),
    "list_means": Both(
        "Mỗi mục là một chỗ; bấm số thứ tự để tới chỗ ấy ở cả hai bản. Phần trăm là xác suất kết luận ấy đúng.",
        "Each item is one place; follow its number to see it in both texts. The per cent says how probable it is.",
    ),
    "list_capped": Both(
        "Có {n} chỗ; danh sách chỉ nêu {shown} chỗ chắc chắn nhất, phần còn lại có trong tệp JSON (--json).",
        "There are {n} places; only the {shown} most certain are listed, the rest stands in the JSON (--json).",
    ),
    "filters": Both("Lọc danh sách", "Filter the list"),
    "show_labels": Both("Kết luận", "Labels"),
    "show_kinds": Both("Loại", "Kinds"),
    "show_likely": Both("Xác suất ít nhất", "Probability at least"),
    "any_probability": Both("mọi mức", "any"),
    "shown_now": Both("Đang hiện", "Now shown"),
    "nothing_here": Both("(không có chữ nào)", "(no words here)"),
    "inside_move": Both("trong đoạn chuyển chỗ số {n}", "inside moved passage {n}"),
    "words_elided": Both("[… {n} chữ …]", "[… {n} words …]"),
    "quiet": Both("Lỗi máy đọc và trình bày ({n} chỗ)", "Reading noise and layout ({n} places)"),
    "quiet_means": Both(
        "Những khác biệt này không đổi nội dung. Bảng gộp các chỗ giống nhau; “×” là số lần.",
        "These differences do not change what is said. Equal ones are told once; “×” is how often.",
    ),
    "quiet_caption": Both("Lỗi máy đọc và trình bày, theo nguyên nhân", "Reading noise and layout by cause"),
    "times": Both("Số chỗ", "Places"),
    "examples": Both("Thường gặp nhất", "Most frequent"),
    "all_readings": Both("Liệt kê mọi lỗi máy đọc ({n} cách đọc khác nhau)", "List all noise ({n} different readings)"),
    "readings_capped": Both(
        "Còn {n} cách đọc ít gặp hơn; tất cả có trong tệp JSON.", "{n} rarer readings are in the JSON."
    ),
    "nothing": Both("(không)", "(nothing)"),
    # texts
    "texts_means": Both(
        "Cuộn một bản thì bản kia đi theo tới chỗ tương ứng. Số nhỏ sau mỗi dấu là số thứ tự trong danh sách.",
        "Scroll one text and the other follows to the matching place. The small number is that of the list.",
    ),
    "texts_excerpts": Both(
        "Hai bản rất dài ({n} chữ), nên chỉ hiện những đoạn có chỗ nêu trong danh sách; "
        "phần lược đi được ghi rõ ở từng chỗ.",
        "The versions are very long ({n} words), so only the stretches with a listed place are shown; "
        "what is left out is told where it is left out.",
    ),
    "row_elided": Both(
        "Lược {rows} đoạn ({n} chữ của A và B) không có chỗ nào nêu trong danh sách.",
        "{rows} stretches left out ({n} words of A and B), with no listed place.",
    ),
    "cell_elided": Both("[… lược {n} đoạn …]", "[… {n} paragraphs left out …]"),
    "show_noise": Both("Đánh dấu lỗi máy đọc", "Mark reading noise"),
    "print_texts": Both("In cả hai bản", "Print both texts"),
    "link_panes": Both("Cuộn cùng nhau", "Scroll together"),
    "not_printed": Both(
        "Hai bản không in kèm; muốn in, bật “In cả hai bản” trên trang.",
        "The two texts are not printed; switch on “Print both texts” on the page to have them.",
    ),
    "moved_to": Both("chuyển tới B, dòng {n}", "moved to B, line {n}"),
    "moved_from": Both("chuyển từ A, dòng {n}", "moved from A, line {n}"),
    "walk": Both("Đi qua từng chỗ", "Walk through the places"),
    "previous": Both("trước", "previous"),
    "next": Both("sau", "next"),
    "use_keys": Both("phím n, p", "keys n, p"),
    "copy_citation": Both("Chép trích dẫn", "Copy citation"),
    "copy_link": Both("Chép liên kết", "Copy link"),
    # quality
    "sections_caption": Both(
        "Từng mục của A được đọc trong B ra sao; “quá mờ” là nơi đọc kém tới mức không kết luận được gì",
        "How each section of A reads in B; “too poor” is where nothing can be told of the wording",
    ),
    "sections_capped": Both(
        "Chỉ nêu {shown} mục đọc kém nhất trong {n} mục.", "Only the {shown} worst of {n} sections are shown."
    ),
    "sections": Both("Từng mục", "Section by section"),
    "section": Both("Mục", "Section"),
    "cer_short": Both("CER", "CER"),
    "wer_short": Both("WER", "WER"),
    "residual_short": Both("Còn lại", "Left"),
    "readable": Both("Đọc được?", "Readable?"),
    "too_poor": Both("quá mờ để kết luận", "too poor to judge"),
    "readable_yes": Both("đọc được", "readable"),
    "no_sections": Both("Không có mục nào để tính.", "There is no section to give rates for."),
    "confusions_caption": Both(
        "Những chữ cái hay bị đọc nhầm, học từ chính hai bản này; "
        "tỷ lệ là phần số lần chữ ở A hiện thành chữ khác ở B",
        "Letters often misread, learned from these two texts; the share is that of all places of the letter in A",
    ),
    "confusions": Both("Chữ cái hay bị đọc nhầm", "Letters often misread"),
    "confusions_more": Both("{n} cách đọc nhầm ít gặp hơn", "{n} rarer confusions"),
    "confusions_capped": Both(
        "Còn {n} cách đọc nhầm ít gặp hơn nữa; tất cả có trong tệp JSON.", "{n} rarer ones still are in the JSON."
    ),
    "no_confusions": Both("Không thấy chữ cái nào bị đọc nhầm.", "No letter was found misread."),
    "printed": Both("A có", "A has"),
    "read_as": Both("B hiện", "B shows"),
    "share": Both("Tỷ lệ", "Share"),
    # documents
    "documents_caption": Both(
        "Mỗi bản tự nói gì về mình; ≠ là chỗ hai bản không như nhau",
        "What each version says of itself; ≠ marks where they differ",
    ),
    "fact": Both("Đặc điểm", "Fact"),
    "fact_file": Both("Tệp", "File"),
    "fact_type": Both("Loại văn bản", "Type"),
    "fact_number": Both("Số, ký hiệu", "Number"),
    "fact_date": Both("Ngày", "Date"),
    "fact_body": Both("Cơ quan ban hành", "Issuing body"),
    "fact_subject": Both("Trích yếu", "Subject"),
    "fact_year": Both("Năm", "Year"),
    "fact_signer": Both("Người ký", "Signer"),
    "fact_reading": Both("Chất lượng chữ", "Quality of the letters"),
    "fact_words": Both("Số chữ", "Words"),
}  # fmt: skip


def certainty(probability: float) -> Both:
    """A probability in words.

    >>> certainty(0.97).vi, certainty(0.85).vi, certainty(0.6).vi, certainty(0.3).vi
    ('gần như chắc chắn', 'rất có khả năng', 'có khả năng', 'không chắc')
    """
    return DIFF_WORDS[next((name for limit, name in _CERTAINTIES if probability >= limit), "unsure")]


def rate(share: float | None) -> Both:
    """A rate, which may exceed 1, in per cent; below a tenth with one decimal, as each language writes it.

    >>> rate(0.19), rate(0.0021), rate(1.2).vi, rate(0.0).vi, rate(None).vi
    (Both(vi='19%', en='19%'), Both(vi='0,2%', en='0.2%'), '120%', '0%', 'không tính được')
    """
    if share is None:
        return DIFF_WORDS["no_rate"]
    if 0 < share < 0.0005:
        return Both("<0,1%", "<0.1%")
    shown = f"{share:.1%}" if 0 < share < 0.0995 else f"{share:.0%}"
    return Both(shown.replace(".", ","), shown)
