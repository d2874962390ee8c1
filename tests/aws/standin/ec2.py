"""EC2: a launch template's own tags leak into the tag specifications of what it launches."""

import moto.ec2.models.launch_templates as launch_templates

from .patching import around


def install():
    @around(launch_templates.LaunchTemplateVersion, "__init__")
    def create(original, self, template, number, data, *args, **kwargs):
        if isinstance(data, dict) and data.get("TagSpecifications"):
            launched = [tags for tags in data["TagSpecifications"] if tags.get("ResourceType") != "launch-template"]
            data["TagSpecifications"] = launched
            if not launched:
                data.pop("TagSpecifications")
        original(self, template, number, data, *args, **kwargs)
