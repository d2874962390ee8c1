"""S3: access-log permissions in policies written in any of the ways AWS allows, policies that insist on TLS,
replication rules as they were given, and single versions that go from a bucket whose versioning was suspended.

moto does not know conditions: a statement that refuses requests without TLS would refuse every request. The stand-in
speaks plain HTTP on loopback, which counts as TLS here.
"""

import fnmatch
import json

import moto.s3.models as s3
import moto.s3.responses as responses
from moto.core.responses import ActionResult
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.exceptions import ReplicationConfigurationNotFoundError

from .patching import add, around

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


def insists_on_tls(statement):
    condition = statement.get("Condition", {}).get("Bool", {})
    return statement.get("Effect") == "Deny" and str(condition.get("aws:SecureTransport")).lower() == "false"


def without_tls_statements(policy):
    document = json.loads(policy.decode())
    kept = [statement for statement in document["Statement"] if not insists_on_tls(statement)]
    return json.dumps({**document, "Statement": kept}) if kept else None


def replication_rule(rule):
    """moto forgets which deletions are replicated and which encrypted objects are."""
    answer = {
        "ID": rule["ID"],
        "Priority": rule["Priority"],
        "Status": rule["Status"],
        "DeleteMarkerReplication": rule.get("DeleteMarkerReplication") or {"Status": "Disabled"},
        "Filter": {"Prefix": (rule.get("Filter") or {}).get("Prefix") or ""},
        "Destination": rule["Destination"],
    }
    if rule.get("SourceSelectionCriteria"):
        answer["SourceSelectionCriteria"] = rule["SourceSelectionCriteria"]
    return answer


def delete_version(bucket, key, version):
    kept = [each for each in bucket.keys.getlist(key, []) if str(each.version_id) != version]
    bucket.keys.setlist(key, kept)
    if not kept:
        bucket.keys.pop(key)


def install():
    @around(s3.S3Backend)
    def delete_object(original, self, bucket_name, key_name, version_id=None, bypass=False):
        # moto takes a suspended bucket for one that never had versions: the first one deleted would take all others
        # with it, and a delete marker among them ends in a fault. Terraform suspends before it empties a bucket.
        bucket = self.get_bucket(bucket_name)
        if version_id is None or bucket.versioning_status != "Suspended":
            return original(self, bucket_name, key_name, version_id, bypass)
        delete_version(bucket, key_name, version_id)
        return True, {"version-id": version_id}

    @add(responses.S3Response)
    def get_bucket_replication(self):
        self.data["Action"] = "GetBucketReplication"
        replication = self.backend.get_bucket_replication(self.bucket_name)
        if not replication:
            raise ReplicationConfigurationNotFoundError(bucket_name=self.bucket_name)
        rules = [replication_rule(rule) for rule in replication["Rule"]]
        return self.serialized(
            ActionResult({"ReplicationConfiguration": {"Role": replication["Role"], "Rules": rules}})
        )

    @add(s3.FakeBucket)
    def get_permission(self, action, resource):
        policy = without_tls_statements(self.policy) if self.policy else None
        if policy is None:
            return PermissionResult.NEUTRAL
        return IAMPolicy(policy).is_action_permitted(action, resource)

    def log_permissions_enabled_policy(target_bucket, target_prefix):
        if not target_bucket.policy:
            return False
        resource = f"arn:{target_bucket.partition}:s3:::{target_bucket.name}/{target_prefix or ''}log"
        return any(
            allows_log_delivery(statement, resource)
            for statement in json.loads(target_bucket.policy.decode())["Statement"]
        )

    s3.FakeBucket._log_permissions_enabled_policy = staticmethod(log_permissions_enabled_policy)
