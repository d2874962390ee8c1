#!/usr/bin/env python3
"""What no component can see by itself: rules over all stacks. Prints one line per violation, exits 1 if there was any.

- every network of the address plan is well formed and overlaps no other;
- no two instances share a place for their state, and a stack's bucket is the one that its tfstate-backend makes;
- every AWS stack has its mandatory variables, and a stage that is known.

With --stdin it reads what `describe stacks --format json` printed instead of asking for it.
"""

import ipaddress
import itertools
import json
import sys

from repository import components, describe

STAGES = ("dev", "staging", "prod")
MANDATORY = ("namespace", "tenant", "environment", "region", "stage", "owner", "cost_center")


def networks(stacks):
    """address_plan as each instance sees it; they normally all see the same."""
    seen = {}
    for stack, described in stacks.items():
        for name, component in components(described).items():
            for planned, block in component.get("vars", {}).get("address_plan", {}).items():
                seen.setdefault((planned, block), f"{stack}: {name}: address_plan")
    return seen


def check_networks(stacks):
    blocks = []
    for (planned, block), where in networks(stacks).items():
        try:
            network = ipaddress.ip_network(block)
        except ValueError as fault:
            yield f"{where}: {planned} has the malformed block {block}: {fault}"
            continue
        if not 16 <= network.prefixlen <= 20:
            yield f"{where}: {planned} has {block}; it must be a /16 to /20"
        blocks.append((planned, network, where))
    for (a, block_a, where), (b, block_b, _) in itertools.combinations(blocks, 2):
        if block_a.version == block_b.version and block_a.overlaps(block_b):
            yield f"{where}: {a} {block_a} and {b} {block_b} overlap"


def state_place(stack, name, component):
    """Backend, bucket or path, prefix, workspace: what makes a state another one.

    The workspace is derived as for a run: `describe stacks` prints the stack's name even where a run adds the component.
    """
    backend = component.get("backend") or {}
    metadata = component.get("metadata", {})
    folder = metadata.get("component") or name
    workspace = metadata.get("terraform_workspace") or (stack if folder == name else f"{stack}-{name}")
    kind = component.get("backend_type") or "local"
    if kind == "local":
        return (kind, backend.get("path") or folder, workspace)
    prefix = backend.get("workspace_key_prefix") or name
    return (kind, backend.get("bucket") or str(sorted(backend.items())), prefix, backend.get("key"), workspace)


def check_states(stacks):
    places = {}
    for stack, described in stacks.items():
        for name, component in components(described).items():
            places.setdefault(state_place(stack, name, component), []).append(f"{name} in {stack}")
    for place, instances in places.items():
        if len(instances) > 1:
            yield f"{' and '.join(instances)} share one state: {'/'.join(str(part) for part in place)}"


def check_buckets(stacks):
    for stack, described in stacks.items():
        known = components(described)
        if "tfstate-backend" not in known:
            continue
        made = f"{known['tfstate-backend']['vars'].get('namespace')}-{stack}-tfstate"
        for name, component in known.items():
            bucket = (component.get("backend") or {}).get("bucket")
            if bucket and bucket != made:
                yield f"{stack}: {name}: backend.s3.bucket {bucket} is not the one that tfstate-backend makes, {made}"


def check_variables(stacks):
    for stack, described in stacks.items():
        for name, component in components(described).items():
            variables = component.get("vars", {})
            if "region" not in variables:
                continue
            for missing in (each for each in MANDATORY if not variables.get(each)):
                yield f"{stack}: {name}: {missing} is missing"
            if variables.get("stage") and variables["stage"] not in STAGES:
                yield f"{stack}: {name}: stage {variables['stage']} is unknown: {', '.join(STAGES)}"


def main():
    stacks = json.load(sys.stdin) if sys.argv[1:] == ["--stdin"] else describe()
    violations = [*check_networks(stacks), *check_states(stacks), *check_buckets(stacks), *check_variables(stacks)]
    for violation in violations:
        print(violation)
    print(f"{len(stacks)} stacks checked, {len(violations)} violations.", file=sys.stderr)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
