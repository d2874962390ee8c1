using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Contexts;
using Gaia.Cli.CustomCommands;
using Gaia.Cli.Help;
using Gaia.Cli.Terraform;

namespace Gaia.Cli.Hosting;

/// <summary>Runs one command line. Workflow steps and aliases come back here without a new process.</summary>
internal static class CommandLine
{
    private const int DeepestAlias = 10;

    private static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context)
    {
        if (args is ["--version"]) return VersionCommand.Print(context);
        try
        {
            return await InvokeAsync(args, context, DeepestAlias);
        }
        catch (Exception fault)
        {
            return ErrorPrinter.Print(fault, context);
        }
        finally
        {
            context.Terminal.Flush();
        }
    }

    private static async Task<int> InvokeAsync(IReadOnlyList<string> args, CliContext given, int aliasesLeft)
    {
        var (own, trailing) = Split(args);
        (own, var terraform) = TerraformArguments.Split(own);
        if (own.Count == 0 || own[0] == "help") own = [.. own.Skip(1), "--help"];
        var context = given with { Settings = GlobalSettings.Scan(own, given.Environment), Trailing = trailing, TerraformArguments = terraform, Words = GlobalWords.Of(own) };
        context = context.InDirectory();
        ActiveContext.CheckOption(context);
        var root = RootCommands.Create(context);
        if (CustomCommandLine.Extend(root, args, context) is { } unaliased)
            return aliasesLeft > 0 ? await InvokeAsync(unaliased, given, aliasesLeft - 1)
                : throw new CliException($"Alias `{context.Words[0]}` of atmos.yaml leads back to itself.", ExitCodes.Failed, "Change `aliases` there.");
        var parsed = root.Parse(own, Parser);
        if ((parsed.Errors.Count > 0 || UsageError.OptionTakenForArgument(parsed) is not null) && parsed.Action is not GaiaHelp) return UsageError.Print(parsed, context);
        context.Title.Set(parsed);
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = context.Out,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        }, context.Token);
    }

    private static (IReadOnlyList<string> Own, IReadOnlyList<string> Trailing) Split(IReadOnlyList<string> args)
    {
        var at = args.ToList().IndexOf("--");
        return at < 0 ? (args, []) : ([.. args.Take(at)], [.. args.Skip(at + 1)]);
    }

    private static CliContext InDirectory(this CliContext context)
    {
        if (context.Settings.Chdir is not { } chdir) return context;
        var directory = Path.GetFullPath(chdir, context.WorkingDirectory);
        return Directory.Exists(directory)
            ? context with { WorkingDirectory = directory }
            : throw new CliException($"--chdir: directory {chdir} does not exist.", ExitCodes.WrongUse);
    }
}
