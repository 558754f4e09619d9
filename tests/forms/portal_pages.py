"""A plan's text set as legal portals set it: the header and the signatures in two-cell tables, the site around it.

The markup follows what these portals served in 2019-2025, the texts around the plan are made up. Every line of the
text is a paragraph of its own, so that a reader which does its work gives the lines back in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import NamedTuple

_RIGHT_OF_HEADER = re.compile(r"CỘNG H|Độc lập|ĐẢNG CỘNG SẢN|.*,\s*ngày\b|Ngày\b", re.DOTALL)
_END_OF_HEADER = re.compile(r"\W*(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHỈ THỊ|CHƯƠNG TRÌNH|BÁO CÁO)\W*$")
_RECIPIENTS = re.compile(r"\W*Nơi nhận\s*:?\s*$")
_RECIPIENT = re.compile(r"\s*(?:[-+•]|\(|Như trên)")
HEADER_LINES = 14  # the type line stands within as many lines, or the text has no header


class _Set(NamedTuple):
    """The lines of a plan as they go on a page: rows of a left and a right cell, paragraphs, the last row."""

    header: list[tuple[list[str], list[str]]]
    body: list[str]
    recipients: list[str]
    signature: list[str]


def _set(text: str) -> _Set:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    begin = next((n for n, line in enumerate(lines[:HEADER_LINES]) if _END_OF_HEADER.match(line)), 0)
    header: list[tuple[list[str], list[str]]] = []
    for line in lines[:begin]:
        right = _RIGHT_OF_HEADER.match(line) is not None
        if not header or (header[-1][1] and not right):
            header.append(([], []))
        header[-1][right].append(line)
    end = next((n for n, line in enumerate(lines) if n >= begin and _RECIPIENTS.match(line)), len(lines))
    last = end + 1
    while last < len(lines) and _RECIPIENT.match(lines[last]):
        last += 1
    signature, rest = lines[last:], [line for line in lines[last:] if _RECIPIENT.match(line) or len(line) > 60]
    if rest or not signature:  # an annex follows, or the columns are mixed: one below the other then
        return _Set(header, lines[begin:], [], [])
    return _Set(header, lines[begin:end], lines[end:last], signature)


def _paragraphs(lines: list[str], attributes: str = "") -> str:
    return "\n".join(f"<p{attributes}>{escape(line, quote=False)}</p>" for line in lines)


def _broken(lines: list[str]) -> str:
    return "<br />\n".join(escape(line, quote=False) for line in lines)


def _links(titles: list[str], attributes: str = "") -> str:
    items = "".join(
        f'<li><a href="/van-ban/{n}" {attributes}>{escape(title)}</a></li>' for n, title in enumerate(titles)
    )
    return f"<ul>{items}</ul>"


_RELATED = [
    f"Kế hoạch số {100 + n}/KH-UBND ngày {n + 1:02}/3/2024 của UBND tỉnh {place} về công tác dân vận năm 2024"
    for n, place in enumerate(["Hậu Giang", "Bạc Liêu", "Cà Mau", "Sóc Trăng", "Trà Vinh", "Bến Tre"])
]
_MENU = ["Trang chủ", "Giới thiệu", "Tin tức - Sự kiện", "Văn bản chỉ đạo", "Thủ tục hành chính", "Hỏi đáp", "Liên hệ"]
_PROPERTIES = [
    ("Số ký hiệu:", "999/KH-XYZ"),
    ("Loại văn bản:", "Kế hoạch"),
    ("Ngày ban hành:", "31/12/2019"),
    ("Ngày có hiệu lực:", "Đã biết"),
    ("Người ký:", "Lê Thị Mẫu"),
    ("Trích yếu:", "Trích yếu do cổng thông tin nhập"),
    ("Tình trạng:", "Còn hiệu lực"),
]


def _thuvienphapluat(text: str) -> str:
    """A page of a commercial library: the whole page in one form, `<br>` in the header, rules of dashes under it."""
    plan = _set(text)
    rows = "".join(
        f'<tr><td width="223" valign="top" style="width:167.4pt;padding:0in 5.4pt 0in 5.4pt">'
        f'<p align="center" style="margin-top:6.0pt;text-align:center"><b>{_broken(left)}<br>\n-------</b></p></td>'
        f'<td width="367" valign="top" style="width:275.4pt"><p align="center"><b>{_broken(right)}<br />\n'
        f"---------------</b></p></td></tr>"
        for left, right in plan.header
    )
    header = f'<table border="0" cellspacing="0" cellpadding="0" style="border-collapse:collapse">{rows}</table>'
    body = plan.body
    first = f'<p align="center" style="text-align:center"><a name="loai_1"><b>{escape(body[0])}</b></a></p>'
    last = (
        '<table border="0" cellspacing="0" cellpadding="0"><tr><td width="286" valign="top"><p><b><i><br />\n'
        f'{_broken(plan.recipients[:1])}</i></b><br />\n<span style="font-size:8.0pt">{_broken(plan.recipients[1:])}'
        f'</span></p></td><td width="286" valign="top"><p align="center"><b>{_broken(plan.signature)}</b></p></td>'
        "</tr></table>"
        if plan.recipients
        else ""
    )
    properties = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in _PROPERTIES)
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head id="ctl00_Head1"><meta charset="utf-8" />
<title>Trích yếu do cổng thông tin nhập</title><style>.lqhlTootip{{display:none}} #menu > li{{float:left}}</style>
<script type="text/javascript">var MemberGA = '<p>Kế hoạch trong mã lệnh</p>'; if (1 < 2) document.write("x");</script>
</head><body onload="initTabs()"><form name="aspnetForm" method="post" action="./van-ban.aspx" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTM2OTY3NDQ5Mw9kFgJmD2QWBAIBDxYCHgRUZXh0BV" />
<div id="GridView1" class="header-top"><div class="logo"><a href="/"><img src="logo.png" alt="THƯ VIỆN" /></a></div>
<div id="menu">{_links(_MENU)}</div><div class="login"><label>Tên đăng nhập</label><input type="text" />
<a href="#" onclick="javascript:dangnhap()">Đăng nhập</a> hoặc <a href="/dang-ky">Đăng ký</a></div></div>
<div class="clearfix" id="wapper"><div class="title-vb"><h1>Trích yếu do cổng thông tin nhập</h1></div>
<ul class="tabs" id="ulTab"><li><a href="#tab0">Tóm tắt</a></li><li><a href="#tab1">Nội dung</a></li>
<li><a href="#tab2">VB gốc</a></li><li><a href="#tab5">VB liên quan</a></li><li><a href="#tab7">Tải về</a></li></ul>
<div id="divThuocTinh" class="boxTTVB"><table width="100%">{properties}</table></div>
<div id="tab1" class="contentDoc"><div class="cldivContentDocVn" id="divContentDoc"><div class="content1"><div><div>
{header}
{first}
{_paragraphs(body[1:], ' style="margin-top:6.0pt"')}
{last}
</div></div></div></div></div>
<div id="tab5" style="display:none"><b>Văn bản liên quan</b>{_links(_RELATED, 'target="_blank"')}</div>
<div class="lqhlTootip" id="tooltip_1"><p>Nội dung này được hướng dẫn bởi Điều 2 Thông tư 01/2020/TT-XYZ</p></div>
<div class="box-comment" id="comment"><h3>Bình luận</h3><p>Trần Văn Đọc: Văn bản này rất cần cho đơn vị tôi, xin cảm
ơn.</p><p>Phạm Thị Xem: Cho hỏi kế hoạch này còn áp dụng đến khi nào?</p><textarea>Viết bình luận</textarea></div>
</div><div id="right-bar"><h4>Văn bản cùng lĩnh vực</h4>{_links(_RELATED)}</div>
<div class="footer"><p>© 2021 Thư viện văn bản. Điện thoại: (028) 0000 0000. Địa chỉ: 1 Đường Mẫu, Quận 1.</p>
{_links(["Quy chế bảo vệ dữ liệu", "Thỏa thuận sử dụng", "Hướng dẫn sử dụng"])}</div></form>
<div id="cookie-notice" class="cookie-consent">Trang này dùng cookie để phục vụ quý khách. <button>Đồng ý</button></div>
<script>$(function () {{ $('.tabs').tabs(); }});</script></body></html>"""


