using System.CommandLine;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Output;

/// <summary>--format of one command: the formats it can write, the first being what it writes unless told.</summary>
internal static class FormatOption
{
    public static Option<string> Create(params OutputFormat[] formats) => Create(null, "", formats);

    /// <param name="variable">Environment variable that says it where the option does not.</param>
    public static Option<string> Create(CliContext? context, string variable, params OutputFormat[] formats)
    {
        var names = Array.ConvertAll(formats, Name);
        var option = new Option<string>("--format", "-f")
        {
            Description = $"{string.Join(", ", names)}; {names[0]} unless given",
            DefaultValueFactory = _ => context?.Environment.GetValueOrDefault(variable) is { Length: > 0 } preset ? preset : names[0],
            HelpName = "format",
        };
        option.CompletionSources.Add(names);
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !names.Contains(result.Tokens[0].Value, StringComparer.OrdinalIgnoreCase))
                result.AddError(OneOf.Words("--format", result.Tokens[0].Value, names));
        });
        return option;
    }

    public static OutputFormat Format(this ParseResult parsed, Option<string> option) => Parse(parsed.GetValue(option)!);

    public static OutputFormat Parse(string name) => Enum.TryParse<OutputFormat>(name, ignoreCase: true, out var format)
        ? format
        : throw new CliException($"--format {name} is not known.", ExitCodes.WrongUse, "The help of the command lists its formats.");

    private static string Name(OutputFormat format) => format.ToString().ToLowerInvariant();
}
