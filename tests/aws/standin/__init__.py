"""Additions to moto, one module per service. Each has an `install()` that replaces methods of moto's classes."""

from . import (
    backup,
    budgets,
    cloudtrail,
    ec2,
    eks,
    eks_addons,
    eks_access,
    elasticache_groups,
    elasticache_replication,
    kms,
    outage,
    rds,
    s3,
)


def install():
    for service in (
        backup,
        budgets,
        cloudtrail,
        ec2,
        eks,
        eks_addons,
        eks_access,
        elasticache_groups,
        elasticache_replication,
        kms,
        outage,
        rds,
        s3,
    ):
        service.install()
