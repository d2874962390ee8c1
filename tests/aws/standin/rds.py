"""RDS: instances of their own identity, performance insights, read replicas that are not shallow copies, nor in their
source's region."""

import secrets
import string

import moto.rds.models as rds

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

    @around(rds.DBParameterGroup)
    def update_parameters(original, self, new_parameters):
        # Without a source the provider takes them for defaults, and plans them again.
        original(self, [dict(parameter, Source="user") for parameter in new_parameters])
