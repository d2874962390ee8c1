"""EKS clusters and node groups: settings that moto drops, and the updates that the provider waits for."""

import json
import secrets
import urllib.parse
import uuid

import moto.eks.models as models
import moto.eks.responses as responses
import moto.eks.urls as urls
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.core.utils import utcnow

from .patching import add, around

EKSResponse = responses.EKSResponse


class NotFound(ServiceException):
    code = "ResourceNotFoundException"


def route(*patterns):
    for pattern in patterns:
        urls.url_paths["{0}" + pattern] = urls.response.dispatch


def cluster_of(response):
    name = urllib.parse.unquote(response.path.split("/clusters/")[1].split("/")[0])
    if name not in response.eks_backend.clusters:
        raise NotFound(f"No cluster found for name: {name}.")
    return response.eks_backend.clusters[name]


def body_of(response):
    return json.loads(response.body or "{}")


def updated(cluster, kind):
    """An update that is done at once; the provider asks for it by its id."""
    update = {
        "id": str(uuid.uuid4()),
        "status": "Successful",
        "type": kind,
        "params": [],
        "createdAt": utcnow(),
        "errors": [],
    }
    cluster.updates[update["id"]] = update
    return ActionResult({"update": update})


def install():
    # moto's default {ec2SshKey: eksKeypair} would force every node group's replacement at every plan.
    models.DEFAULT_REMOTE_ACCESS = None

    route("/clusters/(?P<name>[^/]+)/updates$", "/clusters/(?P<name>[^/]+)/updates/(?P<id>[^/]+)$")

    @around(models.Cluster, "__init__")
    def create(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        region = kwargs.get("region_name", "us-east-1")
        issuer = f"https://oidc.eks.{region}.amazonaws.com/id/{secrets.token_hex(16).upper()}"
        self.identity = {"oidc": {"issuer": issuer}}
        self.access_config = {"authenticationMode": "CONFIG_MAP"}
        self.upgrade_policy = {"supportType": "EXTENDED"}
        # The group that EKS itself makes for the cluster; no such group exists in the stand-in's EC2.
        self.resources_vpc_config = {
            **(self.resources_vpc_config or {}),
            "clusterSecurityGroupId": "sg-" + secrets.token_hex(9)[:17],
        }
        self.addons, self.entries, self.associations, self.updates = {}, {}, {}, {}

    @around(EKSResponse)
    def create_cluster(original, self):
        answer = original(self)
        cluster = self.eks_backend.clusters[self._get_param("name")]
        access = self._get_param("accessConfig")
        if access:
            cluster.access_config = {
                "authenticationMode": access.get("authenticationMode", "CONFIG_MAP"),
                "bootstrapClusterCreatorAdminPermissions": access.get("bootstrapClusterCreatorAdminPermissions", True),
            }
        if self._get_param("upgradePolicy"):
            cluster.upgrade_policy = self._get_param("upgradePolicy")
        return answer

    @add(EKSResponse)
    def describe_update(self):
        return ActionResult({"update": cluster_of(self).updates[self.path.split("/updates/")[1].split("?")[0]]})

    @add(EKSResponse)
    def update_cluster_config(self):
        cluster, body = cluster_of(self), body_of(self)
        cluster.access_config.update(body.get("accessConfig") or {})
        cluster.resources_vpc_config.update(body.get("resourcesVpcConfig") or {})
        cluster.logging = body.get("logging") or cluster.logging
        return updated(cluster, "ConfigUpdate")

    @add(EKSResponse)
    def update_cluster_version(self):
        cluster = cluster_of(self)
        cluster.version = body_of(self)["version"]
        return updated(cluster, "VersionUpdate")

    @around(EKSResponse)
    def create_nodegroup(original, self):
        answer = original(self)
        cluster = self.eks_backend.clusters[self._get_param("name")]
        group = cluster.nodegroups[self._get_param("nodegroupName")]
        group.update_config = self._get_param("updateConfig") or {"maxUnavailable": 1}
        return answer

    @add(EKSResponse)
    def update_nodegroup_config(self):
        cluster, body = cluster_of(self), body_of(self)
        group = cluster.nodegroups[self.path.split("/node-groups/")[1].split("/")[0]]
        group.scaling_config.update(body.get("scalingConfig") or {})
        labels = body.get("labels") or {}
        group.labels = {**(group.labels or {}), **labels.get("addOrUpdateLabels", {})}
        for label in labels.get("removeLabels", []):
            group.labels.pop(label, None)
        return updated(cluster, "ConfigUpdate")
