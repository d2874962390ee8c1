"""S3: access-log permissions in policies that name principals and resources in any of the ways AWS allows."""

import fnmatch
import json

import moto.s3.models as s3

LOG_DELIVERY = "logging.s3.amazonaws.com"


def as_list(value):
    return value if isinstance(value, list) else [value]


def allows_log_delivery(statement, resource):
    principal = statement.get("Principal")
    services = as_list(principal.get("Service", [])) if isinstance(principal, dict) else []
    return (
        statement.get("Effect") == "Allow"
        and LOG_DELIVERY in services
        and "s3:PutObject" in as_list(statement.get("Action", []))
        and any(fnmatch.fnmatchcase(resource, pattern) for pattern in as_list(statement.get("Resource", [])))
    )


def install():
    def log_permissions_enabled_policy(target_bucket, target_prefix):
        if not target_bucket.policy:
            return False
        resource = f"arn:{target_bucket.partition}:s3:::{target_bucket.name}/{target_prefix or ''}log"
        return any(
            allows_log_delivery(statement, resource)
            for statement in json.loads(target_bucket.policy.decode())["Statement"]
        )

    s3.FakeBucket._log_permissions_enabled_policy = staticmethod(log_permissions_enabled_policy)
