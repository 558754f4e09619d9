"""What the page of a whole collection says in its own voice; a sibling of `words.py`."""

from __future__ import annotations

from plancompare.report.words import Both

SCAN_WORDS: dict[str, Both] = {
    "scan_title": Both("Trùng văn trong {n} văn bản", "Text in common among {n} texts"),
    "scan_lead": Both(
        "Trang này cho biết trong cả bộ văn bản, những văn bản nào có đoạn trùng nhau, trùng bao nhiêu, ở đâu. "
        "Trùng văn chỉ cho biết câu chữ giống nhau. Văn bản nào có trước là “chưa xác định được”, trừ khi một viện dẫn "
        "hoặc một lỗi bị mang theo cho thấy; riêng ngày ban hành không cho thấy điều gì.",
        "This page shows which texts of a whole collection have passages in common, how much, and where. "
        "Text in common only says that the wording is alike. Which text came first is “undetermined” unless a citation "
        "or an error carried along shows it; a date alone shows nothing.",
    ),
    # parts
    "scan_group_found": Both("Tổng quan", "Overview"),
    "scan_group_pairs": Both("Các cặp", "Pairs"),
    "scan_group_sets": Both("Các nhóm", "Groups"),
    "found": Both("Tìm thấy gì?", "What was found"),
    "nav_found": Both("Tổng quan", "Overview"),
    "scan_pairs": Both("Các cặp văn bản có trùng văn", "Pairs of texts with text in common"),
    "nav_scan_pairs": Both("Các cặp", "Pairs"),
    "families": Both("Các nhóm văn bản", "Groups of texts"),
    "nav_families": Both("Danh sách", "List"),
    "graph": Both("Sơ đồ nhóm", "Graph of a group"),
    "nav_graph": Both("Sơ đồ", "Graph"),
    "timeline": Both("Theo ngày ban hành", "By date"),
    "nav_timeline": Both("Dòng thời gian", "Timeline"),
    "scan_places": Both("Tỉnh với tỉnh", "Province by province"),
    "stock": Both("Câu chữ dùng chung rộng nhất", "The most widely used wording"),
    # overview
    "scan_texts": Both("văn bản", "texts"),
    "scan_texts_means": Both("khác nhau từng chữ, trong {n} tệp", "that differ in some letter, in {n} files"),
    "scan_pairs_count": Both("cặp có trùng văn", "pairs with text in common"),
    "scan_pairs_count_means": Both(
        "{across} cặp liên tỉnh, {within} cặp trong một tỉnh",
        "{across} pairs across provinces, {within} within one province",
    ),
    "scan_copies": Both("văn bản có nhiều bản", "documents in several texts"),
    "scan_copies_means": Both(
        "{n} văn bản trong bộ là bản khác (bản quét, bản gõ, bản có chỗ sửa) của cùng một văn bản",
        "{n} texts of the collection are copies (scanned, typed, with edits) of one document with another",
    ),
    "scan_families": Both("nhóm văn bản gần nhau", "groups of related texts"),
    "scan_families_means": Both("gồm {n} văn bản; nhóm lớn nhất có {most}", "with {n} texts; the largest has {most}"),
    "scan_directions": Both("cặp biết văn bản nào có trước", "pairs of which the earlier text is known"),
    "scan_directions_means": Both("{n} cặp còn lại: chưa xác định được", "of the other {n} pairs it is undetermined"),
    "scan_alone": Both("văn bản không trùng với văn bản nào", "texts with nothing in common with any other"),
    "scan_alone_means": Both(
        "không có đoạn nào đủ dài và đủ riêng để kể", "no passage long and telling enough to be listed"
    ),
    "scan_bins": Both(
        "Mỗi văn bản trùng với một văn bản khác nhiều nhất là bao nhiêu?", "How much does each text share?"
    ),
    "scan_bins_caption": Both(
        "Phần chữ của mỗi văn bản trùng với văn bản trùng nhiều nhất với nó, không kể các bản khác của chính nó",
        "The share of each text in common with the text most alike, other copies of itself left out",
    ),
    "scan_bin": Both("Phần trùng nhiều nhất", "Greatest share"),
    "scan_bin_none": Both("không trùng", "nothing"),
    "scan_bin_below": Both("dưới {to}%", "below {to}%"),
    "scan_bin_between": Both("{from}% đến dưới {to}%", "{from}% to below {to}%"),
    "scan_bin_above": Both("từ {from}% trở lên", "{from}% and more"),
    "scan_bin_texts": Both("Số văn bản", "Texts"),
    "scan_caution": Both("Cần lưu ý khi đọc", "Before you read on"),
    "scan_no_province": Both(
        "{n} văn bản có trùng văn không cho biết tỉnh nào: các cặp của chúng xếp vào “trong một tỉnh” hay “liên tỉnh” "
        "kém chắc hơn.",
        "{n} texts with text in common do not say their province: whether their pairs lie within one or across is less "
        "sure.",
    ),
    "scan_scans": Both(
        "{n} văn bản là bản quét: phần trùng của chúng là mức tối thiểu, vì chữ đọc sai có thể che mất đoạn trùng.",
        "{n} texts are scans: what they share is a lower bound, for misread letters may hide common passages.",
    ),
    "scan_capped": Both(
        "Trang có chỗ cho {shown} cặp trùng nhiều nhất trong {n} cặp; đủ mọi cặp ở tệp XLSX, CSV hoặc JSON.",
        "The page has room for the {shown} pairs most alike of {n}; all stand in the XLSX, CSV or JSON.",
    ),
    "scan_chunk": Both(
        "Chỉ phần {i} trong {n} phần của các cặp được xét (--chunk); các phần khác ở kết quả khác.",
        "Only part {i} of {n} of the pairs was looked at (--chunk); the others stand in other results.",
    ),
    "scan_failed": Both(
        "{n} tệp không đọc được, không có trong kết quả.", "{n} files could not be read and are left out."
    ),
    # pairs: table
    "scan_pairs_mean": Both(
        "Bấm tên cột để xếp; lọc và tìm ở trên; mở một cặp để đọc các đoạn trùng đặt cạnh nhau. "
        "“Của A” là phần chữ của A trùng với B.",
        "Press the name of a column to sort; filter and search above; open a pair to read its passages side by side. "
        "“Of A” is the share of A's words in common with B.",
    ),
    "scan_static": Both(
        "{shown} trong {n} cặp, theo thứ tự và bộ lọc đã chọn", "{shown} of {n} pairs, as sorted and filtered"
    ),
    "scan_static_first": Both("{shown} cặp trùng nhiều nhất trong {n} cặp", "The {shown} pairs most alike of {n}"),
    "scan_text_a": Both("Văn bản A", "Text A"),
    "scan_text_b": Both("Văn bản B", "Text B"),
    "scan_relation": Both("Quan hệ", "Relation"),
    "scan_both": Both("Chung", "Of both"),
    "scan_of_a": Both("Của A", "Of A"),
    "scan_of_b": Both("Của B", "Of B"),
    "scan_longest": Both("Đoạn dài nhất", "Longest passage"),
    "scan_letters": Both("{n} ký tự", "{n} letters"),
    "scan_scope": Both("Phạm vi", "Scope"),
    "scan_direction": Both("Bên có trước", "Which came first"),
    "scan_lineage": Both("Nguồn gốc", "Descent"),
    "scan_open": Both("Mở", "Open"),
    "scan_open_pair": Both("Mở cặp {a} và {b}", "Open the pair {a} and {b}"),
    "undetermined": Both("chưa xác định được", "undetermined"),
    "a_to_b": Both("A có trước", "A came first"),
    "b_to_a": Both("B có trước", "B came first"),
    "scan_no_lineage": Both("không rõ", "not known"),
    "scan_no_pairs": Both("Không có cặp nào có trùng văn.", "No two texts have text in common."),
    # pairs: filters
    "scan_search": Both("Tìm (có dấu hay không đều được)", "Search (with or without accents)"),
    "scan_search_means": Both(
        "tên tệp, cơ quan, số hiệu, trích yếu, tỉnh của A hoặc B", "file, body, number, subject, province of A or B"
    ),
    "scan_any": Both("tất cả", "any"),
    "scan_other_than_same": Both("khác văn bản", "not one document"),
    "scan_province_of_one": Both("Một bên thuộc", "One of"),
    "scan_province_of_other": Both("Bên kia thuộc", "The other of"),
    "scan_today": Both("Tỉnh hiện nay (từ 01/7/2025)", "Provinces today (since 1 July 2025)"),
    "scan_of_day": Both("Tỉnh khi ban hành", "Provinces of the day"),
    "scan_least": Both("Trùng ít nhất", "At least in common"),
    "scan_least_means": Both("của một trong hai văn bản", "of either text"),
    "scan_direction_known": Both("đã rõ", "known"),
    "scan_reset": Both("Bỏ mọi bộ lọc", "Clear all filters"),
    "scan_shown": Both("{shown} trong {n} cặp", "{shown} of {n} pairs"),
    "scan_filters": Both("Lọc các cặp", "Filter the pairs"),
    "scan_in_set": Both("chỉ trong {set}", "only within {set}"),
    "scan_draw_filtered": Both("Vẽ sơ đồ các cặp đang hiện", "Draw the pairs shown"),
    "scan_none_left": Both("Không có cặp nào hợp với bộ lọc.", "No pair passes the filters."),
    "scan_pairs_region": Both("Bảng các cặp, cuộn được", "Table of pairs, scrollable"),
    # one pair
    "scan_pair": Both("Một cặp văn bản", "One pair of texts"),
    "scan_close": Both("Đóng", "Close"),
    "scan_previous": Both("Cặp trước", "Previous pair"),
    "scan_next": Both("Cặp sau", "Next pair"),
    "scan_position": Both("cặp {i} trong {n}", "pair {i} of {n}"),
    "scan_fact": Both("Đặc điểm", "What it is"),
    "scan_body": Both("Cơ quan ban hành", "Issuing body"),
    "scan_number": Both("Số, ký hiệu", "Number"),
    "scan_date": Both("Ngày ban hành", "Date"),
    "scan_subject": Both("Trích yếu", "Subject"),
    "scan_province": Both("Tỉnh", "Province"),
    "scan_body_now": Both("{body} (nay: {today})", "{body} (today: {today})"),
    "scan_now": Both("{province} (nay: {today})", "{province} (today: {today})"),
    "scan_kind": Both("Chữ", "Letters"),
    "scan_kind_typed": Both("văn bản gõ", "typed text"),
    "scan_kind_scan": Both("bản quét", "scan"),
    "scan_words_count": Both("Số chữ", "Words"),
    "scan_file": Both("Tệp", "File"),
    "scan_evidence": Both("Căn cứ", "Evidence"),
    "scan_evidence_left": Both("xem tệp JSON", "see the JSON"),
    "scan_date_warning": Both(
        "Ngày ban hành sớm hơn không cho thấy văn bản đó có trước.",
        "An earlier date does not show which text came first.",
    ),
    "scan_passages": Both("Các đoạn trùng ({n}), đoạn dài đứng trước", "Common passages ({n}), the longest first"),
    "scan_passages_some": Both(
        "{shown} đoạn dài nhất trong {n} đoạn trùng", "The {shown} longest of {n} common passages"
    ),
    "scan_passage_means": Both(
        "Chữ in đậm, gạch chân: bên kia viết khác (không kể dấu và chữ hoa).",
        "Bold and underlined: the other side reads otherwise (accents and capitals aside).",
    ),
    "scan_verbatim": Both("nguyên văn", "verbatim"),
    "scan_adapted": Both("có chỗ khác", "adapted"),
    "scan_at_line": Both("dòng {line}", "line {line}"),
    "scan_cut": Both("[… còn {n} ký tự]", "[… {n} more letters]"),
    "scan_gone": Both("Không đọc lại được tệp này khi làm trang.", "This file could not be read again for the page."),
    "scan_not_carried": Both(
        "Trang không mang theo chữ của cặp này ({n} đoạn trùng). Để đọc, chạy lệnh:",
        "The page does not carry the letters of this pair ({n} common passages). To read them, run:",
    ),
    "scan_whole": Both("Để đọc trọn hai văn bản cạnh nhau, chạy lệnh:", "To read both texts in full, run:"),
    "scan_command": Both("Lệnh", "Command"),
    "scan_copy": Both("Chép lệnh", "Copy the command"),
    "scan_copied": Both("Đã chép.", "Copied."),
    "scan_copy_by_hand": Both(
        "Đã chọn lệnh; nhấn Ctrl+C để chép.", "The command is selected; press Ctrl+C to copy it."
    ),
    # groups
    "families_mean": Both(
        "Một nhóm là các bản của cùng một văn bản, hoặc các văn bản phần lớn giống nhau. "
        "Chọn một nhóm để xem sơ đồ và dòng thời gian của nó.",
        "A group is the copies of one document, or texts of much the same wording. "
        "Choose a group to see its graph and its timeline.",
    ),
    "families_caption": Both("Các nhóm, nhóm lớn đứng trước", "The groups, the largest first"),
    "families_capped": Both("{shown} trong {n} nhóm", "{shown} of {n} groups"),
    "family": Both("Nhóm", "Group"),
    "family_texts": Both("Số văn bản", "Texts"),
    "family_where": Both("Tỉnh", "Provinces"),
    "family_when": Both("Ngày ban hành", "Dates"),
    "family_members": Both("Văn bản", "Texts"),
    "family_more": Both("và {n} văn bản khác", "and {n} others"),
    "family_choose": Both("Xem", "Show"),
    "family_choose_one": Both("Xem sơ đồ và dòng thời gian của nhóm {id}", "Show the graph and timeline of group {id}"),
    "family_same": Both("một văn bản", "one document"),
    "family_same_with_edits": Both("một văn bản, có chỗ sửa", "one document, with edits"),
    "family_related": Both("văn bản gần nhau", "related texts"),
    "family_unknown": Both("không rõ", "not known"),
    "families_none": Both("Không có nhóm nào.", "There are no groups."),
    "families_show": Both("Hiện nhóm", "Show groups of"),
    "families_region": Both("Bảng các nhóm, cuộn được", "Table of groups, scrollable"),
    # graph
    "set_group": Both("nhóm {id}: {what}, {n} văn bản", "group {id}: {what}, {n} texts"),
    "set_all": Both("mọi cặp: {n} văn bản", "all pairs: {n} texts"),
    "set_filtered": Both("các cặp đã lọc: {n} văn bản", "the pairs filtered: {n} texts"),
    "graph_needs": Both(
        "Sơ đồ và dòng thời gian cần trang chạy được mã lệnh.", "The graph and the timeline need scripts."
    ),
    "graph_mean": Both(
        "Mỗi đường nối là trùng văn giữa hai bên, càng dày càng trùng nhiều; đường không có hướng. "
        "Bấm vào một nút, hoặc đi bằng phím mũi tên và Enter, để xem nó nối với đâu.",
        "Each line is text in common, the thicker the more; lines have no direction. "
        "Press a node, or go by the arrow keys and Enter, to see what it is joined to.",
    ),
    "graph_texts": Both("Mỗi nút là một văn bản.", "Each node is a text."),
    "graph_provinces": Both(
        "Nhóm lớn: mỗi nút gom các văn bản của một tỉnh (tên hiện nay), số trong nút là số văn bản.",
        "A large group: each node holds the texts of a province (as it is today), with their number in it.",
    ),
    "graph_bodies": Both(
        "Nhóm lớn: mỗi nút gom các văn bản của một cơ quan, số trong nút là số văn bản.",
        "A large group: each node holds the texts of one body, with their number in it.",
    ),
    "graph_rest": Both("các nơi khác ({n})", "others ({n})"),
    "graph_least": Both("Chỉ vẽ đường trùng từ", "Only lines of at least"),
    "graph_typed": Both("văn bản gõ", "typed text"),
    "graph_scan": Both("bản quét", "scan"),
    "graph_gathered": Both("nhiều văn bản", "several texts"),
    "graph_label": Both("{name}: nối với {n} nút khác", "{name}: joined to {n} other nodes"),
    "graph_of": Both("{name} ({n} văn bản)", "{name} ({n} texts)"),
    "graph_named": Both("Sơ đồ: {nodes} nút, {lines} đường nối", "Graph: {nodes} nodes, {lines} lines"),
    "graph_table": Both("Bảng thay cho sơ đồ", "The graph as a table"),
    "graph_node": Both("Nút", "Node"),
    "graph_joined": Both("Trùng với", "In common with"),
    "graph_strongest": Both("Trùng nhiều nhất", "Most in common"),
    "graph_chosen": Both("Đang xem: {name}", "Now: {name}"),
    "graph_joined_list": Both("Nối với, nhiều nhất đứng trước", "Joined to, the strongest first"),
    "graph_joined_pairs": Both("{n} cặp", "{n} pairs"),
    "graph_more": Both("và {n} nút khác", "and {n} more"),
    "graph_filter": Both("Xem các cặp của nhóm này trong bảng", "See the pairs of this group in the table"),
    "graph_region": Both("Sơ đồ, cuộn được", "Graph, scrollable"),
    # timeline
    "timeline_mean": Both(
        "Ngày ban hành ghi trên văn bản, xếp theo tỉnh. Thứ tự ngày không cho thấy văn bản nào có trước văn bản nào: "
        "hai bên có thể cùng theo một văn bản thứ ba, hoặc một bản thảo đi trước ngày ký.",
        "The dates the texts bear, by province. The order of dates does not show which text came first: "
        "both may follow a third, or a draft may be older than its signature.",
    ),
    "timeline_undated": Both(
        "{n} văn bản không rõ ngày, không có trên hình.", "{n} texts without a date are not drawn."
    ),
    "timeline_none": Both("Không có văn bản nào trong nhóm ghi ngày.", "No text of the group bears a date."),
    "timeline_named": Both("Dòng thời gian: {n} văn bản từ {from} đến {to}", "Timeline: {n} texts from {from} to {to}"),
    "timeline_rest": Both("{n} tỉnh khác", "{n} other provinces"),
    "timeline_dot": Both("{place}, {when}: {n} văn bản", "{place}, {when}: {n} texts"),
    "timeline_table": Both("Bảng thay cho dòng thời gian", "The timeline as a table"),
    "timeline_more": Both("{shown} văn bản sớm nhất trong {n}", "The {shown} earliest of {n} texts"),
    "timeline_region": Both("Dòng thời gian, cuộn được", "Timeline, scrollable"),
    # provinces
    "scan_places_mean": Both(
        "Số cặp có trùng văn giữa văn bản của hai tỉnh; ô trên đường chéo là trong một tỉnh, màu càng đậm càng nhiều. "
        "Văn bản ban hành trước 01/7/2025 mang tên tỉnh khi đó; bảng thứ nhất gom chúng về tỉnh hiện nay.",
        "How many pairs of texts of two provinces have text in common; on the diagonal those within one, the darker "
        "the more. Texts from before 1 July 2025 bear the province of their day; the first table gathers them by "
        "today's.",
    ),
    "scan_places_press": Both(
        "Bấm vào một ô để xem các cặp của nó; hoặc chọn hai tỉnh ở bộ lọc của bảng các cặp.",
        "Press a cell to see its pairs, or choose both provinces among the filters of the pairs.",
    ),
    "scan_places_by": Both("Tên tỉnh", "Provinces"),
    "scan_by_today": Both("hiện nay", "today's"),
    "scan_by_day": Both("khi ban hành", "of the day"),
    "scan_today_caption": Both("Số cặp giữa các tỉnh hiện nay", "Pairs between today's provinces"),
    "scan_day_caption": Both("Số cặp giữa các tỉnh, theo tên khi ban hành", "Pairs between the provinces of the day"),
    "scan_places_none": Both(
        "Không văn bản nào có trùng văn cho biết tỉnh.", "No text with text in common says its province."
    ),
    "scan_place_unknown": Both("không rõ", "not known"),
    "scan_province_texts": Both("Số văn bản", "Texts"),
    # boilerplate
    "stock_mean": Both(
        "Câu chữ rất nhiều văn bản cùng có: lời quen dùng, không phải dấu hiệu hai văn bản liên quan với nhau. "
        "Đếm theo tỉnh trước, để nhiều bản của một cơ quan không thành câu chữ của cả nước.",
        "Wording that very many texts carry: set phrases, and no sign that two texts are related. "
        "Counted by province first, lest the many copies of one office look like the whole country's.",
    ),
    "stock_prose": Both("Văn xuôi", "Prose"),
    "stock_formula": Both("Cụm từ cố định", "Standing phrases"),
    "stock_citation": Both("Viện dẫn", "Citations"),
    "stock_form": Both("Thể thức", "Form"),
    "stock_none": Both("Không có câu chữ nào nhiều văn bản cùng có.", "No wording is carried by many texts."),
    "stock_count": Both("{documents} văn bản của {provinces} tỉnh", "{documents} texts of {provinces} provinces"),
    "stock_words": Both("{n} chữ", "{n} words"),
    "stock_as": Both("như trong", "as in"),
    "stock_carriers": Both("Văn bản nào có? ({n})", "Which texts carry it? ({n})"),
    "stock_first": Both(
        "{shown} trong {n} văn bản; đủ ở tệp XLSX hoặc JSON.", "{shown} of {n} texts; all in the XLSX or JSON."
    ),
    "stock_where": Both("Của các tỉnh:", "Of the provinces:"),
    "stock_left": Both("Còn {n} câu chữ khác ở tệp XLSX, CSV hoặc JSON.", "{n} more stand in the XLSX, CSV or JSON."),
    # where this comes from
    "scan_options": Both("Cách tìm", "How it was searched"),
    "scan_engine": Both("Bộ máy", "Engine"),
    "scan_sample": Both("Xét một trong … cụm 5 chữ", "One run of 5 words looked at in"),
    "scan_least_shared": Both("Cặp đáng xét khi chung ít nhất (cụm)", "Pairs share at least (runs)"),
    "scan_most_documents": Both("Cụm là câu chữ quen dùng khi quá (văn bản)", "A run is boilerplate beyond (texts)"),
    "scan_none": Both("không có", "none"),
    "scan_collection": Both("Bộ văn bản", "Collection"),
    "scan_wait": Both("Đang mở bảng…", "Opening the table…"),
}
