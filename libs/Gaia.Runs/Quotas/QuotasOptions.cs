using System.ComponentModel.DataAnnotations;
using Gaia.Contracts;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Quotas;

/// <summary>Section <c>Gaia</c>: <c>Gaia__Quotas__0__...</c>. If several match a stack, the lowest of each limit applies.</summary>
public sealed class QuotasOptions
{
    public const string Section = RunsOptions.Section;

    public IReadOnlyList<StackQuota> Quotas { get; set; } = [];

    /// <summary>Null where nothing limits the stack.</summary>
    internal StackQuota? Of(string stack)
    {
        var matching = Quotas.Where(quota => StackGlob.Matches(quota.Stacks, stack)).ToList();
        return matching.Count == 0 ? null : new StackQuota
        {
            Stacks = stack,
            OpenRuns = matching.Min(quota => quota.OpenRuns),
            RunsPerDay = matching.Min(quota => quota.RunsPerDay),
            StateBytes = matching.Min(quota => quota.StateBytes),
        };
    }
}

internal sealed class QuotasValidation : IValidateOptions<QuotasOptions>
{
    public ValidateOptionsResult Validate(string? name, QuotasOptions options)
    {
        List<string> problems = [];
        foreach (var (i, quota) in options.Quotas.Index())
        {
            var found = new List<ValidationResult>();
            if (!Validator.TryValidateObject(quota, new(quota), found, validateAllProperties: true))
                problems.AddRange(found.Select(problem => $"Gaia__Quotas__{i}__{problem.MemberNames.FirstOrDefault()}: {problem.ErrorMessage}"));
            else if (!StackGlob.IsValid(quota.Stacks)) problems.Add($"Gaia__Quotas__{i}__Stacks: '{quota.Stacks}' is not a glob of stacks: letters, digits, - _ . / and * ?.");
        }
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
