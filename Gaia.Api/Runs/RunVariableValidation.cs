using System.Text;
using System.Text.RegularExpressions;
using Gaia.Api.Validation;
using Gaia.Contracts;

namespace Gaia.Api.Runs;

/// <summary>What is given with a run by -var and -var-file. No refusal quotes a value.</summary>
internal static partial class RunVariableValidation
{
    /// <summary>Of a request for a run, as JSON that escapes much.</summary>
    public const long LargestBody = 12 << 20;

    private const int Most = 64, LongestName = 200, LargestValue = 128 << 10, LargestFile = 1_000_000, LargestTogether = 4_000_000;

    /// <exception cref="RequestException">run.bad-variables, with every field that is wrong: <c>variables[1].name</c>.</exception>
    public static void Check(IReadOnlyList<RunVariableRequest> variables)
    {
        var errors = new RequestErrors().Require("variables", variables.Count <= Most, $"holds {variables.Count}; at most {Most} are allowed");
        foreach (var (i, variable) in variables.Index()) Check(errors, $"variables[{i}]", variable);
        errors.Require("variables", variables.Sum(variable => (long)Size(variable?.Value) + Size(variable?.Content)) <= LargestTogether, "are more than 4 MB together");
        errors.Throw("run.bad-variables");
    }

    private static void Check(RequestErrors errors, string at, RunVariableRequest? variable)
    {
        switch (variable)
        {
            case { Name: { } name, Value: { } value, File: null, Content: null }:
                errors.Require($"{at}.name", name.Length <= LongestName && Identifier().IsMatch(name), "is not the name of a variable: letters, digits, _ and -, and no digit or - at its start");
                errors.Require($"{at}.value", Size(value) <= LargestValue, "is larger than 128 KiB; send it as a file");
                break;
            case { File: { } file, Content: { } content, Name: null, Value: null }:
                errors.Text($"{at}.file", file, LongestName);
                errors.Require($"{at}.file", file.EndsWith(".tfvars", StringComparison.Ordinal) || file.EndsWith(".tfvars.json", StringComparison.Ordinal), "must end in .tfvars or .tfvars.json");
                errors.Require($"{at}.content", Size(content) <= LargestFile, "is larger than 1 MB");
                break;
            default:
                errors.Require(at, false, "needs either name and value, or file and content");
                break;
        }
    }

    private static int Size(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_-]*\z")]
    private static partial Regex Identifier();
}
