"""CloudTrail: start and stop by ARN, as the provider calls them; moto knows trails by name only."""

import moto.cloudtrail.models as cloudtrail

from .patching import around


def install():
    @around(cloudtrail.CloudTrailBackend)
    def start_logging(original, self, name):
        return original(self, name.split("/")[-1])

    @around(cloudtrail.CloudTrailBackend)
    def stop_logging(original, self, name):
        return original(self, name.split("/")[-1])
