"""`edgelam doctor`: what is missing on this machine, and how to get it."""

from __future__ import annotations

import sys
from dataclasses import asdict

from edgelam.core.errors import ConfigError

from .options import Json

_MARKS = {"ok": "ok", "note": "--", "missing": "NO"}


def doctor(as_json: Json = False) -> int:
    """Check this machine, and say how to mend what is broken.

    Ends with 0 when nothing that is needed is missing; a phone is not, there is a virtual one.
    """
    from .checks import every
    from .output import Paint, document, say

    findings = []
    paint = Paint(sys.stdout)
    colours = {"ok": paint.good, "note": paint.doubtful, "missing": paint.bad}
    for finding in every():
        findings.append(finding)
        if not as_json:
            say(f"{colours[finding.status](_MARKS[finding.status])} {finding.name:<18} {finding.detail}")
            if finding.fix:
                say(f"   {'':<18} {paint.dim(finding.fix)}")
    fine = all(finding.status != "missing" for finding in findings)
    if as_json:
        document({"ok": fine, "findings": [asdict(finding) for finding in findings]})
    else:
        say("Everything that is needed is here." if fine else "Something that is needed is missing.")
    return 0 if fine else ConfigError.exit_code
