"""ElastiCache replication groups: their member clusters, changes, and an end to those that were deleted."""

from types import SimpleNamespace

import moto.elasticache.models as models
import moto.elasticache.responses as responses
from moto.core.responses import ActionResult

from .patching import add, around

MODIFIABLE = {
    "CacheNodeType": "cache_node_type",
    "CacheParameterGroupName": "cache_parameter_group_name",
    "EngineVersion": "engine_version",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "ReplicationGroupDescription": "description",
    "SecurityGroupIds": "security_group_ids",
    "SnapshotRetentionLimit": "snapshot_retention_limit",
    "SnapshotWindow": "snapshot_window",
}


def full_version(version):
    """The service answers with three parts where it was given two."""
    version = version or "7.1"
    return version + ".0" if version.count(".") == 1 else version


def member(backend, group, cluster_id):
    return SimpleNamespace(
        arn=f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:cluster:{cluster_id}",
        cache_cluster_id=cluster_id,
        cache_cluster_status="available",
        replication_group_id=group.replication_group_id,
        engine="redis",
        engine_version=full_version(group.engine_version),
        cache_node_type=group.cache_node_type,
        num_cache_nodes=1,
        port=group.port,
        cache_subnet_group_name=group.cache_subnet_group_name,
        cache_parameter_group=SimpleNamespace(
            cache_parameter_group_name=group.cache_parameter_group_name, parameter_apply_status="in-sync"
        ),
        security_groups=[
            SimpleNamespace(security_group_id=each, status="active") for each in group.security_group_ids or []
        ],
        preferred_maintenance_window=group.preferred_maintenance_window or "sun:05:00-sun:06:00",
        snapshot_retention_limit=group.snapshot_retention_limit,
        snapshot_window=group.snapshot_window,
        auto_minor_version_upgrade=True,
        at_rest_encryption_enabled=group.at_rest_encryption_enabled,
        transit_encryption_enabled=group.transit_encryption_enabled,
    )


def install():
    @around(models.ReplicationGroup, "__init__")
    def create(original, self, *args, **kwargs):
        # moto ignores the number of clusters when cluster mode is off.
        if kwargs.get("num_cache_clusters") and not kwargs.get("replicas_per_node_group"):
            kwargs["replicas_per_node_group"] = kwargs["num_cache_clusters"] - 1
        original(self, *args, **kwargs)

    @around(models.ElastiCacheBackend)
    def describe_cache_clusters(original, self, cache_cluster_id=None):
        for group in self.replication_groups.values():
            if cache_cluster_id in group.member_clusters:
                return [member(self, group, cache_cluster_id)]
        clusters = original(self, cache_cluster_id)
        for cluster in list(clusters):
            if cluster.cache_cluster_status == "deleting":
                self.cache_clusters.pop(cluster.cache_cluster_id, None)
        return clusters

    @around(models.ElastiCacheBackend)
    def delete_replication_group(original, self, replication_group_id, *args, **kwargs):
        group = original(self, replication_group_id, *args, **kwargs)
        self.replication_groups.pop(replication_group_id, None)
        return group

    @add(responses.ElastiCacheResponse)
    def modify_replication_group(self):
        group = self.elasticache_backend.replication_groups[self._get_param("ReplicationGroupId")]
        for parameter, attribute in MODIFIABLE.items():
            value = self._get_param(parameter)
            if value is not None:
                setattr(group, attribute, value)
        return ActionResult({"ReplicationGroup": group})
