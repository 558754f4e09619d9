"""Texts of which some carry a plan: a decision, a letter, and plans to put together with them."""

from __future__ import annotations

HEADER = """ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ NAM                Độc lập - Tự do - Hạnh phúc
Số: {number}          Hà Nam, ngày 18 tháng 01 năm 2024
"""
BODY = """Căn cứ Chỉ thị số 33/CT-TTg, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ.
2. Bảo đảm thiết thực.
II. NỘI DUNG
1. Tuyên truyền sâu rộng trong Nhân dân.
"""
END = """Nơi nhận:
- Như trên;
- Lưu: VT, NC.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Bình
"""
PLAN = HEADER.format(number="15/KH-UBND") + "KẾ HOẠCH\nDân vận năm 2024\n" + BODY + END
NEXT = HEADER.format(number="16/KH-UBND") + "KẾ HOẠCH\nDân vận năm 2025\n" + BODY + END
LETTER = (
    HEADER.format(number="88/UBND-NC")
    + "V/v triển khai công tác dân vận\nKính gửi: Các sở, ban, ngành.\nGửi kèm Kế hoạch để thực hiện.\n"
    + END
)
DECISION = (
    HEADER.format(number="412/QĐ-UBND")
    + """QUYẾT ĐỊNH
Về việc ban hành Kế hoạch công tác dân vận
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ NAM
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch công tác dân vận.
Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành./.
"""
)
CARRIED = "KẾ HOẠCH\nDân vận năm 2024\n(Ban hành kèm theo Quyết định số 412/QĐ-UBND\nngày 18/01/2024)\n" + BODY
SENT = CARRIED.replace("Quyết định số 412/QĐ-UBND", "Công văn số 88/UBND-NC")
