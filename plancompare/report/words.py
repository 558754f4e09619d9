"""What the report says in its own voice: every interface text in Vietnamese and in English.

A text may hold named fields (`{n}`). Numbers are written the way each language writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Both(NamedTuple):
    """One thing said in both languages of the interface."""

    vi: str
    en: str


def same(text: str) -> Both:
    """A proper name, symbol or quotation, which is not translated."""
    return Both(text, text)


def number(n: int) -> Both:
    """A count with the thousands mark of each language.

    >>> number(1234)
    Both(vi='1.234', en='1,234')
    """
    english = f"{n:,}"
    return Both(english.replace(",", "."), english)


def percent(share: float) -> str:
    """A share in [0, 1] as whole per cent, the same in both languages; a trace is not shown as nothing.

    >>> percent(0.624), percent(0.0), percent(0.001), percent(0.999), percent(1.0)
    ('62%', '0%', '<1%', '>99%', '100%')
    """
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{share:.0%}"


def percents(shares: Sequence[float]) -> tuple[str, ...]:
    """Shares of one whole as whole per cent that add up to 100 (by largest remainder); traces as `percent` has them.

    >>> percents((0.335, 0.335, 0.33)), percents((0.985, 0.012, 0.003)), percents((0.0, 0.0))
    (('34%', '33%', '33%'), ('99%', '1%', '<1%'), ('0%', '0%'))
    """
    whole = [int(100 * share) for share in shares]
    left = round(100 * sum(shares)) - sum(whole)
    for i in sorted(range(len(shares)), key=lambda i: whole[i] - 100 * shares[i])[:left]:
        whole[i] += 1
    return tuple(
        percent(share) if n in (0, 100) and 0 < share < 1 else f"{n}%" for n, share in zip(whole, shares, strict=True)
    )


_MONTHS = "January February March April May June July August September October November December".split()


def day(iso: str) -> Both:
    """A date, also one without its day or its year, as each language writes it.

    >>> day("2024-03-06"), day("2023-05").vi, day("2013").vi, day("--11-01")
    (Both(vi='06/3/2024', en='2024-03-06'), '5/2023', '2013', Both(vi='01/11', en='1 November'))
    """
    year, month, day_of_month = (*iso.replace("--", "-", 1).split("-"), "", "")[:3]
    english = iso if year else f"{int(day_of_month)} {_MONTHS[int(month) - 1]}"
    if not day_of_month or month not in ("01", "02"):
        month = month.lstrip("0")
    return Both("/".join(part for part in (day_of_month, month, year) if part), english)


WORDS: dict[str, Both] = {
    # page
    "title": Both("So sánh {n} văn bản kế hoạch", "Comparison of {n} plans"),
    "lead": Both(
        "Trang này đặt {n} văn bản cạnh nhau, từng mục một, để thấy chỗ nào các nơi dùng chung câu chữ, "
        "chỗ nào lời chung được điều chỉnh, và chỗ nào là của riêng từng nơi. "
        "Trùng văn chỉ cho biết câu chữ giống nhau, không cho biết nơi nào viết trước.",
        "This page sets {n} texts side by side, section by section, to show where they share their wording, "
        "where common wording was adapted, and what each place wrote for itself. "
        "Text in common only says that the wording is alike, not who wrote it first.",
    ),
    "skip": Both("Bỏ qua phần đầu, tới nội dung", "Skip to the content"),
    "language": Both("Ngôn ngữ", "Language"),
    "contents": Both("Mục lục", "Contents"),
    "plans": Both("Các văn bản", "The texts"),
    "legend": Both("Cách đọc các dấu", "How to read the marks"),
    "scan_tag": Both("bản quét", "scan"),
    "scan_title_tag": Both("chữ quét", "as scanned"),
    "base_tag": Both("văn bản gốc để đối chiếu", "base"),
    "unknown": Both("không rõ", "not stated"),
    "no_number": Both("không rõ số", "no number"),
    "no_date": Both("không rõ ngày", "no date"),
    "none": Both("không có", "none"),
    "none_at_head": Both("không nêu ở phần đầu", "none at the head"),
    "line": Both("dòng", "line"),
    # classes, layers, scopes, slots
    "shared": Both("chung", "shared"),
    "adapted": Both("điều chỉnh", "adapted"),
    "local": Both("riêng", "local"),
    "furniture": Both("dòng thừa", "page furniture"),
    "shared_means": Both(
        "chữ giống văn bản khác, trong một đoạn chung từ 12 chữ trở lên",
        "words that agree with another text, within a common passage of at least 12 words",
    ),
    "adapted_means": Both(
        "chữ nằm trong đoạn chung nhưng ở đây viết khác: địa danh, cơ quan, năm, số liệu hoặc cách viết",
        "words inside a common passage that differ here: place, agency, year, figure or wording",
    ),
    "local_means": Both(
        "chữ không thuộc đoạn nào chung với văn bản khác",
        "words in no passage with any other text",
    ),
    "prose": Both("văn xuôi", "prose"),
    "form": Both("thể thức", "form"),
    "citation": Both("viện dẫn", "citations"),
    "formula": Both("cụm từ cố định", "standing phrases"),
    "all_layers": Both("toàn văn", "whole text"),
    "cross_province": Both("liên tỉnh", "across provinces"),
    "within_province": Both("trong một tỉnh", "within one province"),
    "source": Both("từ văn bản nguồn", "from a source"),
    "place": Both("địa danh", "place"),
    "agency": Both("cơ quan", "agency"),
    "year": Both("năm", "year"),
    "date": Both("ngày", "date"),
    "number": Both("số liệu", "figure"),
    "symbol": Both("số hiệu", "document symbol"),
    "wording": Both("cách viết", "wording"),
    "with": Both("với", "with"),
    # what a section without a number is called
    "kind_header": Both("đầu trang", "header"),
    "kind_title": Both("tên văn bản", "title"),
    "kind_preamble": Both("mở đầu", "preamble"),
    "kind_closing": Both("kết", "closing"),
    "kind_recipients": Both("nơi nhận", "recipients"),
    "kind_signature": Both("chữ ký", "signature"),
    "kind_appendix": Both("phụ lục", "appendix"),
    "kind_table": Both("bảng", "table"),
    "kind_furniture": Both("dòng thừa", "page furniture"),
    "kind_bullet": Both("gạch {n}", "bullet {n}"),
    # levels
    "trung ương": Both("trung ương", "central"),
    "tỉnh": Both("tỉnh", "province"),
    "sở": Both("sở", "department"),
    "huyện": Both("huyện", "district"),
    "thành phố": Both("thành phố thuộc tỉnh", "provincial city"),
    "xã": Both("xã", "commune"),
    # comparability
    "comparable": Both("So sánh được đến đâu?", "How far can they be compared?"),
    "comparable_table": Both(
        "Đặc điểm của từng văn bản; dấu ≠ ở tên cột là chỗ các văn bản không như nhau",
        "What each text is; the sign ≠ marks the columns in which they differ",
    ),
    "differ": Both("≠ khác nhau", "≠ they differ"),
    "plan": Both("Văn bản", "Text"),
    "level": Both("Cấp", "Level"),
    "province": Both("Tỉnh", "Province"),
    "plan_year": Both("Năm", "Year"),
    "number_date": Both("Số, ngày", "Number, date"),
    "directive": Both("Chỉ thị", "Directive"),
    "quality": Both("Chất lượng chữ", "Quality of the letters"),
    "scan_clean": Both("văn bản gõ", "typed text"),
    "scan_good": Both("bản quét, đọc tốt", "scan, read well"),
    "scan_fair": Both("bản quét, đọc khá", "scan, read fairly"),
    "scan_poor": Both("bản quét, đọc kém", "scan, read poorly"),
    "scan_bad": Both("bản quét, đọc rất kém", "scan, read very poorly"),
    "scan_noise": Both("khoảng {noise} số chữ đọc sai", "about {noise} of the words misread"),
    "caution": Both("Cần lưu ý trước khi so sánh", "Before you compare"),
    "differ_level": Both(
        "Khác cấp: {groups}. Mỗi cấp có nhiệm vụ và thẩm quyền khác nhau, nên một mục vắng mặt chưa hẳn là thiếu.",
        "Different levels: {groups}. Each level has its own duties and powers, so an absent section is not "
        "necessarily an omission.",
    ),
    "differ_type": Both(
        "Khác loại văn bản: {groups}.",
        "Different types of document: {groups}.",
    ),
    "differ_province": Both("Khác tỉnh: {groups}.", "Different provinces: {groups}."),
    "differ_year": Both(
        "Khác năm: {groups}. Chỉ tiêu, thời hạn và văn bản viện dẫn có thể khác chỉ vì khác năm.",
        "Different years: {groups}. Targets, deadlines and citations may differ for that reason alone.",
    ),
    "differ_directive": Both(
        "Không cùng dẫn một chỉ thị ở đầu văn bản: {groups}.",
        "They do not start from the same directive: {groups}.",
    ),
    "differ_quality": Both(
        "Chất lượng chữ khác nhau: {groups}. Ở bản quét, phần “chung” là mức tối thiểu "
        "và phần “riêng” có thể bị tính cao hơn thực tế.",
        "The quality of the letters differs: {groups}. For a scan, “shared” is a lower bound and “local” may be "
        "counted too high.",
    ),
    "alike": Both(
        "Các văn bản cùng cấp, cùng tỉnh, cùng năm và cùng chất lượng chữ: so sánh trực tiếp được.",
        "The texts are of one level, province, year and quality of letters: they can be compared directly.",
    ),
    "twins": Both(
        "{plans} là hai bản của cùng một văn bản: được tính là một, phần trùng giữa chúng không phải là khung chung.",
        "{plans} are two copies of one document: they count as one, and what they share is not boilerplate.",
    ),
    "more_twins": Both(
        "{plans} là các bản của cùng một văn bản: được tính là một, phần trùng giữa chúng không phải là khung chung.",
        "{plans} are copies of one document: they count as one, and what they share is not boilerplate.",
    ),
    "lineages": Both("Quan hệ nguồn gốc giữa các văn bản", "How the texts descend from one another"),
    "lineage": Both("Nguồn gốc", "Descent"),
    "parent_child": Both("văn bản cấp trên và văn bản triển khai", "parent plan and the plan that carries it out"),
    "siblings": Both("cùng triển khai một văn bản cấp trên", "both carry out one parent document"),
    "successor_year": Both("cùng một cơ quan, hai năm khác nhau", "one office, two different years"),
    "lineage_none": Both("không thấy dấu hiệu", "no sign found"),
    "evidence": Both("Căn cứ", "Evidence"),
    "no_lineage": Both(
        "Không thấy văn bản nào cùng nguồn hoặc nối tiếp nhau.", "No text was found to descend from another."
    ),
    "missing": Both("{n} văn bản được viện dẫn nhưng chưa được cung cấp", "{n} cited documents that were not supplied"),
    "missing_means": Both(
        "Nếu có các văn bản này (thêm bằng --source), trang sẽ chỉ ra chữ nào lấy từ đó.",
        "With these documents (given with --source) the page would show which words come from them.",
    ),
    "type": Both("Loại", "Type"),
    "symbol_head": Both("Số, ký hiệu", "Number"),
    "date_head": Both("Ngày", "Date"),
    "cited_by": Both("Văn bản viện dẫn", "Cited by"),
    # overview
    "overview": Both("Tổng quan: chung, điều chỉnh, riêng", "Overview: shared, adapted, local"),
    "one_document": Both(
        "Chỉ có một văn bản (các bản chụp, bản gõ của nó); không có văn bản khác để so.",
        "There is only one document (copies of it, scanned or typed), and no other text to compare it with.",
    ),
    "headline_none": Both("Không có chữ văn xuôi nào.", "There are no words of prose."),
    "words_head": Both("Số chữ", "Words"),
    "heat": Both("Các văn bản giống nhau đến đâu", "How alike the texts are"),
    # matrix
    "topic": Both("Nội dung", "Topic"),
    "own": Both("có mục", "has a section"),
    "within": Both("nằm trong", "inside"),
    "absent": Both("không có", "absent"),
    "unreadable": Both("không đọc được", "unreadable"),
    "no_rows": Both("Không có hàng nào.", "There are no rows."),
    # reading
    "reading": Both("Đọc song song", "Reading side by side"),
    "reading_region": Both("Văn bản xếp song song, cuộn được", "Texts side by side, scrollable"),
    "cell_within": Both("Nội dung này nằm trong", "This topic is treated inside"),
    "cell_absent": Both("Không có mục nào về nội dung này.", "No section treats this topic."),
    "cell_unreadable": Both("Bản quét quá kém, không kết luận được.", "The scan is too poor to say."),
    "cell_elsewhere": Both("Đã hiện ở hàng khác:", "Shown in another row:"),
    "continued": Both("{section} (tiếp)", "{section} (continued)"),
    "unlisted": Both("Phần không xếp vào hàng nào", "Text that stands in no row"),
    "changes": Both("Ở văn bản khác viết ({n})", "Put otherwise elsewhere ({n})"),
    # pairs
    "pairs": Both("Từng cặp văn bản", "Pair by pair"),
    "relation_same": Both("cùng một văn bản", "one document"),
    "relation_same_with_edits": Both("cùng một văn bản, có chỗ sửa", "one document, with edits"),
    "relation_related": Both("có đoạn chung", "related"),
    "relation_unrelated": Both("không có đoạn chung đáng kể", "unrelated"),
    "similarity": Both("giống nhau", "similarity"),
    "matches": Both("Mục tương ứng ({n})", "Matching sections ({n})"),
    "matches_of": Both("Mục tương ứng giữa {a} và {b}", "Matching sections of {a} and {b}"),
    "score": Both("Độ tin cậy", "Score"),
    "cosine": Both("Cosin câu chữ", "Cosine of wording"),
    "role": Both("Cộng do cùng vai trò", "Added for the same role"),
    "terms": Both("Từ ngữ quyết định", "Words that carried it"),
    "passages": Both("Đoạn chung ({n}), đoạn hiếm đứng trước", "Common passages ({n}), the rarest first"),
    "pairs_mean": Both(
        "Mở một cặp để đọc các đoạn chung của hai văn bản, chữ khác nhau in đậm; bấm vào số mục để tới đoạn đó.",
        "Open a pair to read what the two texts have in common, with the words that differ in bold; "
        "follow a section number to the passage itself.",
    ),
    "section_line": Both("mục, dòng", "section, line"),
    "passage": Both("= nguyên văn, ≈ điều chỉnh; điểm", "= verbatim, ≈ adapted; score"),
    "pairs_left": Both("{n} cặp khác", "{n} other pairs"),
    "pairs_left_mean": Both(
        "Trên kia là các cặp giống nhau nhất của mỗi văn bản, trong chừng mực trang có chỗ; của các bản của cùng một "
        "văn bản, bản dễ đọc nhất đứng cho tất cả. Để xem đoạn chung của một cặp dưới đây, "
        "hãy so sánh riêng hai văn bản đó.",
        "Above are the pairs of each text that are most alike, as far as the page has room; of several copies of one "
        "document the one that reads best stands for all. To see the common passages of a pair below, compare these "
        "two texts by themselves.",
    ),
    "copies_mean": Both(
        "Hai bản của cùng một văn bản; chỗ khác nhau giữa hai bản: dùng lệnh plancompare diff với hai tệp này.",
        "Two copies of one document; for where they differ use the command plancompare diff with these two files.",
    ),
    "no_passages": Both("Không có đoạn chung nào từ 12 chữ trở lên.", "No common passage of 12 words or more."),
    "no_matches": Both("Không có mục nào tương ứng.", "No sections match."),
    "elided": Both("[… {n} chữ giống nhau …]", "[… {n} words alike …]"),
    # clusters
    "clusters": Both("Khuôn chung và chỗ điền", "Templates and their slots"),
    "clusters_mean": Both(
        "Mỗi khuôn là một đoạn từ ba văn bản trở lên cùng dùng; ⟨số⟩ là chỗ mỗi nơi điền khác nhau, "
        "và bên dưới là nơi nào điền gì. Đoạn chỉ hai văn bản cùng dùng nằm ở phần từng cặp văn bản.",
        "Each template is a passage at least three texts use; ⟨number⟩ marks what each filled in its own way; "
        "below it stands who has put what there. What only two texts share stands with their pair.",
    ),
    "no_clusters": Both("Không có khuôn chung nào.", "There are no common templates."),
    # warnings
    "warnings": Both("Cảnh báo và lỗi chung", "Warnings and shared errors"),
    "no_warnings": Both("Không có cảnh báo; mọi tệp đều đọc được.", "No warnings; every file was read."),
    "warnings_set": Both("Về việc so sánh", "About the comparison"),
    "failures": Both("Tệp không đọc được", "Files that could not be read"),
    "file": Both("Tệp", "File"),
    "error": Both("Lỗi", "Error"),
    # provenance
    "provenance": Both("Nguồn dữ liệu và cách làm lại", "Where this comes from and how to make it again"),
    "files": Both("Các tệp đã đọc", "Files read"),
    "encoding": Both("Bảng mã", "Encoding"),
    "repairs": Both("Đã sửa khi đọc", "Repaired on reading"),
    "tool": Both("Phần mềm", "Tool"),
    "schema": Both("Lược đồ dữ liệu", "Data schema"),
    "options": Both("Tùy chọn", "Options"),
    "no_options": Both("mặc định", "defaults"),
    "command": Both("Lệnh làm lại trang này", "Command that makes this page again"),
    "as_source": Both("nguồn", "source"),
}
