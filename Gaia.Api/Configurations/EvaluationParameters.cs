using System.ComponentModel;
using Gaia.Stacks.Evaluation;

namespace Gaia.Api.Configurations;

/// <summary>How far a configuration is evaluated: all of it unless told.</summary>
internal readonly record struct EvaluationParameters(
    [property: Description("false leaves YAML functions as they are written")] bool? Functions,
    [property: Description("false leaves Go templates as they are written")] bool? Templates,
    [property: Description("Functions to leave as they are written, separated by commas: env,terraform.state")] string? Skip)
{
    public EvaluationOptions Options => new()
    {
        ProcessFunctions = Functions ?? true,
        ProcessTemplates = Templates ?? true,
        Skip = [.. Words(Skip).Select(name => name.TrimStart('!'))],
    };

    /// <summary><c>a,b</c>: none where nothing is given.</summary>
    public static string[] Words(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
