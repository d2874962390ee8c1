#!/usr/bin/env python3
"""generate.py FOLDER [--scale N]: an Atmos repository of 800 manifests, 200 stacks and 9,000 instances times N.

Imports go deep (org, tenant, region, stage, four levels) and wide (a catalog entry per component); every component builds
on an abstract one, which builds on another; a tenth of the values are templates, and every stack has locals.
"""
import argparse
import os

# Each catalog entry is an abstract component and a real one; with the common base a stack has 45.
ENTRIES = 22
COMPONENTS = ENTRIES * 2 + 1
STACKS = 200
CATALOG = 560


def write(root, path, text):
    full = os.path.join(root, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8") as file:
        file.write(text)


def catalog(number):
    base = f"c{number:04}"
    return f"""import:
  - catalog/_common
components:
  terraform:
    {base}/defaults:
      metadata:
        type: abstract
        component: shared/{base}
        inherits: [common/defaults]
      settings:
        spacelift: {{workspace_enabled: true}}
      vars:
        name: {base}
        size: {number}
        tags: {{component: {base}, tier: backend}}
        subnets: [a, b, c]
        rules:
          - {{port: 80, cidr: 10.0.0.0/8, description: plain}}
          - {{port: 443, cidr: 0.0.0.0/0, description: tls}}
    {base}:
      metadata:
        inherits: [{base}/defaults]
      vars:
        enabled: true
        label: "{{{{ .vars.tenant }}}}-{{{{ .vars.stage }}}}-{base}"
        size: {number + 1}
"""


COMMON = """components:
  terraform:
    common/defaults:
      metadata: {type: abstract}
      env: {AWS_MAX_ATTEMPTS: "10"}
      vars:
        enabled: false
        retention: {daily: 7, weekly: 4, monthly: 12}
        tags: {managed_by: atmos, cost_centre: shared}
"""

ATMOS = """base_path: ./
components: {terraform: {base_path: components/terraform, auto_generate_backend_file: true}}
stacks:
  base_path: stacks
  included_paths: ["orgs/**/*"]
  excluded_paths: ["**/_defaults.yaml"]
  name_template: "{{ .vars.tenant }}-{{ .vars.environment }}-{{ .vars.stage }}"
templates: {settings: {enabled: true, sprig: {enabled: true}, gomplate: {enabled: true}}}
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--scale", type=int, default=1)
    options = parser.parse_args()
    root, stacks, entries = options.folder, STACKS * options.scale, CATALOG * options.scale
    write(root, "atmos.yaml", ATMOS)
    write(root, "stacks/catalog/_common.yaml", COMMON)
    for number in range(entries):
        write(root, f"stacks/catalog/c{number:04}.yaml", catalog(number))
    write(root, "stacks/orgs/acme/_defaults.yaml", """vars: {namespace: acme, team: platform}
terraform:
  backend_type: s3
  backend: {s3: {encrypt: true, key: terraform.tfstate, region: us-east-1, bucket: "acme-{{ .vars.tenant }}-state"}}
  remote_state_backend: {s3: {role_arn: reader}}
""")
    tenants = max(1, stacks // 10)
    for tenant in range(tenants):
        write(root, f"stacks/orgs/acme/t{tenant:03}/_defaults.yaml", f"import: [orgs/acme/_defaults]\nvars: {{tenant: t{tenant:03}}}\n")
    for stage in ("dev", "test", "staging", "prod", "dr"):
        write(root, f"stacks/mixins/stage/{stage}.yaml", f"vars: {{stage: {stage}}}\nsettings: {{stage: {{name: {stage}}}}}\n")
    for region in ("ue1", "uw2"):
        write(root, f"stacks/mixins/region/{region}.yaml", f"vars: {{environment: {region}, region: region-{region}}}\n")
    stages = ("dev", "test", "staging", "prod", "dr")
    for number in range(stacks):
        tenant, stage, region = number // 10, stages[number % 5], ("ue1", "uw2")[number // 5 % 2]
        names = [f"c{(number * 7 + i * 11) % entries:04}" for i in range(ENTRIES)]
        imports = "".join(f"  - catalog/{name}\n" for name in names)
        overrides = "".join(f"    {name}:\n      vars:\n        size: {number}\n        tags: {{stack: s{number:04}}}\n" for name in names[:10])
        depends = "".join(f"    {names[i]}:\n      settings: {{depends_on: {{1: {{component: {names[i - 1]}}}}}}}\n" for i in range(11, 20))
        write(root, f"stacks/orgs/acme/t{tenant:03}/{region}-{stage}.yaml", f"""import:
  - orgs/acme/t{tenant:03}/_defaults
  - mixins/region/{region}
  - mixins/stage/{stage}
{imports}vars: {{account: "{number:012}"}}
components:
  terraform:
{overrides}{depends}""")
    count = sum(len(files) for _, _, files in os.walk(os.path.join(root, "stacks")))
    print(f"{count} manifests, {stacks} stacks, {stacks * COMPONENTS} instances in {root}")


if __name__ == "__main__":
    main()
