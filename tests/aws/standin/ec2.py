"""EC2: tags of launch templates, and descriptions of security-group rules that name a group."""

import moto.ec2.models.launch_templates as launch_templates
import moto.ec2.models.security_groups as security_groups

from .patching import around


def install():
    @around(launch_templates.LaunchTemplateVersion, "__init__")
    def create(original, self, template, number, data, *args, **kwargs):
        # The template's own tags leak into the tag specifications of what it launches.
        if isinstance(data, dict) and data.get("TagSpecifications"):
            launched = [tags for tags in data["TagSpecifications"] if tags.get("ResourceType") != "launch-template"]
            data["TagSpecifications"] = launched
            if not launched:
                data.pop("TagSpecifications")
        original(self, template, number, data, *args, **kwargs)

    def description(self):
        return self.ip_range.get("Description") or self.source_group.get("Description")

    security_groups.SecurityGroupRule.description = property(description)
