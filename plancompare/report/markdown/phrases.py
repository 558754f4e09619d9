"""What summaries in Markdown say in their own voice, beside the words of the pages; with the rules of `words.py`."""

from __future__ import annotations

from plancompare.report.words import Both

PHRASES: dict[str, Both] = {
    "no_proof": Both(
        "Trùng văn chỉ cho biết câu chữ giống nhau, không cho biết nơi nào viết trước.",
        "Text in common only says that the wording is alike, not who wrote it first.",
    ),
    "copies": Both(
        "{copies}: bản khác của một văn bản đã nêu; các bảng dưới đây chỉ trích bản chính.",
        "{copies}: other texts of a document named above; the tables below quote one text of each document.",
    ),
    "most_alike": Both("Giống nhau nhất: {pairs}.", "Most alike: {pairs}."),
    "shares_mean": Both(
        "Tỷ lệ trên số chữ văn xuôi. Khoảng (như 20–28%): từ cách tính chặt (chỉ những đoạn chung chắc chắn) đến cách "
        "tính rộng (cả những đoạn chung đã sửa nhiều), và qua mọi bản của cùng một văn bản.",
        "Shares of the words of prose. A range (like 20–28%) goes from the strict count (firm common passages alone) "
        "to the loose one (also those much reworded), over all texts of one document.",
    ),
    "scans_low": Both(
        "Ở bản quét, “chung” là mức tối thiểu và “riêng” có thể bị tính cao hơn thực tế.",
        "For a scan, “shared” is a lower bound and “local” may be counted too high.",
    ),
    "words_of_prose": Both("Chữ văn xuôi", "Words of prose"),
    "layers": Both("Các lớp chữ khác", "The other layers"),
    "layers_mean": Both("Mỗi ô: chung / điều chỉnh / riêng.", "Each cell: shared / adapted / local."),
    "most_local": Both(
        "Riêng nhiều nhất: {most} ({most_share} văn xuôi là riêng); ít nhất: {least} ({least_share}).",
        "Most of its own: {most} ({most_share} of its prose is local); least: {least} ({least_share}).",
    ),
    "copy_of": Both("{name} (bản khác của {other})", "{name} (another text of {other})"),
    "additions": Both("Những phần riêng lớn nhất", "The largest local additions"),
    "addition": Both("{n} chữ riêng", "{n} words of its own"),
    "addition_only": Both("{n} chữ riêng, nội dung chỉ có ở đây", "{n} words of its own, on a topic found here alone"),
    "no_additions": Both("Không có phần nào là riêng.", "Nothing is local."),
    "boilerplate": Both("Những đoạn khung chung rộng nhất", "The widest boilerplate"),
    "carried_by": Both("{n} trên {all} văn bản", "{n} of {all} documents"),
    "words_told": Both("{n} chữ văn xuôi", "{n} words of prose"),
    "no_boilerplate": Both("Không có đoạn nào chung.", "Nothing is common."),
    "contradictions": Both("Mâu thuẫn và điều cần lưu ý", "Contradictions and reservations"),
    "none_found": Both("Không thấy.", "None was found."),
    "across": Both("Giữa các văn bản", "Between the texts"),
    "more_rows": Both(
        "Còn {n} hàng nữa; tất cả có trong bảng tính (--format xlsx).",
        "{n} more rows; all of them stand in the workbook (--format xlsx).",
    ),
    "more_items": Both(
        "Còn {n} mục nữa; tất cả có trên trang HTML.", "{n} more entries; all of them stand on the HTML page."
    ),
    "descent_more": Both("và {n} cặp nữa", "and {n} more pairs"),
    "text_a": Both("Văn bản A", "Text A"),
    "text_b": Both("Văn bản B", "Text B"),
    "relation": Both("Quan hệ", "Relation"),
    "share_a": Both("Chung, so với A", "In common, of A"),
    "share_b": Both("Chung, so với B", "In common, of B"),
    "passages": Both("Số đoạn chung", "Passages"),
    "earlier": Both("Văn bản có trước", "Which came first"),
    "sources": Both("Nguồn", "Sources"),
    "made_by": Both("Làm bằng plancompare {version}: {command}", "Made with plancompare {version}: {command}"),
}
