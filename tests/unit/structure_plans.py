"""Plans written for the tests of structure, each with one way in which real plans break a naive parser (FORMAT.md, 8).

`OUTLINE` gives for each the sections that must come out, as `id kind`; `b` stands for bullets.
"""

from __future__ import annotations

from plancompare.model import Scan, Section
from plancompare.structure import parse_sections

CLEAN = Scan(is_ocr=False, noise=0.0, explanation="")
SCANNED = Scan(is_ocr=True, noise=0.2, explanation="")


def parse(text: str, scan: Scan = CLEAN) -> tuple[Section, ...]:
    return parse_sections(text, scan)


def outline(text: str, scan: Scan = CLEAN) -> list[str]:
    """Ids in order, furniture left out."""
    return [section.id for section in parse(text, scan) if section.kind != "furniture"]


def own_text(text: str, section: Section) -> str:
    return " ".join(" ".join(text[start:end].split()) for start, end in section.own)


SPLIT_HEADER = """ỦY BAN NHÂN DÂN
TỈNH HÀ NAM
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 412/QĐ-UBND
|
Hà Nam, ngày 18
tháng 01 năm 2024
|
"""

DECISION_WITH_PLAN = (
    SPLIT_HEADER
    + """QUYẾT ĐỊNH
VỀ
VIỆC BAN HÀNH KẾ HOẠCH THỰC HIỆN CÔNG TÁC DÂN VẬN NĂM 2024
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ NAM
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;
Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số
12/TTr-SNV ngày 10/01/2024,
QUYẾT ĐỊNH:
Điều 1.
Ban hành kèm theo Quyết định này Kế hoạch thực hiện công tác dân vận năm 2024.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành./.
Nơi nhận:
- Như Điều 3;
- Lưu: VT, NC.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn Bình
KẾ HOẠCH
THỰC HIỆN CÔNG TÁC DÂN VẬN NĂM 2024
(Kèm theo Quyết định số 412/QĐ-UBND ngày 18/01/2024)
I. MỤC ĐÍCH,
YÊU CẦU
1. Mục đích
- Nâng cao nhận thức
cho cán bộ về công tác dân vận giai đoạn 2016
- 2021;
- Phát triển kinh tế
- xã hội tỉnh đến năm
2030.
2. Yêu cầu
- Bảo đảm thiết thực.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ: Chủ trì, theo dõi, đôn đốc.
2. Sở Tài chính: Bố trí kinh phí.
Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị phản ánh về Sở Nội vụ./.
"""
)

PORTAL_DROPPED_HEADINGS = """Thực hiện Nghị định số 61/2018/NĐ-CP ngày 23 tháng
4 năm 2018 của Chính phủ, Ủy ban nhân dân thành phố ban hành Kế hoạch triển
khai như sau:
Đánh giá hài lòng về giải quyết thủ tục hành chính
một cách khách quan, khoa học.
2.1. Thống nhất tiêu chí đánh giá và mẫu phiếu đánh
giá, đảm bảo phù hợp với quy định.
2.2. Xây dựng hệ thống đánh giá hài lòng.
1. Sở, ban, ngành, Ủy ban nhân dân quận-huyện, xã,
phường thực hiện đúng yêu cầu.
2. Việc thực hiện đánh giá phải bảo đảm nguyên tắc.
"""

PARTY = """TỈNH ỦY BẮC SƠN                ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 05-KH/TU                  Bắc Sơn, ngày 12 tháng 02 năm 2024

KẾ HOẠCH
thực hiện Chỉ thị số 25-CT/TW của Ban Bí thư
về công tác dân vận
-----

Thực hiện Chỉ thị số 25-CT/TW ngày 12/01/2024 của Ban Bí thư, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch như sau:

A. ĐÁNH GIÁ TÌNH HÌNH
I- Kết quả đạt được
1- Công tác lãnh đạo
Các cấp ủy đã lãnh đạo sâu sát.
2- Công tác kiểm tra
Đã kiểm tra 12 đơn vị.
II- Hạn chế
Một số nơi chưa quan tâm.

B. NHIỆM VỤ, GIẢI PHÁP
I- Nhiệm vụ
1- Tuyên truyền sâu rộng trong Nhân dân.
2- Đổi mới phương thức.
II- Giải pháp
* Về tổ chức
- Kiện toàn ban chỉ đạo;
- Phân công nhiệm vụ.
* Về kinh phí
- Do ngân sách cấp.

Nơi nhận:                                   T/M BAN THƯỜNG VỤ
- Các huyện ủy, thành ủy,                   PHÓ BÍ THƯ
- Lưu Văn phòng Tỉnh ủy.
                                            Trần Quốc Tuấn
"""

