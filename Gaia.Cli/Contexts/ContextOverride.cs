using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Contexts;

/// <summary>Says where a variable overrides the current context in this shell.</summary>
internal static class ContextOverride
{
    public static void Warn(CliContext context)
    {
        if (ActiveContext.Variable(context, "GAIA_CONTEXT") is { } name) context.Error.WriteLine($"GAIA_CONTEXT={name} takes precedence over the current context in this shell.");
        else if (ActiveContext.Variable(context, "GAIA_URL") is { } url) context.Error.WriteLine($"GAIA_URL={ApiAddress.Text(ApiAddress.Parse(url))} takes precedence over the current context in this shell.");
    }
}
