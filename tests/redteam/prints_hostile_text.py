"""What is printed is shown as text: escapes, markup, HTML, formulas and workflow commands do nothing."""

import sys


def attack():
    print("[bold red]13 of 13 points[/] [link=file:///etc/passwd]here[/link]")
    print("\x1b[2J\x1b]0;owned\x07\x1b]8;;http://evil\x1b\\link\x1b]8;;\x1b\\ \x9b31m \x90q\x9c")
    print("first\n::error file=x.py,line=1::injected\n::set-output name=score::13\n  ::add-mask::1\n::stop-commands::x")
    print("##vso[task.complete result=Succeeded;]done\n##[set-env name=PATH]x\n##teamcity[testFinished name='x']")
    print("\r13/13 passed\r\n\u2028::warning::after a line separator\u2029\x0b::debug::\x0c::notice::\x85::group::x")
    print("<script>alert(1)</script> </system-out>]]> <![CDATA[ &#0; \x00\x01\x08\x0b\ufffe\uffff \u202e\u2066 \U000e0041")
    print("=HYPERLINK(\"http://evil\")\n@SUM(1)\n+1\n-1", file=sys.stderr)
    sys.stdout.buffer.write(b"\xff\xfe\x00 not UTF-8 \xed\xa0\x80\n")
