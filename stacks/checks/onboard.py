#!/usr/bin/env python3
"""Scaffolds a stack: onboard.py --tenant T --stage dev --region us-east-1 --cidr 10.50.0.0/16 --domain D.

Prod also needs --replica-region, where copies of its backups go. Refuses, before anything is written, a network that is
malformed or overlaps another stack's, a region without a mixin, a stage that is unknown and a stack that exists.
"""

import argparse
import ipaddress
import pathlib
import re

from repository import fail

STACKS = pathlib.Path(__file__).resolve().parent.parent
PLAN = STACKS / "catalog" / "address-plan.yaml"
LINE = re.compile(r"^( +)([a-z0-9-]+): ([0-9./]+)$")


def planned():
    lines = (LINE.match(line) for line in PLAN.read_text().splitlines())
    return {line[2]: ipaddress.ip_network(line[3]) for line in lines if line}


def check(options, stack, manifest):
    if not re.fullmatch(r"[a-z][a-z0-9]{1,15}", options.tenant):
        fail(f"--tenant {options.tenant}: 2 to 16 lower-case letters or digits, a letter first.")
    if not (STACKS / "mixins" / "region" / f"{options.region}.yaml").exists():
        fail(f"--region {options.region}: there is no stacks/mixins/region/{options.region}.yaml; write it first.")
    if options.replica_region == options.region or (options.stage == "prod" and not options.replica_region):
        fail(f"--replica-region {options.replica_region}: prod's backups are copied to a region other than {options.region}.")
    if manifest.exists() or stack in planned():
        fail(f"the stack {stack} exists: {manifest.relative_to(STACKS.parent)}.")
    try:
        network = ipaddress.ip_network(options.cidr)
    except ValueError as fault:
        fail(f"--cidr {options.cidr}: {fault}.")
    if network.version != 4 or not 16 <= network.prefixlen <= 20:
        fail(f"--cidr {options.cidr}: an IPv4 block, /16 to /20.")
    for other, block in planned().items():
        if network.overlaps(block):
            fail(f"--cidr {options.cidr} overlaps {block} of {other}; the plan is stacks/catalog/address-plan.yaml.")


def manifest_text(options, stack):
    own_network = options.stage == "dev"
    imports = [
        "orgs/gaia/_defaults",
        f"mixins/region/{options.region}",
        f"mixins/stage/{options.stage}",
        *([] if own_network else ["catalog/tfstate-backend", "catalog/vpc"]),
        f"catalog/idp-platform/{options.stage}",
    ]
    lines = [f"# {stack}", "import:", *(f"  - {each}" for each in imports), "", "vars:", f"  tenant: {options.tenant}"]
    if not own_network:
        bucket = ["    s3:", f"      bucket: gaia-{stack}-tfstate", f"      region: {options.region}"]
        lines += ["", "terraform:", "  backend:", *bucket]
    lines += ["", "components:", "  terraform:", "    idp-platform:", "      vars:", f"        domain: {options.domain}"]
    if options.replica_region:
        lines += [f"        replica_region: {options.replica_region}"]
    if not own_network:
        lines += ["        network: !terraform.state vpc network", "      settings:", "        depends_on:"]
        lines += ["          network: { component: vpc }"]
    return "\n".join(lines) + "\n"


def add_to_plan(stack, cidr):
    lines = PLAN.read_text().splitlines()
    last = max(index for index, line in enumerate(lines) if LINE.match(line))
    lines.insert(last + 1, f"{LINE.match(lines[last])[1]}{stack}: {cidr}")
    PLAN.write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description="Scaffolds a stack and takes its network into the address plan.")
    for name in ("tenant", "region", "cidr", "domain"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--replica-region")
    parser.add_argument("--stage", required=True, choices=("dev", "staging", "prod"))
    options = parser.parse_args()

    stack = f"{options.tenant}-{options.region}-{options.stage}"
    manifest = STACKS / "orgs" / "gaia" / options.tenant / f"{options.region}.yaml"
    check(options, stack, manifest)
    manifest.parent.mkdir(parents=True, exist_ok=True)
    manifest.write_text(manifest_text(options, stack))
    add_to_plan(stack, options.cidr)
    print(f"Wrote {manifest.relative_to(STACKS.parent)} and a line in {PLAN.relative_to(STACKS.parent)}.")
    print(f"Next: gaia workflow plan-environment -s {stack}")


if __name__ == "__main__":
    main()
