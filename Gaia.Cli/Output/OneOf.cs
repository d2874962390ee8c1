using System.CommandLine;
using Gaia.Documents;

namespace Gaia.Cli.Output;

/// <summary>A value that has to be one of a few words.</summary>
internal static class OneOf
{
    public static void Demand(Option<string> option, params string[] names)
    {
        option.CompletionSources.Add(names);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !names.Contains(given, StringComparer.Ordinal)) result.AddError(Words(option.Name, given, names));
        });
    }

    public static void Demand(Argument<string> argument, params string[] names)
    {
        argument.CompletionSources.Add(names);
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !names.Contains(given, StringComparer.Ordinal)) result.AddError(Words($"<{argument.Name}>", given, names));
        });
    }

    /// <summary>"--format hlem: give one of kustomize, helm. Did you mean `helm`?"</summary>
    public static string Words(string option, string given, IReadOnlyList<string> names) =>
        $"{option} {given}: give one of {string.Join(", ", names)}.{(NearestNames.Of(given, names) is [var near, ..] ? $" Did you mean `{near}`?" : "")}";
}