PARTS_AND_APPENDIX = """ĐỀ ÁN
Phát triển du lịch tỉnh giai đoạn 2021 - 2025, định hướng đến năm
2030

Phần thứ nhất
SỰ CẦN THIẾT

I. CĂN CỨ PHÁP LÝ
1. Luật Du lịch năm 2017.
2. Nghị quyết số 08-NQ/TW.

II. CƠ SỞ THỰC TIỄN
1.1. Tiềm năng
1.1.1. Tự nhiên
Có nhiều hang động.
1.1.2. Nhân văn
Có nhiều lễ hội.
1.2. Hạn chế
Hạ tầng yếu.

Phần thứ hai
NỘI DUNG

I. MỤC TIÊU
1. Mục tiêu chung
Đến năm
2025. Đón 2 triệu lượt khách.
2. Mục tiêu cụ thể
a) Về khách.
b) Về doanh thu.

PHỤ LỤC I
DANH MỤC NHIỆM VỤ
(Kèm theo Đề án)
I. NHÓM NHIỆM VỤ CHUNG
1. Xây dựng quy hoạch.
2. Lập dự án.

PHỤ LỤC II
BIỂU TỔNG HỢP
STT
Nội dung
1
Quy hoạch
2.
Đầu tư
"""

REGULATION = """QUY CHẾ
Phối hợp công tác dân vận
Chương I
NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Quy chế này quy định về nguyên tắc phối hợp.
2. Điều 5 Luật Tổ chức chính quyền địa phương được áp dụng.
Điều 2. Nguyên tắc
Bình đẳng, tôn trọng.
Chương II
NỘI DUNG PHỐI HỢP
Mục 1
PHỐI HỢP CHUNG
Điều 3. Tuyên truyền
1. Nội dung:
a) Chủ trương;
b) Pháp luật.
Mục 2
PHỐI HỢP RIÊNG
Điều 4. Kiểm tra
Hai cơ quan phối hợp kiểm tra.
"""

BAD_SCAN = """UBND HUYEN LONG SON   CONG HOA XA HOI CHU NGHIA VIET NAM
PHONG NOI VU          Doc lap - Tu do - Hanh phuc
S6: 15/KH-PNV         Long Son, ngay 05 thang 02 nam 2024

KE HOACH
Tuyén truyén cai cach hanh chinh ndm 2024

Can cti K& hoach s6 12/KH-UBND ngay 10/01/2024 cua UBND huyén vé
cai cach hanh chinh nim 2024, Phong N6i vu xay dung K& hoach nhu sau:

l. MUC DICH, YEU CAU
l. Muc dich
a} Nang cao nhan thtrc cua can b6, cdng chire.
b) Tao su dong thuan trong Nhan dan.
€) Gop phan xay dung chinh quyén.
d) Xay dung van hoa céng so.
d) Phat huy dan chu.
e) Lam tot cac viéc khac.
2, Yéu cau
- Bam sat noi dung, thoi gian
2025 va nhiing nim tiép theo.
~ Tiét kiém, hiéu qua.
lI. NOI DUNG
!. Vé cai cach thé ché
1.l. Ra soat van ban
12 van ban can sua doi.
1.2 Ban hanh van ban moi
Z. Vé thu tuc hanh chinh
3. V& t6 chirc b6 may
Ill. HINH THUC
1, Trén Trang thong tin
2. Trén loa dai
8. Qua hdi nghi
V. TO CHUC THUC HIEN
1. Phong Noi vu
Chu tri trién khai.
2. Phong Van hoa
Phdi hop.

Trén dày là Ké hoach cua Phong Noi vu, dé nghi cac don vi thuc hién,/.

Noi nhdn:                    TRUONG PHONG
- UBND huyén;
- Luu: VT.
                             Lé Van Cu
"""

MARKDOWN = """**ỦY BAN NHÂN DÂN** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
**PHƯỜNG BÌNH AN** | **Độc lập - Tự do - Hạnh phúc**
--- | ---
Số: 33/KH-UBND | *Bình An, ngày 02 tháng 4 năm 2024*

# KẾ HOẠCH

**Thực hiện Quy chế dân chủ ở cơ sở năm 2024**

Thực hiện Kế hoạch số 12/KH-UBND ngày 01/3/2024, UBND phường Bình An ban hành Kế hoạch như sau:

## **I. MỤC ĐÍCH**

* Phát huy quyền làm chủ của Nhân dân.
* Nâng cao chất lượng phục vụ.

## **II. NỘI DUNG**

1. **Tuyên truyền**

Tổ chức 03 hội nghị.

2. **Công khai**

Công khai theo quy định.

**TM. ỦY BAN NHÂN DÂN**
**CHỦ TỊCH**

**Phạm Minh Đức**

*Nơi nhận:*
- UBND TP;
- Lưu: VT.
"""

