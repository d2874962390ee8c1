"""ElastiCache parameter groups, which moto lacks, and the deletion of subnet groups."""

import re
from types import SimpleNamespace

import moto.elasticache.models as models
import moto.elasticache.responses as responses
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, EmptyResult

from .patching import add, around

ElastiCacheResponse = responses.ElastiCacheResponse
TAGGABLE = re.compile(
    r"^arn:aws:elasticache:.*:[0-9]*:(parametergroup|cluster|snapshot|user|subnetgroup|replicationgroup):.*$"
)


class ParameterGroupNotFound(ServiceException):
    code = "CacheParameterGroupNotFound"
    message = "CacheParameterGroup not found"


def groups(response):
    backend = response.elasticache_backend
    if not hasattr(backend, "parameter_groups"):
        backend.parameter_groups = {}
    return backend.parameter_groups


def group_of(response):
    name = response._get_param("CacheParameterGroupName")
    if name not in groups(response):
        raise ParameterGroupNotFound()
    return groups(response)[name]


def install():
    @around(models.ElastiCacheBackend, "__init__")
    def create(original, self, *args, **kwargs):
        original(self, *args, **kwargs)
        self.arn_regex = TAGGABLE

    @add(ElastiCacheResponse)
    def create_cache_parameter_group(self):
        name = self._get_param("CacheParameterGroupName")
        group = SimpleNamespace(
            cache_parameter_group_name=name,
            cache_parameter_group_family=self._get_param("CacheParameterGroupFamily"),
            description=self._get_param("Description"),
            is_global=False,
            parameters={},
            arn=f"arn:aws:elasticache:{self.region}:{self.current_account}:parametergroup:{name}",
        )
        groups(self)[name] = group
        self.elasticache_backend.add_tags_to_resource(group.arn, self._get_param("Tags", []))
        return ActionResult({"CacheParameterGroup": group})

    @add(ElastiCacheResponse)
    def describe_cache_parameter_groups(self):
        named = self._get_param("CacheParameterGroupName")
        return ActionResult({"CacheParameterGroups": [group_of(self)] if named else list(groups(self).values())})

    @add(ElastiCacheResponse)
    def describe_cache_parameters(self):
        parameters = group_of(self).parameters.items()
        return ActionResult(
            {"Parameters": [{"ParameterName": k, "ParameterValue": v, "Source": "user"} for k, v in parameters]}
        )

    @add(ElastiCacheResponse)
    def modify_cache_parameter_group(self):
        group = group_of(self)
        for parameter in self._get_param("ParameterNameValues", []):
            group.parameters[parameter["ParameterName"]] = parameter["ParameterValue"]
        return ActionResult({"CacheParameterGroupName": group.cache_parameter_group_name})

    @add(ElastiCacheResponse)
    def reset_cache_parameter_group(self):
        group = group_of(self)
        for parameter in self._get_param("ParameterNameValues", []):
            group.parameters.pop(parameter["ParameterName"], None)
        return ActionResult({"CacheParameterGroupName": group.cache_parameter_group_name})

    @add(ElastiCacheResponse)
    def delete_cache_parameter_group(self):
        groups(self).pop(group_of(self).cache_parameter_group_name)
        return EmptyResult()

    @add(ElastiCacheResponse)
    def delete_cache_subnet_group(self):
        self.elasticache_backend.cache_subnet_groups.pop(self._get_param("CacheSubnetGroupName"), None)
        return EmptyResult()
