"""What the additions to moto change, without a server: python3 -m unittest discover tests/aws"""

import unittest

import boto3
import standin
from moto import mock_aws

standin.install()


@mock_aws
class SuspendedBucket(unittest.TestCase):
    """As Terraform leaves a bucket of states before it empties it: versions, delete markers of locks, no versioning."""

    def setUp(self):
        self.s3 = boto3.client("s3", region_name="us-east-1")
        self.s3.create_bucket(Bucket="states")
        self.s3.put_bucket_versioning(Bucket="states", VersioningConfiguration={"Status": "Enabled"})
        for run in range(2):
            self.s3.put_object(Bucket="states", Key="vpc.tflock", Body=b"mine")
            self.s3.put_object(Bucket="states", Key="vpc", Body=b"state %d" % run)
            self.s3.delete_object(Bucket="states", Key="vpc.tflock")
        self.s3.put_bucket_versioning(Bucket="states", VersioningConfiguration={"Status": "Suspended"})

    def listed(self, kind):
        found = self.s3.list_object_versions(Bucket="states").get(kind, [])
        return [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in found]

    def test_one_version_goes_alone(self):
        before = self.listed("Versions")
        self.s3.delete_object(Bucket="states", **before[0])
        self.assertEqual(before[1:], self.listed("Versions"))

    def test_it_can_be_emptied_and_deleted(self):
        for kind in ("Versions", "DeleteMarkers"):
            deleted = self.s3.delete_objects(Bucket="states", Delete={"Objects": self.listed(kind)})
            self.assertNotIn("Errors", deleted)
        self.assertEqual([], self.listed("Versions") + self.listed("DeleteMarkers"))
        self.s3.delete_bucket(Bucket="states")


if __name__ == "__main__":
    unittest.main()
