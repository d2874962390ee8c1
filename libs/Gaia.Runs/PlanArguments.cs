using Gaia.Terraform;

namespace Gaia.Runs;

/// <summary>Terraform plan arguments that a request may add.</summary>
public static class PlanArguments
{
    /// <summary>Throws <c>run.argument-not-allowed</c> for the first that is not allowed.</summary>
    public static void Check(IReadOnlyList<string> arguments)
    {
        foreach (var argument in arguments)
            if (RemoteArgument.Problem(argument) is { } problem)
                throw RunErrors.ArgumentNotAllowed(problem);
    }
}
