#!/usr/bin/env python3
"""Prints what is left in the stand-in of a stack's resources, a line each: leftovers.py NAME_PREFIX REGION.

Asks the services one by one, because Terraform's own state cannot tell what it forgot. Keys waiting for their deletion
do not count; AWS keeps them for days too.
"""

import sys

import boto3

prefix, region = sys.argv[1:]


def client(service):
    return boto3.client(service, region_name=region)


def leftovers():
    ec2 = client("ec2")
    for vpc in ec2.describe_vpcs()["Vpcs"]:
        if not vpc.get("IsDefault"):
            yield "vpc", vpc["VpcId"]
    for gateway in ec2.describe_nat_gateways()["NatGateways"]:
        if gateway["State"] != "deleted":
            yield "NAT gateway", gateway["NatGatewayId"]
    for address in ec2.describe_addresses()["Addresses"]:
        yield "address", address["PublicIp"]
    for template in ec2.describe_launch_templates()["LaunchTemplates"]:
        yield "launch template", template["LaunchTemplateName"]
    for bucket in client("s3").list_buckets()["Buckets"]:
        yield "bucket", bucket["Name"]
    for database in client("rds").describe_db_instances()["DBInstances"]:
        yield "database", database["DBInstanceIdentifier"]
    for group in client("elasticache").describe_replication_groups()["ReplicationGroups"]:
        yield "cache", group["ReplicationGroupId"]
    for cluster in client("eks").list_clusters()["clusters"]:
        yield "cluster", cluster
    for balancer in client("elbv2").describe_load_balancers()["LoadBalancers"]:
        yield "load balancer", balancer["LoadBalancerName"]
    for secret in client("secretsmanager").list_secrets()["SecretList"]:
        yield "secret", secret["Name"]
    for group in client("logs").describe_log_groups()["logGroups"]:
        yield "log group", group["logGroupName"]
    for alarm in client("cloudwatch").describe_alarms()["MetricAlarms"]:
        yield "alarm", alarm["AlarmName"]
    for topic in client("sns").list_topics()["Topics"]:
        yield "topic", topic["TopicArn"]
    for zone in client("route53").list_hosted_zones()["HostedZones"]:
        yield "zone", zone["Name"]
    for role in client("iam").list_roles()["Roles"]:
        yield "role", role["RoleName"]
    for vault in client("backup").list_backup_vaults()["BackupVaultList"]:
        yield "backup vault", vault["BackupVaultName"]
    for alias in client("kms").list_aliases()["Aliases"]:
        yield "key alias", alias["AliasName"]


UNNAMED = {"vpc", "NAT gateway", "address", "bucket", "zone"}

for kind, name in leftovers():
    if kind in UNNAMED or prefix in name:
        print(f"{kind} {name}")
