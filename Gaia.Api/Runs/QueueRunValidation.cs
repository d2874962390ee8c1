using Gaia.Access;
using Gaia.Api.Validation;
using Gaia.Contracts;
using Gaia.Runs;
using Gaia.Configurations;
using Gaia.Terraform.Variables;
using Role = Gaia.Access.Role;

namespace Gaia.Api.Runs;

internal static class QueueRunValidation
{
    /// <exception cref="RequestException">request.invalid, with every field that is wrong.</exception>
    public static NewRun Checked(QueueRunRequest request, string? idempotencyKey)
    {
        ConfigurationDigest digest = default;
        var isDigest = request.ConfigurationDigest is not null && ConfigurationDigest.TryParse(request.ConfigurationDigest, out digest);
        new RequestErrors()
            .Text("component", request.Component, 200)
            .Text("stack", request.Stack, 200)
            .OptionalText("message", request.Message?.ReplaceLineEndings(" "), 1000)
            .OptionalText("ref", request.Ref, 250)
            .Require("configurationDigest", isDigest || request.ConfigurationDigest is null, "must be sha256: and 64 lower-case hexadecimal digits")
            .Require("arguments", (request.Arguments?.Count ?? 0) <= 100, "holds more than 100")
            .Require("arguments", request.Arguments?.Any(argument => argument is null) is not true, "must hold strings only")
            .Require("autoApprove", !(request.AutoApprove && request.PlanOnly), "and planOnly exclude each other")
            .Throw();
        RunVariableValidation.Check(request.Variables ?? []);
        return new()
        {
            Component = request.Component,
            Stack = request.Stack,
            Operation = RunMapping.To(request.Operation),
            Configuration = isDigest ? digest : null,
            Ref = request.Ref,
            AutoApprove = request.AutoApprove,
            PlanOnly = request.PlanOnly,
            Arguments = request.Arguments ?? [],
            Variables = [.. (request.Variables ?? []).Select(variable => new GivenVariable(variable.Name, variable.Value, variable.File, variable.Content))],
            Message = request.Message,
            IdempotencyKey = idempotencyKey,
        };
    }

    /// <summary>A plan changes nothing; what may be applied, and what applies without being looked at, needs more.</summary>
    public static Role NeededRole(QueueRunRequest request) => request switch
    {
        { AutoApprove: true } => Role.Approver,
        { PlanOnly: true } => Role.Planner,
        { Operation: Contracts.RunOperation.Plan } => Role.Planner,
        _ => Role.Operator,
    };
}
