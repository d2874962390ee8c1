using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Serve;

internal sealed record ServeOptions
{
    private static readonly string[] Starting = ["--port", "--detach", "--watch", "--clean", "--yes", "--processes", "--containers", "--aws", "--no-sample"];

    /// <summary>Of the API; null leaves it to GAIA_PORT and then 8080.</summary>
    public int? Port { get; init; }

    public bool Detach { get; init; }

    public bool Stop { get; init; }

    public bool Status { get; init; }

    public bool Watch { get; init; }

    public bool Clean { get; init; }

    public bool Yes { get; init; }

    public bool Processes { get; init; }

    public bool Containers { get; init; }

    public string? Aws { get; init; }

    public bool NoSample { get; init; }

    public string? DataFolder { get; init; }

    public static IEnumerable<Option> Create() =>
    [
        new Option<int?>("--port") { Description = "Port of the API; GAIA_PORT or 8080 unless given" },
        new Option<bool>("--detach") { Description = "Return when Gaia is healthy, and leave it running" },
        new Option<bool>("--stop") { Description = "Stop the Gaia that runs on the data folder" },
        new Option<bool>("--status") { Description = "Say what runs on the data folder" },
        new Option<bool>("--watch") { Description = "Rebuild and restart a service when its code changes (in a checkout)" },
        new Option<bool>("--clean") { Description = "Delete the data of earlier runs first: databases, history, Terraform states. Asks" },
        new Option<bool>("--yes", "-y") { Description = "With --clean: do not ask" },
        new Option<bool>("--processes") { Description = "PostgreSQL and Redis as programs of this machine" },
        new Option<bool>("--containers") { Description = "PostgreSQL and Redis as containers; unless either is given, if an engine answers" },
        new Option<string>("--aws") { Description = "local: terraform talks to a stand-in for AWS (in a checkout)", HelpName = "local" },
        new Option<bool>("--no-sample") { Description = "Do not make the sample history at the first start" },
        new Option<string>("--data-folder") { Description = "Where all data lies; .gaia in a checkout, else ~/.local/state/gaia", HelpName = "folder" },
        Printing.FormatOption(),
    ];

    public static ServeOptions Read(ParseResult parsed) => new()
    {
        Port = parsed.GetValue<int?>("--port"),
        Detach = parsed.GetValue<bool>("--detach"),
        Stop = parsed.GetValue<bool>("--stop"),
        Status = parsed.GetValue<bool>("--status"),
        Watch = parsed.GetValue<bool>("--watch"),
        Clean = parsed.GetValue<bool>("--clean"),
        Yes = parsed.GetValue<bool>("--yes"),
        Processes = parsed.GetValue<bool>("--processes"),
        Containers = parsed.GetValue<bool>("--containers"),
        Aws = parsed.GetValue<string>("--aws"),
        NoSample = parsed.GetValue<bool>("--no-sample"),
        DataFolder = parsed.GetValue<string>("--data-folder"),
    };

    public static void Validate(CommandResult result)
    {
        foreach (var question in (string[])["--stop", "--status"])
            if (Given(result, question) && Array.Find([.. Starting, "--stop"], other => other != question && Given(result, other)) is { } other)
                result.AddError($"{question} and {other} exclude each other.");
        if (Given(result, "--processes") && Given(result, "--containers")) result.AddError("--processes and --containers exclude each other.");
        if (Given(result, "--yes") && !Given(result, "--clean")) result.AddError("--yes answers the question of --clean; give both.");
        if (Given(result, "--format") && !Given(result, "--status") && !Given(result, "--detach")) result.AddError("--format goes with --status or --detach.");
        if (Value(result, "--aws") is { } aws and not "local") result.AddError($"--aws knows only `local`, not `{aws}`.");
        if (Value(result, "--port") is { } port && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536))
            result.AddError($"--port is a number from 1 to 65535, not `{port}`.");
        if (Value(result, "--data-folder") is "") result.AddError("--data-folder needs a folder.");
    }

    // As it was typed, since what cannot be converted is what is looked for.
    private static string? Value(CommandResult result, string name) =>
        result.Children.OfType<OptionResult>().FirstOrDefault(option => option.Option.Name == name && option.Tokens.Count == 1)?.Tokens[0].Value;

    private static bool Given(CommandResult result, string name) =>
        result.Children.OfType<OptionResult>().Any(option => option.Option.Name == name && !option.Implicit);
}
