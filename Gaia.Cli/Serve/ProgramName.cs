using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Serve;

/// <summary>How this program is called.</summary>
internal static class ProgramName
{
    private static string Program => Environment.ProcessPath ?? "gaia";

    // As `dotnet gaia.dll` the process is not Gaia's own program.
    private static string Assembly => Path.Combine(AppContext.BaseDirectory, "gaia.dll");

    /// <summary>In any terminal and folder: a name on the PATH, else the whole path.</summary>
    public static string Of(CliContext context) => IsOnPath(context) ? "gaia" : Path.GetFileNameWithoutExtension(Program) == "dotnet" ? $"{ShellWords.Quote(Program)} {ShellWords.Quote(Assembly)}" : ShellWords.Quote(Program);

    /// <summary>With what makes a command reach that API and find the checkout's stacks.</summary>
    public static string ForCommands(CliContext context, Uri api, Installation installation, SavedContexts contexts)
    {
        var variable = IsCurrent(contexts, api) || ServedContext.Reaches(contexts, api) ? "" : $"{Unset(context)}GAIA_URL={ApiAddress.Text(api)} ";
        var option = variable.Length > 0 || (IsCurrent(contexts, api) && !IsOverridden(context)) ? "" : $" --context {Reaching(contexts, api)}";
        var checkout = installation.Checkout is { } root ? $" -C {ShellWords.Quote(root)}" : "";
        return $"{variable}{Of(context)}{option}{checkout}";
    }

    private static bool IsCurrent(SavedContexts contexts, Uri api) =>
        contexts.Current is { } name && contexts.Find(name) is { } current && ApiAddress.Same(current.Url, api);

    private static string Reaching(SavedContexts contexts, Uri api) => ServedContext.Reaches(contexts, api) ? ServedContext.Name : contexts.Current!;

    // Another terminal may have what this one has.
    private static bool IsOverridden(CliContext context) => ActiveContext.Variable(context, "GAIA_CONTEXT") is not null || ActiveContext.Variable(context, "GAIA_URL") is not null;

    private static string Unset(CliContext context) => ActiveContext.Variable(context, "GAIA_CONTEXT") is null ? "" : "GAIA_CONTEXT= ";

    private static bool IsOnPath(CliContext context) =>
        Executable.TryFind("gaia", "/", context.Environment) is { } found && (File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found) == Program;
}
