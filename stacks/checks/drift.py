#!/usr/bin/env python3
"""Names what a plan says is not as it was applied: terraform show -json PLANFILE | drift.py. Exits 2 if there is any.

Two places have to be read: resource_changes (what an apply would put right) and resource_drift (what changed by other
hands, which alone shows, for instance, a rule added to a security group that does not list its rules). The latter is
noisy: values that providers compute, and null against empty, are left out. Right after a first apply it also shows
what refers back; `apply-environment` ends with a refresh for that reason.
"""

import json
import sys

# Computed anew by AWS at every look.
NOISE = {"latest_restorable_time", "last_modified", "last_updated_date", "timeouts"}


def empty(value):
    return value in (None, "", [], {}, False, 0)


def differing(before, after):
    """Names of the attributes that differ, but for noise and for one kind of empty against another."""
    before, after = before or {}, after or {}
    return sorted(
        name
        for name in before.keys() | after.keys()
        if name not in NOISE
        and before.get(name) != after.get(name)
        and not (empty(before.get(name)) and empty(after.get(name)))
    )


def drifted(plan):
    for change in plan.get("resource_changes", []):
        actions = change["change"]["actions"]
        if change["mode"] == "managed" and actions not in (["no-op"], ["read"]):
            names = differing(change["change"]["before"], change["change"]["after"])
            yield change["address"], f"would be {'+'.join(actions)}d" if actions != ["update"] else f"would be set right: {', '.join(names)}"
    for change in plan.get("resource_drift", []):
        if change["change"]["actions"] == ["delete"]:
            yield change["address"], "is gone"
            continue
        names = differing(change["change"]["before"], change["change"]["after"])
        if names:
            yield change["address"], f"was changed by other hands: {', '.join(names)}"


def main():
    found = sorted(set(drifted(json.load(sys.stdin))))
    for address, what in found:
        print(f"{address} {what}")
    return 2 if found else 0


if __name__ == "__main__":
    sys.exit(main())
