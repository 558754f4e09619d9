"""What bodies are told to do: the words a duty begins with, at which the name of a body ends."""

from __future__ import annotations

from collections.abc import Sequence

_DOING = """
bam sat, ban hanh, bao cao, bao dam, bao quan, bao tri, bao ve, bien soan, binh xet, bo sung, bo tri, boi duong, cam
ket, can doi, cap nhat, cap phat, cap phep, cham diem, chan chinh, chap hanh, chi dao, chi tra, chiu trach nhiem, cho
y kien, chu dong, chu tri, chuan bi, chuyen giao, chuyen ho so, chuyen tai, co bien phap, co ke hoach, co nhiem vu, co
phuong an, co trach nhiem, cong bo, cong khai, cong nhan, cu can bo, cu cong chuc, cu doan, cung cap, cung co, cung
voi, dam bao, dam nhan, dan xep, dang ky, dang tai, danh gia, dao tao, day manh, de nghi, de ra, de xuat, dieu hanh,
dieu tiet, dieu tra, dinh ky, doi chieu, doi moi, don dep, don doc, dua, dua tin, duy tri, gan cong tac, gan thuc
hien, gan viec, gan voi, giai quyet, giai toa, giai trinh, giam sat, giao nop, giup, gui, ho tro, hoan thanh, hoan
thien, hoan tra, hop dong, huong dan, huy dong, ket nap, khac phuc, khai thac, khan truong, khao sat, khen thuong,
khoanh vung, khuyen khich, kiem dem, kiem soat, kiem tra, kien nghi, kien toan, kip thoi, lam dau moi, lanh dao, lap
bien ban, lap danh sach, lap dat, lap du toan, lap ho so, lap ke hoach, lap so, lay mau, len ke hoach, lien he, long
ghep, luu tru, mo cac, mo chuyen, mo dot, mo lop, mo rong, moi cac, nam bat, nam chac, nang cao, neu cao, nghiem tuc,
nghien cuu, nhac nho, nhan rong, niem yet, nop, phan anh, phan bo, phan cong, phan cong ro, phan dau, phat dong, phat
hanh, phat hien, phat huy, phat song, phe duyet, pho bien, phoi hop, phong ngua, phu trach, quan ly, quan tri, quan
triet, quyet dinh, ra lenh, ra soat, rut kinh nghiem, sap xep, so ket, soan thao, su dung, sua doi, tang cuong, tao
dieu kien, tap hop, tap huan, tap trung, tham dinh, tham gia, tham khao, tham muu, tham tra, thanh lap, thanh tra,
theo doi, thiet ke, thiet lap, thong bao, thong ke, thong nhat, thu gom, thu hoi, thu thap, thuc day, thuc hien,
thuong xuyen, tich cuc, tien hanh, tiep am, tiep nhan, tiep thu, tiep tuc, to chuc, tong hop, tong ket, tong ve sinh,
tra loi, trang bi, trang tri, trao doi, treo, trien khai, trinh, trong coi, truc tiep, tu cham diem, tu chiu trach
nhiem, tu danh gia, tu kiem tra, tu to chuc, tuan tra, tuyen chon, tuyen duong, tuyen truyen, ung dung, ung truc, uu
tien, van dong, van hanh, viet tin, xac dinh, xac minh, xac nhan, xay dung, xem xet, xep hang, xep loai, xet duyet,
xet nghiem, xu ly, xu phat, yeu cau
"""


def _by_first(listed: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for phrase in listed.replace("\n", " ").split(","):
        forms = tuple(phrase.split())
        found.setdefault(forms[0], set()).add(forms)
    return {first: tuple(sorted(group, key=lambda forms: (-len(forms), forms))) for first, group in found.items()}


_NOUNS = frozenset((("trinh", "do"), ("trinh", "tu"), ("gui", "xe")))
_PHRASES = _by_first(_DOING)


def doing_at(forms: Sequence[str], at: int) -> int:
    """How many words from `at` on are what a body does (`phối hợp`, `có trách nhiệm`), 0 for anything else.

    >>> doing_at("so tai chinh bo tri kinh phi".split(), 3), doing_at("so tai chinh".split(), 1)
    (2, 0)
    """
    if at >= len(forms) or tuple(forms[at : at + 2]) in _NOUNS:
        return 0
    return next((len(known) for known in _PHRASES.get(forms[at], ()) if tuple(forms[at : at + len(known)]) == known), 0)
