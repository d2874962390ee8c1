"""EKS add-ons, which moto lacks."""

import uuid

from moto.core.responses import ActionResult
from moto.core.utils import utcnow

from .eks import EKSResponse, NotFound, body_of, cluster_of, route, updated
from .patching import add

DEFAULT_VERSIONS = {
    "vpc-cni": "v1.19.0-eksbuild.1",
    "coredns": "v1.11.3-eksbuild.1",
    "kube-proxy": "v1.31.2-eksbuild.3",
    "aws-ebs-csi-driver": "v1.37.0-eksbuild.1",
}


def addon_of(response):
    cluster = cluster_of(response)
    name = response.path.split("/addons/")[1].split("/")[0].split("?")[0]
    if name not in cluster.addons:
        raise NotFound(f"No addon: {name} found in cluster: {cluster.name}")
    return cluster, name


def install():
    route(
        "/clusters/(?P<name>[^/]+)/addons$",
        "/clusters/(?P<name>[^/]+)/addons/(?P<addon>[^/]+)$",
        "/clusters/(?P<name>[^/]+)/addons/(?P<addon>[^/]+)/update$",
    )

    @add(EKSResponse)
    def create_addon(self):
        cluster, body = cluster_of(self), body_of(self)
        name = body["addonName"]
        cluster.addons[name] = {
            "addonName": name,
            "addonArn": f"{cluster.arn.replace(':cluster/', ':addon/')}/{name}/{uuid.uuid4()}",
            "addonVersion": body.get("addonVersion") or DEFAULT_VERSIONS.get(name, "v1.0.0-eksbuild.1"),
            "clusterName": cluster.name,
            "configurationValues": body.get("configurationValues") or "",
            "serviceAccountRoleArn": body.get("serviceAccountRoleArn"),
            "status": "ACTIVE",
            "health": {"issues": []},
            "tags": body.get("tags") or {},
            "createdAt": utcnow(),
            "modifiedAt": utcnow(),
        }
        return ActionResult({"addon": cluster.addons[name]})

    @add(EKSResponse)
    def describe_addon(self):
        cluster, name = addon_of(self)
        return ActionResult({"addon": cluster.addons[name]})

    @add(EKSResponse)
    def update_addon(self):
        cluster, name = addon_of(self)
        body = body_of(self)
        for key in ("addonVersion", "configurationValues", "serviceAccountRoleArn"):
            if body.get(key) is not None:
                cluster.addons[name][key] = body[key]
        return updated(cluster, "AddonUpdate")

    @add(EKSResponse)
    def delete_addon(self):
        cluster, name = addon_of(self)
        return ActionResult({"addon": cluster.addons.pop(name)})

    @add(EKSResponse)
    def list_addons(self):
        return ActionResult({"addons": list(cluster_of(self).addons)})
