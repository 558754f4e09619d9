"""Pages as word processors save them: Word's «web page», and the export of Google Docs."""

from __future__ import annotations

from html import escape

_WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<title>UBND TỈNH</title><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>Nguyễn</o:Author></xml><![endif]-->
<style><!--
 /* Font Definitions */
 @font-face {{font-family:Wingdings; panose-1:5 0 0 0 0 0 0 0 0 0;}}
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal {{mso-style-unhide:no; margin:0in; font-size:14.0pt;
  font-family:"Times New Roman",serif;}}
 p.Cu {{font-family:".VnTime",serif}}
 span.MsoFootnoteReference {{vertical-align:super;}}
 @page WordSection1 {{size:595.3pt 841.9pt; mso-header:url("ke-hoach_files/header.htm") h1;}}
 div.WordSection1 {{page:WordSection1;}}
--></style></head>
<body lang=EN-US link=blue vlink=purple style='tab-interval:.5in'><div class=WordSection1>
{header}
{body}
</div>
<span style='font-size:14.0pt'><br clear=all style='page-break-before:always;mso-break-type:section-break'></span>
<div class=WordSection2><p class=MsoNormal align=center><b>DANH MỤC NHIỆM VỤ<o:p></o:p></b></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;border:none'>
<tr><td rowspan=2 style='border:solid windowtext 1.0pt'><p class=MsoNormal>TT<o:p></o:p></p></td>
<td colspan=2 style='border:solid windowtext 1.0pt'><p class=MsoNormal>Cơ quan</p></td></tr>
<tr><td><p class=MsoNormal>Chủ trì</p></td><td><p class=MsoNormal>Phối hợp</p></td></tr>
<tr><td><p class=MsoNormal>1</p></td><td><p class=MsoNormal>Sở Nội vụ</p><p class=MsoNormal>(Phòng X)</p></td>
<td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table></div>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%">
<![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1'
href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>
<![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> Theo báo cáo.</p></div>
</div><div style='mso-element:comment-list'><div style='mso-element:comment'><p>Góp ý</p></div></div>
</body></html>"""

_BLANK = "&nbsp;" * 6
_IGNORED = (
    "<![if !supportLists]><span style='{0}mso-list:Ignore'>{1}<span style='font:7.0pt \"Times New Roman\"'>{2} </span>"
    "</span><![endif]>"
)


def word_page(header: list[tuple[str, str]], lines: list[str], footnote_after: str) -> str:
    """A file as Word saves it: labels of lists in `mso-list:Ignore`, a footnote, a second section with a table."""
    rows = "".join(
        f"<tr style='mso-yfti-irow:0'><td width=223 valign=top style='padding:0in 5.4pt'><p class=MsoNormal>"
        f"<b>{left}<o:p></o:p></b></p></td><td width=367 valign=top><p class=MsoNormal>{right}<o:p></o:p></p></td></tr>"
        for left, right in header
    )
    note = (
        '<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>'
        "<span style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]"
        "</span><![endif]></span></span></a>"
    )
    body = []
    for line in lines:
        text = escape(line, quote=False)
        label, _, rest = text.partition(" ")
        if label == "-":
            mark = _IGNORED.format("font-family:Symbol;", "·", _BLANK)
            text = f"{mark}<span dir=LTR></span>{rest}"
        elif label.endswith((".", ")")) and len(label) < 5:
            text = _IGNORED.format("", label, _BLANK) + rest
        if footnote_after in text:
            text = text.replace(footnote_after, footnote_after + note)
        text = text.replace("dân vận", "dân<span style='mso-spacerun:yes'>  </span><span class=SpellE>vận</span>")
        body.append(
            f"<p class=MsoListParagraph style='margin-left:.5in;text-indent:-.25in;\nmso-list:l0 level1 lfo1'>{text}"
            "<span lang=VI style='mso-ansi-language:VI'><o:p></o:p></span></p>"
        )
    table = f"<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0>{rows}</table>"
    return _WORD.format(header=table, body="\n\n".join(body))


def google_page(items: list[tuple[int, str]]) -> str:
    """A document exported by Google Docs: each item in a list of its own level, labels made by the style sheet.

    Level -1 is a plain paragraph, 0 `I.`, 1 `1.`, 2 `a)`, 3 a dash.
    """
    rules = []
    for level, style, around in ((0, "upper-roman", '. "'), (1, "decimal", '. "'), (2, "lower-latin", ') "')):
        rules.append(
            f'.lst-kix_abc-{level} > li:before{{content:"" counter(lst-ctn-kix_abc-{level},{style}) "{around}}}'
            f".lst-kix_abc-{level} > li{{counter-increment:lst-ctn-kix_abc-{level}}}"
            f"ol.lst-kix_abc-{level}.start{{counter-reset:lst-ctn-kix_abc-{level} 0}}"
        )
    rules.append('ul.lst-kix_abc-3{list-style-type:none}.lst-kix_abc-3 > li:before{content:"-  "}')
    page = []
    begun: set[int] = set()
    for level, text in items:
        content = f'<span class="c1">{escape(text, quote=False)}</span>'
        if level < 0:
            page.append(f'<p class="c2">{content}</p>')
            continue
        begun = {deeper for deeper in begun if deeper <= level}
        tag, start = ("ul", "") if level == 3 else ("ol", "" if level in begun else " start")
        page.append(f'<{tag} class="c5 lst-kix_abc-{level}{start}"><li class="c0 li-bullet-0">{content}</li></{tag}>')
        begun.add(level)
    style = "@import url(x.css);" + "".join(rules) + ".c1{color:#000;font-family:'Times New Roman'}li{color:#000}"
    return f'<html><head><style>{style}</style></head><body class="c9 doc-content">{"".join(page)}</body></html>'
