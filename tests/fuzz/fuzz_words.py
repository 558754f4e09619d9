"""Words that a parser, a page, a spreadsheet or a terminal looks for; the fuzzer would hardly come upon them."""

from __future__ import annotations

NUMBERS = tuple("0 -1 1 2 255 65536 2147483647 4294967296 -2147483648 99999999999999999999 1e9".split())
LETTERS = tuple(" \u00a0\u0301\u200b\u202e\ufeff\ufffd\x0c\x85\u2028đẬ😀²١")

STRUCTURE = tuple(
    """I. MỤC ĐÍCH, YÊU CẦU
II. NỘI DUNG
Phần thứ nhất
Chương II
Điều 3. Tổ chức
1. Mục đích
1.1. Rà soát
a) Tuyên truyền
đ) Kiểm tra
- Lưu: VT.
+ Báo cáo
• Khác
Nơi nhận:
KT. CHỦ TỊCH
KẾ HOẠCH
QUYẾT ĐỊNH
CÔNG VĂN
Kính gửi: Các sở
PHỤ LỤC I
(Kèm theo Kế hoạch số 5/KH-UBND)
MỤC LỤC
Số: 12/KH-UBND
ngày 31 tháng 02 năm 2024
ngày 00/00/0000
trước ngày 15/12 hằng năm
quý IV/2024
Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ
Nghị quyết số 25-NQ/TW
đạt 100% trở lên
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
2
- 3 -
STT | Nội dung | Đơn vị chủ trì | Thời gian
11. TO CHUC
l. Muc dich
_______
...........
./.
""".split("\n")
)
"""Lines of plans, and what they become when scanned."""

MARK = "zzq"
"""Stands in what is to be found again where it acts, and in no word of the report."""

PAYLOADS = (
    *r"""<zzq onzzq=1>
</zzq>
"><zzq x=1>
'><zzq y='
<script>zzq()</script>
</script><zzq>
<!--zzq
-->
<img src=x onerror=zzq>
<svg/onload=zzq>
javascript:zzq
]]><zzq/>
<![CDATA[
</w:t></w:r><w:zzq/>
&lt;zzq&gt;
&amp;
&#60;zzq&#62;
{{ 7*7 }}
{% zzq %}
${zzq}
\u003czzq
</style><zzq>
}zzq{color:red}
/*
*/
=1+1
+zzq
-zzq
@SUM(1)
＝1+1
[zzq](javascript:zzq)
![](http://zzq)
<http://zzq>
`zzq`
| zzq |
# zzq
***
~~~
1) zzq
[a]: http://zzq
_x0041_
'
"
\
<
>
&""".split("\n"),
    *("\t=cmd|' /C calc'!A0", "\x1b[31m", "\x1b]0;zzq\x07", "\x9b2J", "\x00", "\x08", "\x7f"),
    *("\u202ezzq\u202c", "\u2066", "\u2028", "\ufffe", "\ud7ff"),
)
"""What would act if it were not escaped: markup, formulas, controls of a terminal."""

TAGS = tuple(
    """<p>
</p>
<div>
</div>
<table>
</table>
<tr>
<td>
<td colspan="2" rowspan="3">
<br>
<ul>
<ol>
<ol start="-5" type="I">
<li value="99">
</li>
<sup>
<pre>
<del>
<template>
<select><option>
<textarea>
<p style="display:none">
<p hidden>
<font face=".VnTimeH">
<span style="font-family:VNI-Times">
<h1>
<center>
<style>p{display:none}</style>
<script>
</script>
<!--
-->
<![CDATA[
<!DOCTYPE html>
<?xml?>
<svg>
<a href="a.pdf">
<iframe src="b.docx">
<object data="c.pdf">
<body>
</html>
<meta charset="utf-7">
<hr>
&#7871;
&#x1EBF;
&#0;
&#xD800;
&#1114112;
&nbsp;
&lt;
&notit;
&
&#
&#x
<p style="mso-list:l0 level1 lfo1">
<![if !supportLists]>
<![endif]>
<o:p>
<p class="MsoNormal">
<ins>""".split("\n")
)
"""What a reader of web pages looks for."""

NAMES = (
    *rb"../../a.txt /etc/passwd C:\a.txt a/../../b.txt . a/ a//b.txt a.html a.docx a.pdf a.zip .a.txt ~$a.docx".split(),
    *b"__MACOSX/a.txt a_files/b.txt mimetype word/document.xml [Content_Types].xml content.xml".split(),
    *(b"", b"a\x00.txt", b"a\n\x1b[31m.txt", b"\xff\xfe.txt", b"KE HO\xcb CH.txt", b"a" * 65000),
    *("kế hoạch.txt".encode(), "kê\u0301 hoạch.txt".encode(), "Kế hoạch.txt".encode("utf-16")),
)
"""Of files in an archive."""
