#!/usr/bin/env python3
"""Changes three things behind Terraform's back, to see whether drift detection names them: meddle.py NAME_PREFIX REGION.

A tag of the VPC, a rule in the database's security group, and the policy of the techdocs bucket.
"""

import sys

import boto3

prefix, region = sys.argv[1:]
ec2 = boto3.client("ec2", region_name=region)
s3 = boto3.client("s3", region_name=region)

vpc = next(each["VpcId"] for each in ec2.describe_vpcs()["Vpcs"] if not each.get("IsDefault"))
ec2.create_tags(Resources=[vpc], Tags=[{"Key": "Owner", "Value": "somebody-else"}])

groups = ec2.describe_security_groups(Filters=[{"Name": "group-name", "Values": [f"{prefix}-database"]}])
anyone = {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
ec2.authorize_security_group_ingress(GroupId=groups["SecurityGroups"][0]["GroupId"], IpPermissions=[anyone])

bucket = next(each["Name"] for each in s3.list_buckets()["Buckets"] if each["Name"].startswith(f"{prefix}-techdocs"))
s3.delete_bucket_policy(Bucket=bucket)