PAGE_BREAKS = """ỦY BAN NHÂN DÂN     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
THÀNH PHỐ ĐÀ NẴNG     Độc lập - Tự do - Hạnh phúc

Số: /KH-UBND     Đà Nẵng, ngày    tháng 6 năm 2025

KẾ
HOẠCH
Chuyển đổi số ngành y tế thành phố Đà Nẵng

Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ
phê duyệt Chương trình chuyển đổi số quốc gia, Ủy ban nhân dân thành phố
ban hành Kế hoạch với các nội dung chính như sau:

I. QUAN ĐIỂM
1. Người dân là trung tâm, mọi hoạt động của ngành y tế phải hướng tới
phục vụ người dân tốt hơn, nhanh hơn, thuận tiện hơn, trong đó chú trọng

2

tới các đối tượng yếu thế trong xã hội, đồng bào vùng sâu, vùng xa và các
đối tượng chính sách.
2. Dữ liệu là tài nguyên mới của ngành y tế.

II. MỤC TIÊU ĐẾN NĂM
2030
1. 100% bệnh viện triển khai bệnh án điện tử, không sử dụng bệnh án giấy
trước năm 2028.
2. 95% người dân có hồ sơ sức khỏe điện tử.

III. GIẢI PHÁP
1. Thể chế
Rà soát, hoàn thiện quy định về:
- Hồ sơ sức khỏe;
- Khám bệnh từ xa.
https://danang.gov.vn/van-ban/chi-tiet?id=12345&l=vi
- Đơn thuốc điện tử.
2. Hạ tầng
a. Trung tâm dữ liệu
b. Mạng diện rộng
IV. TỔ CHỨC THỰC HIỆN
1. Sở Y tế
Chủ trì, báo cáo định kỳ.
2. Sở Tài chính
Bố trí kinh phí theo quy định.
Yêu cầu các sở, ban, ngành nghiêm túc thực hiện Kế hoạch này; trong quá trình thực hiện nếu có vướng mắc
phản ánh về Sở Y tế để báo cáo Ủy ban nhân dân thành phố xem xét./.

Nơi nhận:
- Bộ Y tế;
- Lưu: VT, SYT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Chí Cường
"""

PORTAL_PREFACE = """Kế hoạch 110/KH-UBND năm 2013 thực hiện Chương trình hành động 17-CTr/TU
Số hiệu: 110/KH-UBND Loại văn bản: Văn bản khác
Nơi ban hành: Tỉnh Phú Yên Người ký: Phạm Văn A
Ngày ban hành: 14/11/2013 Ngày hiệu lực: Đang cập nhật

ỦY BAN NHÂN DÂN
TỈNH PHÚ YÊN
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 110/KH-UBND

Phú Yên, ngày 14 tháng 11 năm 2013

KẾ HOẠCH

TRIỂN KHAI CHƯƠNG TRÌNH HÀNH ĐỘNG SỐ 17-CTR/TU

Thực hiện Chương trình hành động số 17-CTr/TU ngày 26/9/2013 của Tỉnh ủy, UBND Tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Nhằm tạo sự chuyển biến mạnh mẽ.
"""

NO_SPACES = """KẾ HOẠCH
Tổ chức Tết trồng cây
I.MỤC ĐÍCH
1.Giáo dục truyền thống.
2.Bảo vệ môi trường.
II.THỜI GIAN, ĐỊA ĐIỂM
1.Thời gian: 7 giờ 30, ngày
12/02/2024 (mùng 3 Tết).
2.Địa điểm: công viên.
III.THÀNH PHẦN
-Lãnh đạo huyện;
-Các phòng, ban.
"""

LATIN_LETTERS = """KẾ HOẠCH
Diễn tập năm 2024

I. Nội dung
1. Chuẩn bị
a) Khảo sát;
b) Lập phương án;
c) Mua vật tư;
d) Thành lập tổ;
e) Phân công;
f) Tập luyện;
g) Tổng duyệt.
2. Thực hành.
II. Thời gian
Từ 8 giờ đến 11 giờ.
"""

BULLETS_ONLY = """KẾ HOẠCH
Kiểm tra công vụ
Ủy ban nhân dân xã Tân Hòa ban hành kế hoạch như sau:
- Mục đích: nâng cao kỷ luật.
- Yêu cầu: đúng quy định.
+ Không gây phiền hà.
Nơi nhận:
- Lưu VT.
"""

ALL = {
    "decision": DECISION_WITH_PLAN, "portal": PORTAL_DROPPED_HEADINGS, "party": PARTY, "parts": PARTS_AND_APPENDIX,
    "regulation": REGULATION, "scan": BAD_SCAN, "markdown": MARKDOWN, "pages": PAGE_BREAKS, "preface": PORTAL_PREFACE,
    "no spaces": NO_SPACES, "latin": LATIN_LETTERS, "bullets": BULLETS_ONLY,
}  # fmt: skip
