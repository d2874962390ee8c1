"""Who may use a cluster: access entries and pod identity associations, which moto lacks."""

import secrets
import urllib.parse
import uuid

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow

from .eks import EKSResponse, NotFound, body_of, cluster_of, route
from .patching import add


def entry_of(response):
    cluster = cluster_of(response)
    encoded = response.raw_path.split("/access-entries/")[1].split("?")[0]
    principal = urllib.parse.unquote(urllib.parse.unquote(encoded))
    if principal not in cluster.entries:
        raise NotFound("The specified principalArn could not be found")
    return cluster, principal


def association_of(response):
    cluster = cluster_of(response)
    association = response.path.split("/pod-identity-associations/")[1].split("?")[0]
    if association not in cluster.associations:
        raise NotFound(f"No association {association} found in cluster: {cluster.name}")
    return cluster, association


def install():
    route(
        "/clusters/(?P<name>[^/]+)/access-entries$",
        "/clusters/(?P<name>[^/]+)/access-entries/(?P<principal>.+)$",
        "/clusters/(?P<name>[^/]+)/pod-identity-associations$",
        "/clusters/(?P<name>[^/]+)/pod-identity-associations/(?P<id>[^/]+)$",
    )

    @add(EKSResponse)
    def create_access_entry(self):
        cluster, body = cluster_of(self), body_of(self)
        principal = body["principalArn"]
        cluster.entries[principal] = {
            "clusterName": cluster.name,
            "principalArn": principal,
            "accessEntryArn": f"{cluster.arn.replace(':cluster/', ':access-entry/')}/{uuid.uuid4()}",
            "kubernetesGroups": body.get("kubernetesGroups") or [],
            "type": body.get("type") or "STANDARD",
            "username": body.get("username") or principal,
            "tags": body.get("tags") or {},
            "createdAt": utcnow(),
            "modifiedAt": utcnow(),
        }
        return ActionResult({"accessEntry": cluster.entries[principal]})

    @add(EKSResponse)
    def describe_access_entry(self):
        cluster, principal = entry_of(self)
        return ActionResult({"accessEntry": cluster.entries[principal]})

    @add(EKSResponse)
    def delete_access_entry(self):
        cluster, principal = entry_of(self)
        cluster.entries.pop(principal)
        return EmptyResult()

    @add(EKSResponse)
    def create_pod_identity_association(self):
        cluster, body = cluster_of(self), body_of(self)
        association = "a-" + secrets.token_hex(9)
        cluster.associations[association] = {
            "clusterName": cluster.name,
            "associationId": association,
            "associationArn": f"{cluster.arn.replace(':cluster/', ':podidentityassociation/')}/{association}",
            "namespace": body["namespace"],
            "serviceAccount": body["serviceAccount"],
            "roleArn": body["roleArn"],
            "tags": body.get("tags") or {},
            "createdAt": utcnow(),
            "modifiedAt": utcnow(),
        }
        return ActionResult({"association": cluster.associations[association]})

    @add(EKSResponse)
    def describe_pod_identity_association(self):
        cluster, association = association_of(self)
        return ActionResult({"association": cluster.associations[association]})

    @add(EKSResponse)
    def update_pod_identity_association(self):
        cluster, association = association_of(self)
        cluster.associations[association]["roleArn"] = body_of(self)["roleArn"]
        return ActionResult({"association": cluster.associations[association]})

    @add(EKSResponse)
    def delete_pod_identity_association(self):
        cluster, association = association_of(self)
        return ActionResult({"association": cluster.associations.pop(association)})
