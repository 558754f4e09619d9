"""What bodies are told to do: the words a duty begins with, at which the name of a body ends."""

from __future__ import annotations

from collections.abc import Sequence

_DOING = """
bam sat, ban hanh, bao cao, bao dam, bao ve, bien soan, bo sung, bo tri, boi duong, cap nhat, chap hanh, chi dao,
chiu trach nhiem, cho y kien, chu dong, chu tri, chuan bi, chuyen ho so, chuyen giao, chuyen tai, co bien phap, co trach nhiem, co nhiem vu,
co phuong an, co ke hoach, cong bo, cong khai, cu can bo, cu cong chuc, cu doan, cung voi, cung cap, cung co, cap phat, can doi, dam bao, dan xep,
dang ky, dang tai, danh gia, dao tao, day manh, de ra, de xuat, dieu hanh, dieu tra, dinh ky, doi moi, don doc,
dua tin, duy tri, gan viec, gan voi, gan cong tac, gan thuc hien, giai quyet, giam sat, giup, gui, hoan thanh, hoan thien, ho tro, hop dong, huong dan,
huy dong, kiem soat, kiem tra, kien nghi, kien toan, kip thoi, khac phuc, khai thac, khao sat, khan truong, khen thuong, khuyen khich,
lam dau moi, lanh dao, lap ke hoach, lap du toan, lap ho so, lap danh sach, lap bien ban, lap so, len ke hoach, lien he, long ghep, luu tru, mo chuyen, mo lop, mo rong, mo dot, mo cac, moi cac, nam bat, nam chac, nang cao, neu cao, nghiem tuc, nghien cuu,
nhac nho, nhan rong, nop, quan triet, quan ly, quyet dinh, phan anh, phan bo, phan cong, phan cong ro, phan dau, phat dong, phat hanh,
phat hien, phat huy, phat song, phe duyet, pho bien, phoi hop, phong ngua, phu trach, ra soat, rut kinh nghiem, sap xep, so ket, soan thao, su dung, sua doi,
tang cuong, tao dieu kien, tap huan, tap hop, tap trung, tham dinh, tham gia, tham muu, tham tra, thanh lap, thanh tra,
theo doi, thiet ke, thiet lap, thong bao, thong ke, thong nhat, thu thap, thuc hien, thuong xuyen, thuc day, tich cuc,
tien hanh, tiep nhan, tiep tuc, to chuc, tong hop, tong ket, tong ve sinh, trang tri, trao doi, trien khai, trinh, trang bi, truc tiep,
tu chiu trach nhiem, tu danh gia, tu kiem tra, tu to chuc, tuan tra, tuyen chon, tuyen truyen, ung dung, uu tien, van dong, van hanh, viet tin, xac dinh, xac minh,
xac nhan, xay dung, xem xet, xet duyet, xu ly, xu phat, yeu cau, de nghi, treo, don dep, ung truc, khoanh vung, lay mau, bao tri, tuyen duong, dieu tiet, doi chieu, kiem dem, thu gom, thu hoi, niem yet, chan chinh, cham diem, tu cham diem
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
