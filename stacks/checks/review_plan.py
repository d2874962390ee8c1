#!/usr/bin/env python3
"""Reviews a Terraform plan against the platform's check list, before anything is applied.

    terraform show -json PLANFILE | stacks/checks/review_plan.py [--stage prod]

Reads plan JSON (format 1.x) from stdin, prints one line per violation, `address: what is wrong`, and exits 1 if there
was any. An attribute that is known only after the apply passes where being set at all is what is asked.
"""

import argparse
import json
import sys

MANDATORY_TAGS = ("Stack", "Stage", "Owner", "CostCenter", "ManagedBy")

# Actions that AWS offers on all resources or none.
UNSCOPED = ("route53:ListHostedZones", "autoscaling:Describe", "elasticloadbalancing:Describe", "ec2:Describe")


class Resource:
    """One resource of the plan: its values, and which of them are known only after the apply."""

    def __init__(self, change):
        self.address = change["address"]
        self.type = change["type"]
        self.module = self.address.rpartition(self.type)[0].removesuffix("data.")
        self.values = change["change"].get("after") or {}
        self.unknown = change["change"].get("after_unknown") or {}

    def __getitem__(self, name):
        return self.values.get(name)

    def is_set(self, name):
        return self.values.get(name) not in (None, "", [], {}) or self.unknown.get(name) is True

    def block(self, name):
        """The first block of that name; {} where there is none."""
        blocks = self.values.get(name) or [{}]
        return blocks[0] or {}


class Plan:
    def __init__(self, document):
        changes = document.get("resource_changes", [])
        read = [
            {"address": each["address"], "type": each["type"], "change": {"after": each["values"]}}
            for each in resources_in(document.get("prior_state", {}).get("values", {}).get("root_module", {}))
            if each["mode"] == "data"
        ]
        self.resources = [Resource(each) for each in changes + read if each["change"].get("actions") != ["delete"]]

    def of(self, *types):
        return [resource for resource in self.resources if resource.type in types]

    def beside(self, resource, kind):
        """The resource of that type in the same module instance: what belongs to a bucket of modules/private-bucket."""
        return next((each for each in self.of(kind) if each.module == resource.module), None)


def resources_in(module):
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from resources_in(child)


def encryption(plan):
    for kind, attribute in (
        ("aws_db_instance", "storage_encrypted"),
        ("aws_elasticache_replication_group", "at_rest_encryption_enabled"),
    ):
        for resource in plan.of(kind):
            # A replica in the same region takes its source's encryption, key included.
            if str(resource[attribute]).lower() != "true":
                yield resource, f"{attribute} must be true"
    for kind in ("aws_cloudwatch_log_group", "aws_backup_vault", "aws_secretsmanager_secret", "aws_cloudtrail"):
        attribute = "kms_key_arn" if kind == "aws_backup_vault" else "kms_key_id"
        for resource in plan.of(kind):
            if not resource.is_set(attribute):
                yield resource, f"{attribute} must name a key"
    for resource in plan.of("aws_sns_topic"):
        if not resource.is_set("kms_master_key_id"):
            yield resource, "kms_master_key_id must name a key"
    for resource in plan.of("aws_kms_key"):
        if not resource["enable_key_rotation"]:
            yield resource, "enable_key_rotation must be true"
    for resource in plan.of("aws_eks_cluster"):
        if "secrets" not in (resource.block("encryption_config").get("resources") or []):
            yield resource, "encryption_config must cover secrets"
    for resource in plan.of("aws_launch_template"):
        disks = [disk for mapping in resource["block_device_mappings"] or [] for disk in mapping.get("ebs") or []]
        if not disks or any(str(disk.get("encrypted")).lower() != "true" for disk in disks):
            yield resource, "every disk must be encrypted"
    for bucket in plan.of("aws_s3_bucket"):
        rules = plan.beside(bucket, "aws_s3_bucket_server_side_encryption_configuration")
        if rules is None or not rules.block("rule").get("apply_server_side_encryption_by_default"):
            yield bucket, "must have a server-side encryption configuration"


def public_access(plan):
    for bucket in plan.of("aws_s3_bucket"):
        block = plan.beside(bucket, "aws_s3_bucket_public_access_block")
        switches = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
        if block is None or not all(block[switch] for switch in switches):
            yield bucket, "must have a public access block with all four switches on"
    for resource in plan.of("aws_db_instance"):
        if resource["publicly_accessible"]:
            yield resource, "publicly_accessible must be false"
    for resource in plan.of("aws_subnet"):
        if resource["map_public_ip_on_launch"]:
            yield resource, "map_public_ip_on_launch must be false"
    for resource in plan.of("aws_eks_cluster"):
        access = resource.block("vpc_config")
        if access.get("endpoint_public_access") and "0.0.0.0/0" in (access.get("public_access_cidrs") or ["0.0.0.0/0"]):
            yield resource, "a public endpoint must be limited to some addresses"
    for resource in plan.of("aws_vpc_security_group_ingress_rule"):
        everybody = resource["cidr_ipv4"] == "0.0.0.0/0" or resource["cidr_ipv6"] == "::/0"
        if everybody and resource["from_port"] not in (80, 443):
            yield resource, "only ports 80 and 443 may be open to everybody"