def _tinh_liferay(text: str) -> str:
    """A provincial portal on Liferay: portlets, an article of the journal, no `<tbody>` missing, a file to download."""
    plan = _set(text)
    rows = "".join(
        f'<tr><td style="width:40%">{_paragraphs(left)}</td>'
        f'<td style="width:60%">{_paragraphs(right, " style=text-align:center")}</td></tr>'
        for left, right in plan.header
    )
    last = (
        '<table border="1" style="border:none" width="100%"><tbody><tr><td>'
        f"{_paragraphs(plan.recipients)}</td><td>{_paragraphs(plan.signature)}</td></tr></tbody></table>"
        if plan.recipients
        else ""
    )
    body = "".join(
        f'<p style="margin-left:0cm; text-align:justify"><span style="font-size:14pt"><span style="font-family:'
        f'&quot;Times New Roman&quot;,serif">{escape(line)}</span></span></p>\n\n<p>&nbsp;</p>\n'
        for line in plan.body
    )
    return f"""<!DOCTYPE html>
<html class="ltr" dir="ltr" lang="vi-VN"><head><title>Chi tiết - Cổng thông tin điện tử</title>
<meta content="text/html; charset=UTF-8" http-equiv="content-type" />
<script>// <![CDATA[
var Liferay = {{Browser: {{}}, themeDisplay: "<div>Số: 1/KH-UBND</div>"}};
// ]]></script><style type="text/css">.hide-accessible{{position:absolute;left:-999em}}</style></head>
<body class="yui3-skin-sam controls-visible signed-out public-page site"><div id="wrapper" class="container-fluid">
<a href="#main-content" id="skip-to-content">Truy cập nội dung luôn</a>
<header id="banner" role="banner"><div id="heading"><h1 class="site-title"><a class="logo" href="/">CỔNG THÔNG TIN
ĐIỆN TỬ TỈNH</a></h1></div><nav class="sort-pages modify-pages navbar" id="navigation" role="navigation">
{_links(_MENU, 'class="layout"')}</nav></header>
<div id="content"><nav id="breadcrumbs"><ul class="breadcrumb"><li><a href="/">Trang chủ</a><span>/</span>
</li><li class="active">Văn bản chỉ đạo điều hành</li></ul></nav>
<h2 class="page-title hide-accessible" role="heading"><span>Chi tiết văn bản</span></h2>
<div class="columns-2" id="main-content" role="main"><div class="portlet-layout row-fluid">
<div class="portlet-column portlet-column-first span8" id="column-1"><div class="portlet-dropzone">
<section class="portlet" id="portlet_101"><div class="portlet-body"><div class="asset-full-content show-asset-title">
<div class="asset-content"><div class="news-info"><span class="date">06/03/2024 15:22</span>
<span class="view-count">Lượt xem: 1.234</span> <a href="javascript:window.print()">In trang</a></div>
<div class="social-bookmarks"><ul><li><a href="https://mangxahoi.example/share">Chia sẻ</a></li></ul></div>
<div class="journal-content-article"><table border="0" cellpadding="0" cellspacing="0" style="width:100%">{rows}</table>
<p>&nbsp;</p>
{body}{last}</div>
<div class="file-dinh-kem"><b>Tệp đính kèm:</b> <a href="/documents/ke-hoach.pdf">ke-hoach.pdf</a> (1,2 MB)
<a class="btn download" href="/documents/ke-hoach.pdf">Tải về</a></div>
</div></div><div class="taglib-ratings stars"><div>Đánh giá bài viết: Điểm trung bình (0 phiếu)</div></div>
<div class="taglib-discussion" id="discussion"><fieldset><legend>Ý kiến bạn đọc</legend><p>Nguyễn Văn Góp, 07/03/2024:
Đề nghị sớm triển khai đến xã.</p></fieldset></div></div></section>
<section class="portlet" id="portlet_tinlienquan"><header class="portlet-topper"><h2>Tin liên quan</h2></header>
<div class="portlet-body tin-lien-quan">{_links(_RELATED)}</div></section></div></div>
<div class="portlet-column portlet-column-last span4" id="column-2"><div class="portlet-body"><h3>Thông báo</h3>
{_links(_RELATED[:3])}<p>Số lượt truy cập: 9.876.543</p></div></div></div></div></div>
<footer id="footer" role="contentinfo"><p>Cơ quan chủ quản: Ủy ban nhân dân tỉnh. Giấy phép số 12/GP-TTĐT ngày
01/01/2020.</p><p>Địa chỉ: Đường Mẫu, thành phố Mẫu. Email: mau@tinh.example</p></footer></div>
<script src="/o/js/main.js"></script></body></html>"""


