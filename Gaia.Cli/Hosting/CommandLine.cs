using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.CustomCommands;
using Gaia.Cli.Help;
using Gaia.Cli.Terraform;

namespace Gaia.Cli.Hosting;

/// <summary>Runs one command line. Workflow steps and aliases come back here without a new process.</summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context)
    {
        var (own, trailing) = Split(args);
        (own, var terraform) = TerraformArguments.Split(own);
        context = context with { Settings = GlobalSettings.Scan(own, context.Environment), Trailing = trailing, TerraformArguments = terraform };
        try
        {
            return await InvokeAsync(own, context.InDirectory());
        }
        catch (Exception fault) when (ErrorPrinter.Explains(fault, context))
        {
            return ErrorPrinter.Print(fault, context);
        }
        finally
        {
            context.Terminal.Flush();
        }
    }

    private static async Task<int> InvokeAsync(IReadOnlyList<string> args, CliContext context)
    {
        var root = RootCommands.Create(context);
        if (args.Count == 0 || args[0] == "help") args = [.. args.Skip(1), "--help"];
        args = CustomCommandLine.Extend(root, args, context);
        var parsed = root.Parse(args, Parser);
        if (parsed.Errors.Count > 0 && parsed.Action is not GaiaHelp) return UsageError.Print(parsed, context);
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
