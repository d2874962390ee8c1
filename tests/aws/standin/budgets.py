"""Budgets: subscribers, tags and updates."""

import json

import moto.budgets.responses as responses

from .patching import add, around

BudgetsResponse = responses.BudgetsResponse

# ARN -> {key: value}
tags = {}


def notification_key(notification):
    return (
        notification.get("NotificationType"),
        notification.get("ComparisonOperator"),
        float(notification.get("Threshold", 0)),
    )


def install():
    @around(BudgetsResponse)
    def create_budget(original, self):
        answer = original(self)
        arn = f"arn:aws:budgets::{self._get_param('AccountId')}:budget/{self._get_param('Budget')['BudgetName']}"
        tags[arn] = {tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags") or []}
        return answer

    @add(BudgetsResponse)
    def update_budget(self):
        budget = self._get_param("NewBudget")
        self.backend.budgets[self._get_param("AccountId")][budget["BudgetName"]].budget.update(budget)
        return json.dumps({})

    @add(BudgetsResponse)
    def describe_subscribers_for_notification(self):
        budget = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]
        wanted = notification_key(self._get_param("Notification"))
        found = (n.subscribers for n in budget.notifications if notification_key(n.details) == wanted)
        return json.dumps({"Subscribers": next(found, [])})

    @add(BudgetsResponse)
    def list_tags_for_resource(self):
        of_resource = tags.get(self._get_param("ResourceARN"), {})
        return json.dumps({"ResourceTags": [{"Key": key, "Value": value} for key, value in of_resource.items()]})

    @add(BudgetsResponse)
    def tag_resource(self):
        of_resource = tags.setdefault(self._get_param("ResourceARN"), {})
        of_resource.update({tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags")})
        return json.dumps({})

    @add(BudgetsResponse)
    def untag_resource(self):
        of_resource = tags.get(self._get_param("ResourceARN"), {})
        for key in self._get_param("ResourceTagKeys"):
            of_resource.pop(key, None)
        return json.dumps({})
