using Gaia.Documents;
using Gaia.Documents.Schemas;
using Gaia.Stacks;
using Gaia.Terraform;

namespace Gaia.Cli.Hosting;

/// <summary>Every refusal in one form: what happened, where (file:line:column and who imported it), what to do.</summary>
internal static class ErrorPrinter
{
    public static int Print(Exception fault, CliContext context)
    {
        context.Out.Flush();
        switch (fault)
        {
            case SilentExitException silent:
                return silent.ExitCode;
            case OperationCanceledException when context.Token.IsCancellationRequested:
                context.Error.WriteLine("Interrupted.");
                return ExitCodes.Interrupted;
            case CliException refusal:
                Write(context, refusal.Message, [], refusal.Hints);
                return refusal.ExitCode;
            case TerraformRefusedException refusal:
                Write(context, refusal.Message, Places(refusal), [.. refusal.Problems, refusal.Advice]);
                return ExitCodes.Failed;
            case DocumentException refusal:
                Write(context, refusal.Message, Places(refusal), Advice(refusal, context));
                return ExitCodes.Failed;
            case IOException or UnauthorizedAccessException:
                var (message, hints) = FileFault.Of(fault);
                Write(context, message, [], hints);
                return ExitCodes.Failed;
            default:
                Write(context, $"This is a fault of Gaia itself. Please report it with these lines:\n{fault}", [], []);
                return ExitCodes.Failed;
        }
    }

    private static IReadOnlyList<string> Places(DocumentException refusal) =>
        refusal.Mark.File is null ? [] : [$"at {refusal.Mark}", .. refusal.ImportChain.Select(mark => $"imported at {mark}")];

    private static IReadOnlyList<string> Advice(DocumentException refusal, CliContext context) => refusal is not StacksNotFoundException missing ? WithoutFunction(refusal, context) :
    [
        .. missing.Nearest.Count > 0 && !missing.Message.Contains("did you mean", StringComparison.OrdinalIgnoreCase) ? new[] { $"Did you mean {string.Join(" or ", missing.Nearest.Select(name => $"`{name}`"))}?" } : [],
        .. missing.Code == "component.not-found" && !missing.Message.Contains("gaia list components", StringComparison.Ordinal) ? new[] { "`gaia list components` shows every component." } : [],
    ];

    // function.terraform.state: the value lies elsewhere and cannot be had now; the rest can be shown without it.
    private static IReadOnlyList<string> WithoutFunction(DocumentException refusal, CliContext context) =>
        refusal.Code.StartsWith("function.", StringComparison.Ordinal) && context.Title.Takes("--skip")
            ? [$"Leave it as it is with `--skip {refusal.Code["function.".Length..]}`."]
            : [];

    private static void Write(CliContext context, string message, IReadOnlyList<string> places, IReadOnlyList<string> hints)
    {
        var (red, dim, off) = context.Terminal.Colors && context.Terminal.ErrorIsTerminal ? ("\e[31m", "\e[2m", "\e[0m") : ("", "", "");
        context.Error.WriteLine($"{red}Error:{off} {message}");
        foreach (var place in places) context.Error.WriteLine($"  {dim}{place}{off}");
        foreach (var hint in context.GivesAdvice ? hints : []) context.Error.WriteLine($"  {hint}");
    }
}
