"""RDS: instances of their own identity, performance insights, read replicas that are not shallow copies, nor in their
source's region, and that follow nobody once promoted."""

import contextlib
import secrets
import string

import moto.rds.models as rds
from moto.rds.exceptions import DBInstanceNotFoundError

from .patching import around


def resource_id():
    return "db-" + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(26))


def install():
    @around(rds.DBInstance, "__init__")
    def create(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        # moto gives every instance the same one.
        self.dbi_resource_id = resource_id()
        self.performance_insights_enabled = bool(kwargs.get("enable_performance_insights", False))
        self.performance_insights_kms_key_id = kwargs.get("performance_insights_kms_key_id")
        self.performance_insights_retention_period = kwargs.get("performance_insights_retention_period")
        self.monitoring_interval = kwargs.get("monitoring_interval") or 0
        self.monitoring_role_arn = kwargs.get("monitoring_role_arn")

    @around(rds.DBInstance)
    def update(original, self, **kwargs):
        if "enable_performance_insights" in kwargs:
            self.performance_insights_enabled = bool(kwargs["enable_performance_insights"])
        return original(self, **kwargs)

    @around(rds.RDSBackend)
    def create_db_instance_read_replica(original, self, db_kwargs):
        elsewhere = db_kwargs["source_db_instance_identifier"].startswith("arn:")
        # The region first: the subnet group is looked up in it as soon as it is set.
        replica = original(self, {"backend": self, **db_kwargs} if elsewhere else db_kwargs)
        if elsewhere:
            # Parameter groups belong to a region; the source's is not known in this one.
            replica.db_parameter_group_name = db_kwargs.get("db_parameter_group_name")
        replica.dbi_resource_id = resource_id()
        replica.replicas = []
        replica.backup_retention_period = db_kwargs.get("backup_retention_period") or 0
        # A replica does not inherit these from its source.
        replica.enabled_cloudwatch_logs_exports = db_kwargs.get("enable_cloudwatch_logs_exports") or []
        replica.enable_iam_database_authentication = False
        replica.max_allocated_storage = replica.allocated_storage
        replica.monitoring_interval = db_kwargs.get("monitoring_interval") or 0
        replica.monitoring_role_arn = None
        replica.performance_insights_enabled = bool(db_kwargs.get("enable_performance_insights"))
        replica.performance_insights_retention_period = None
        replica.master_user_secret = None
        return replica

    @around(rds.DBInstance)
    def remove_replica(original, self, replica):
        # Replicas in other regions are kept by their ARN.
        gone = (replica.db_instance_identifier, replica.db_instance_arn)
        self.replicas = [each for each in self.replicas if each not in gone]

    @around(rds.RDSBackend)
    def promote_read_replica(original, self, db_kwargs):
        source = self.databases[db_kwargs["db_instance_identifier"]].source_db_instance_identifier
        promoted = original(self, db_kwargs)
        # Neither knows of the other any more; the source may be gone.
        if source:
            with contextlib.suppress(DBInstanceNotFoundError):
                self.find_db_from_id(source).remove_replica(promoted)
            promoted.source_db_instance_identifier = None
        return promoted

    @around(rds.DBParameterGroup)
    def update_parameters(original, self, new_parameters):
        # Without a source the provider takes them for defaults, and plans them again.
        original(self, [dict(parameter, Source="user") for parameter in new_parameters])
