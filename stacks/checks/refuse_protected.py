#!/usr/bin/env python3
"""refuse_protected.py STACK: exits 1 if the stack says settings.gaia.protected, or does not exist."""

import sys

from repository import components, describe, fail

name = sys.argv[1]
stack = describe("--stack", name).get(name)
if stack is None:
    fail(f"there is no stack {name}; `gaia list stacks` shows them.")
protected = [
    component
    for component, described in components(stack).items()
    if described.get("settings", {}).get("gaia", {}).get("protected")
]
if protected:
    fail(
        f"{name} is protected (settings.gaia.protected, on {', '.join(sorted(protected))}): no workflow destroys it. "
        "docs/platform.md says how it is taken down."
    )
