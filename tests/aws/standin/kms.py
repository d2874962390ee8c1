"""KMS: replica keys with a policy, description and tags of their own, which the provider waits for; moto copies the primary."""

import moto.kms.models as models
import moto.kms.responses as responses

from .patching import around


def install():
    @around(responses.KmsResponse)
    def replicate_key(original, self):
        answer = original(self)
        key_id = self.kms_backend.get_key_id(self._get_param("KeyId"))
        region = self._get_param("ReplicaRegion")
        backend = models.kms_backends[self.kms_backend.account_id][region]
        replica = backend.keys[key_id]
        # The copy is shallow: without this the primary would call itself a replica.
        replica.multi_region_configuration = {**replica.multi_region_configuration, "MultiRegionKeyType": "REPLICA"}
        replica.description = self._get_param("Description") or ""
        replica.policy = self._get_param("Policy") or replica.generate_default_policy()
        backend.tag_resource(key_id, self._get_param("Tags") or [])
        return answer