def transport(plan):
    for resource in plan.of("aws_lb_listener"):
        redirects = resource.block("default_action").get("type") == "redirect"
        if resource["protocol"] == "HTTP" and not redirects:
            yield resource, "plain HTTP may only redirect"
        if resource["protocol"] == "HTTPS" and "TLS13-1-2" not in (resource["ssl_policy"] or ""):
            yield resource, "ssl_policy must be one of TLS 1.2 and 1.3"
    for resource in plan.of("aws_elasticache_replication_group"):
        if not resource["transit_encryption_enabled"]:
            yield resource, "transit_encryption_enabled must be true"
    for resource in plan.of("aws_db_parameter_group"):
        forced = {p["name"]: p["value"] for p in resource["parameter"] or []}
        if forced.get("rds.force_ssl") != "1":
            yield resource, "rds.force_ssl must be 1"
    for bucket in plan.of("aws_s3_bucket"):
        policy = plan.beside(bucket, "aws_iam_policy_document")
        if policy is None or not any(refuses_plain_transport(each) for each in policy["statement"] or []):
            yield bucket, "its policy must refuse requests without TLS"


def refuses_plain_transport(statement):
    return statement.get("effect") == "Deny" and any(
        condition["variable"] == "aws:SecureTransport" for condition in statement.get("condition") or []
    )


def acts_for_anybody(statement):
    """A service that may use what is ours, whoever asks it to: keys, buckets and topics need a condition."""
    return (
        statement.get("effect") != "Deny"
        and any(principal["type"] == "Service" for principal in statement["principals"])
        and any(action.startswith(("kms:", "s3:", "sns:")) for action in statement.get("actions") or [])
        and not statement.get("condition")
    )


def least_privilege(plan):
    for document in plan.of("aws_iam_policy_document"):
        for statement in document["statement"] or []:
            if statement.get("effect") == "Deny" or statement.get("principals"):
                # Who may assume a role, or use a key or bucket, is limited by its principals.
                if statement.get("effect") != "Deny" and any("*" in p["identifiers"] for p in statement["principals"]):
                    yield document, f"statement {statement.get('sid')} allows everybody"
                if acts_for_anybody(statement):
                    yield document, f"statement {statement.get('sid')} must say on whose behalf a service may act"
                continue
            for action in statement.get("actions") or []:
                if action == "*" or action.endswith(":*"):
                    yield document, f"allows {action}"
                elif (statement.get("resources") or []) == ["*"] and not action.startswith(UNSCOPED):
                    yield document, f"allows {action} on every resource"
    for resource in plan.of("aws_launch_template"):
        if resource.block("metadata_options").get("http_tokens") != "required":
            yield resource, "metadata_options.http_tokens must be required (IMDSv2)"
    for resource in plan.of("aws_iam_role_policy_attachment"):
        if "AdministratorAccess" in (resource["policy_arn"] or ""):
            yield resource, "nobody needs AdministratorAccess"


def backups(plan, stage):
    for bucket in plan.of("aws_s3_bucket"):
        versioning = plan.beside(bucket, "aws_s3_bucket_versioning")
        if versioning is None or versioning.block("versioning_configuration").get("status") != "Enabled":
            yield bucket, "must keep versions"
    for resource in plan.of("aws_db_instance"):
        primary = not resource.is_set("replicate_source_db")
        if primary and (resource["backup_retention_period"] or 0) < (14 if stage == "prod" else 1):
            yield resource, "backup_retention_period is too short"
        if stage == "prod" and primary and not resource["multi_az"]:
            yield resource, "multi_az must be true"
        if stage == "prod" and not resource["deletion_protection"]:
            yield resource, "deletion_protection must be true"
    if stage != "prod" or not plan.of("aws_db_instance"):
        return
    for resource in plan.of("aws_backup_plan"):
        for rule in resource["rule"] or []:
            if not rule.get("copy_action"):
                yield resource, f"rule {rule['rule_name']} must copy to another region"


def tags(plan):
    for resource in plan.resources:
        if "tags_all" not in resource.values:
            continue
        missing = [tag for tag in MANDATORY_TAGS if not (resource["tags_all"] or {}).get(tag)]
        if missing:
            yield resource, f"lacks the tags {', '.join(missing)}"


def review(plan, stage):
    for name, violations in (
        ("encryption", encryption(plan)),
        ("public access", public_access(plan)),
        ("TLS", transport(plan)),
        ("least privilege", least_privilege(plan)),
        ("backups", backups(plan, stage)),
        ("tags", tags(plan)),
    ):
        for resource, problem in violations:
            yield f"{resource.address}: {name}: {problem}"


def main():
    options = argparse.ArgumentParser(description="Reviews plan JSON from stdin against the platform's check list.")
    options.add_argument("--stage", choices=("dev", "staging", "prod"), default="prod")
    stage = options.parse_args().stage
    plan = Plan(json.load(sys.stdin))
    violations = sorted(set(review(plan, stage)))
    for violation in violations:
        print(violation)
    print(f"{len(plan.resources)} resources reviewed for {stage}, {len(violations)} violations.", file=sys.stderr)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