def _vbpl(text: str) -> str:
    """The national database of law on SharePoint: everything in a form, nested layout tables, properties in tabs."""
    plan = _set(text)
    rows = "".join(
        f'<tr><td width="40%"><div align="center"><b>{_broken(left)}</b></div></td>'
        f'<td width="60%"><div align="center"><b>{_broken(right)}</b></div></td></tr>'
        for left, right in plan.header
    )
    last = (
        '<table class="table_cqbh_cd_nk" width="100%"><tr><td class="upper" style="width:50%">'
        f"{_paragraphs(plan.recipients)}</td><td>{_paragraphs(plan.signature)}</td></tr></table>"
        if plan.recipients
        else ""
    )
    properties = "".join(f'<tr><td class="label">{name}</td><td>{value}</td></tr>' for name, value in _PROPERTIES)
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" dir="ltr" lang="vi-VN">
<head><meta name="GENERATOR" content="Microsoft SharePoint"><meta http-equiv="Content-type" content="text/html;
charset=utf-8"><title>Văn bản</title><script>document.onreadystatechange=function(){{}};</script></head>
<body scroll="yes" onload="javascript:_spBodyOnLoadWrapper();"><form name="aspnetForm" method="post" id="aspnetForm">
<div id="s4-workspace"><div class="s4-skipribbonshortcut"><a href="#" class="ms-skip">Chuyển đến nội dung</a></div>
<table width="100%" cellpadding="0" class="ms-main"><tr><td colspan="2" class="banner"><img src="/banner.jpg" alt="x">
</td></tr><tr><td class="left" valign="top"><div class="left-menu">{_links(_MENU)}</div>
<div class="box"><b class="title">Văn bản mới</b>{_links(_RELATED)}</div></td><td valign="top" class="content">
<div class="box-tab-vb"><div class="header"><ul><li><a href="tt"><b class="active">Toàn văn</b></a></li>
<li><a href="gt">Thuộc tính</a></li><li><a href="ls">Lịch sử</a></li><li><a href="lq">VB liên quan</a></li></ul></div>
<div class="vbInfo"><ul><li class="red"><span>Hiệu lực: </span>Còn hiệu lực</li></ul></div>
<div class="vbProperties" style="display:none"><table>{properties}</table></div>
<div class="content"><div class="fulltext"><div class="vbHeader" style="width:100%"></div>
<div class="toanvancontent" id="toanvancontent"><table cellpadding="1" border="0" width="100%">{rows}</table>
{_paragraphs(plan.body, ' class="MsoNormal" style="TEXT-ALIGN: justify; MARGIN: 0cm 0cm 6pt"')}
{last}</div></div></div></div>
<div class="foldertab"><b>File đính kèm:</b><ul class="fileAttack"><li><a href="javascript:downloadfile('kh.doc','/x')">
kh.doc</a></li></ul></div></td></tr><tr><td colspan="2"><div id="footer">Cơ quan chủ quản. Điện thoại: 0000</div></td>
</tr></table></div></form></body></html>"""


def _luatvietnam(text: str) -> str:
    """A commercial library that follows each paragraph with a button and puts remarks of its own between them."""
    plan = _set(text)
    rows = "".join(f"<tr><td>{_paragraphs(left)}</td><td>{_paragraphs(right)}</td></tr>" for left, right in plan.header)
    button = '<span class="tooltip-button"><span class="bg-theo-doi">Đang theo dõi</span></span>'
    remark = '<div class="docitem-binhluan">Kế hoạch này được nhắc đến trong Thông báo số 1/TB-XYZ</div>'
    body = "".join(
        f'<div id="demuc{n}" class="docitem-{5 + n % 8}"><p style="text-align:justify">{escape(line)}</p>{button}</div>'
        + (remark if n % 20 == 19 else "")
        for n, line in enumerate(plan.body)
    )
    last = (
        f'<div class="docitem-15"><table class="tbl-sign"><tr><td>{_broken(plan.recipients)}</td>'
        f"<td>{_broken(plan.signature)}</td></tr></table></div>"
        if plan.recipients
        else ""
    )
    properties = "".join(f'<div class="row"><div class="tt">{n}</div><div>{v}</div></div>' for n, v in _PROPERTIES)
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Văn bản</title>
<script type="application/ld+json">{{"@type": "Legislation", "name": "Kế hoạch trong dữ liệu"}}</script></head>
<body class="page-detail has-sidebar"><header class="the-header"><a href="/" class="logo">LuậtMẫu</a>
<form class="search-form"><input name="q"><button>Tìm kiếm</button></form>{_links(_MENU)}</header>
<div class="main"><div class="breadcrumbs"><a href="/">Trang chủ</a> &raquo; <a href="/kh">Kế hoạch</a></div>
<h1 class="the-document-title">Trích yếu do cổng thông tin nhập</h1><div class="the-document-info">{properties}</div>
<div class="the-document-entry" id="noidung"><div class="the-document-body noidungtracuu"><table>{rows}</table>
{body}{last}</div><div class="login-required">Bạn chưa đăng nhập tài khoản. Vui lòng <a href="/dang-nhap">đăng nhập</a>
để xem thêm tiện ích.</div></div><div class="the-article-related"><h3>Văn bản cùng lĩnh vực</h3>{_links(_RELATED)}</div>
<div class="fb-comments"><p>Ý kiến: Văn bản đăng chậm quá.</p></div></div>
<footer><p>Giấy phép thiết lập trang số 1/GP-TTĐT.</p></footer></body></html>"""


LAYOUTS: Mapping[str, Callable[[str], str]] = {
    "thuvienphapluat": _thuvienphapluat,
    "tinh-liferay": _tinh_liferay,
    "vbpl": _vbpl,
    "luatvietnam": _luatvietnam,
}


def portal_page(text: str, layout: str) -> str:
    """The page of a portal that carries the plan `text`; `layout` is a name in `LAYOUTS`."""
    return LAYOUTS[layout](text)
