"""The role of a section: what it is there for, whatever it says.

Every plan has a purpose, tasks and somebody to carry them out, in nearly the same words as every other plan; two
sections of different roles are seldom aligned by a person even where they share wording. With the role as a prior
the best match of a section is right for 92.6 % of the sections, without it for 83.4 % (prototype on two plans).

Roles come from the headings of the divisions (Phần, Chương, Mục La Mã, or what else stands at the top of the tree);
what stands under a division has its role. In a scan a heading may be misread: there the nearest usual heading counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from plancompare.model import Section
from plancompare.text import fold

Role = Literal[
    "title",
    "preamble",
    "purpose",
    "scope",
    "targets",
    "content",
    "schedule",
    "funding",
    "organisation",
    "closing",
    "recipients",
    "signature",
]
ROLES: tuple[Role, ...] = get_args(Role)  # in the order in which most plans have them
FRAME_KINDS: tuple[Literal["title", "preamble", "closing", "recipients", "signature"], ...] = (
    "title",
    "preamble",
    "closing",
    "recipients",
    "signature",
)
"""Kinds of section that are a role of their own: they belong to the form of a document, not to what it plans."""

# Where a heading holds cues of several roles, the first in this order decides: `Phân công nhiệm vụ` hands out work,
# `Mục tiêu, nhiệm vụ và giải pháp` is mostly tasks.
_CUES: tuple[tuple[Role, tuple[str, ...]], ...] = (
    ("organisation", ("to chuc thuc hien", "to chuc trien khai", "phan cong", "trach nhiem")),
    ("content", ("noi dung", "nhiem vu", "giai phap")),
    ("purpose", ("muc dich", "yeu cau", "quan diem")),
    ("targets", ("muc tieu", "chi tieu")),
    ("funding", ("kinh phi", "nguon luc")),
    ("schedule", ("thoi gian", "tien do")),
    ("scope", ("doi tuong", "pham vi")),
)
_USUAL: tuple[tuple[Role, str], ...] = (
    ("organisation", "to chuc thuc hien"),
    ("organisation", "to chuc trien khai thuc hien"),
    ("organisation", "phan cong thuc hien"),
    ("organisation", "trach nhiem thuc hien"),
    ("content", "noi dung"),
    ("content", "noi dung thuc hien"),
    ("content", "nhiem vu giai phap"),
    ("content", "nhiem vu trong tam"),
    ("purpose", "muc dich"),
    ("purpose", "yeu cau"),
    ("purpose", "muc dich yeu cau"),
    ("targets", "muc tieu"),
    ("targets", "chi tieu"),
    ("funding", "kinh phi"),
    ("funding", "kinh phi thuc hien"),
    ("schedule", "thoi gian thuc hien"),
    ("scope", "doi tuong pham vi"),
)
_DIVISIONS = ("part", "chapter", "roman", "appendix")
_LONGEST_HEADING = 120  # letters looked at
_LATEST_CUE = 16  # letters before the cue: `Một số chỉ tiêu`, but not `Nâng cao đạo đức công vụ, tinh thần trách nhiệm`
# Of 100, rapidfuzz's ratio: `t6 chite thye hien` has 69 to its heading, `tinh hinh chung` 61 to none of its own.
_MISREAD = 65.0


def heading_role(heading: str, misread: bool = False) -> Role | None:
    """The role a heading names, or None; `misread` says that letters of it may be wrong.

    >>> heading_role("MỤC ĐÍCH, YÊU CẦU"), heading_role("Phân công nhiệm vụ"), heading_role("Công tác dân vận")
    ('purpose', 'organisation', None)
    >>> heading_role("T6 chite thye hién"), heading_role("T6 chite thye hién", misread=True)
    (None, 'organisation')
    """
    folded = fold(heading[:_LONGEST_HEADING])
    for role, cues in _CUES:
        if any(0 <= folded.find(cue) <= _LATEST_CUE for cue in cues):
            return role
    if not misread:
        return None
    from rapidfuzz.fuzz import ratio

    score, role = max(((ratio(folded, usual), role) for role, usual in _USUAL), key=lambda found: found[0])
    return role if score >= _MISREAD else None


def is_frame(role: Role | None) -> bool:
    """Whether a role belongs to the form of a document (title, preamble, closing ...), not to what it plans."""
    return role in FRAME_KINDS


def section_roles(sections: Sequence[Section], misread: bool = False) -> dict[str, Role | None]:
    """The role of each section by id; None for headers, furniture and where no heading of the plan names a role.

    A division whose heading names no role is content where other headings of the plan do name one: many plans give
    each field of work a division of its own. `misread` says that the text is a scan.
    """
    named = {section.id: role for section in sections if (role := _own_role(section, misread)) is not None}
    roles: dict[str, Role | None] = {}
    default: Role | None = "content" if any(not is_frame(role) for role in named.values()) else None
    for section in sections:
        if section.kind in ("header", "furniture"):
            roles[section.id] = None
        elif section.id in named:
            roles[section.id] = named[section.id]
        elif section.parent is not None and section.parent in roles:
            roles[section.id] = roles[section.parent]
        else:
            roles[section.id] = default
    return roles


def divisions(sections: Sequence[Section], misread: bool = False) -> frozenset[str]:
    """The sections that only gather others under a role (`II. NỘI DUNG THỰC HIỆN` with items 1 to 7)."""
    parents = {section.parent for section in sections}
    return frozenset(
        section.id
        for section in sections
        if section.id in parents and (_own_role(section, misread) is not None or section.kind in ("part", "chapter"))
    )


def _own_role(section: Section, misread: bool) -> Role | None:
    """The role the section itself names: by its kind, or by the heading of a division."""
    for kind in FRAME_KINDS:
        if section.kind == kind:
            return kind
    if section.title is None or not (section.parent is None or section.kind in _DIVISIONS):
        return None
    return heading_role(section.title, misread)
