"""AWS Backup: selections and recovery points, which moto lacks, and tags by ARN, whose path it parses wrongly."""

import json
import re
import time
import urllib.parse
import uuid

import moto.backup.responses as responses
import moto.backup.urls as urls

from .patching import add

BackupResponse = responses.BackupResponse


def selections(response):
    backend = response.backup_backend
    if not hasattr(backend, "selections"):
        backend.selections = {}
    return backend.selections


def path_ids(response):
    match = re.search(r"/plans/([^/]+)/selections/?([^/?]*)", response.path)
    return match[1], match[2]


def install():
    urls.url_paths["{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/$"] = urls.response.dispatch

    @add(BackupResponse)
    def list_recovery_points_by_backup_vault(self):
        # Nothing is ever backed up here; a vault that may be destroyed with its points is asked for them first.
        return json.dumps({"RecoveryPoints": []})

    @add(BackupResponse)
    def list_tags(self):
        arn = urllib.parse.unquote(self.path.split("/tags/")[-1].rstrip("/"))
        return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})

    @add(BackupResponse)
    def create_backup_selection(self):
        plan, _ = path_ids(self)
        selection = {
            "BackupPlanId": plan,
            "SelectionId": str(uuid.uuid4()),
            "BackupSelection": json.loads(self.body)["BackupSelection"],
            "CreationDate": time.time(),
        }
        selections(self)[selection["SelectionId"]] = selection
        return json.dumps(selection)

    @add(BackupResponse)
    def get_backup_selection(self):
        _, selection = path_ids(self)
        if selection in selections(self):
            return json.dumps(selections(self)[selection])
        # The words are the real service's: the provider recognises a deleted selection by them.
        message = json.dumps({"message": "Cannot find Backup plan"})
        return 400, {"x-amzn-errortype": "ResourceNotFoundException"}, message

    @add(BackupResponse)
    def delete_backup_selection(self):
        _, selection = path_ids(self)
        selections(self).pop(selection, None)
        return json.dumps({})

    @add(BackupResponse)
    def list_backup_selections(self):
        plan, _ = path_ids(self)
        return json.dumps(
            {
                "BackupSelectionsList": [
                    {
                        "SelectionId": selection["SelectionId"],
                        "BackupPlanId": plan,
                        "SelectionName": selection["BackupSelection"]["SelectionName"],
                    }
                    for selection in selections(self).values()
                    if selection["BackupPlanId"] == plan
                ]
            }
        )
