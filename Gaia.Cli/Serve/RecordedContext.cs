using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Serve;

/// <summary>Makes what was just started known to every terminal of this user. That it cannot be written stops nothing.</summary>
internal static class RecordedContext
{
    /// <returns>The contexts as they are now.</returns>
    public static async Task<SavedContexts> OfAsync(CliContext context, Uri api)
    {
        var file = ContextFile.Of(context);
        try
        {
            return await file.UpdateAsync(contexts => ServedContext.Record(contexts, api), CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CliException)
        {
            context.Error.WriteLine($"Warning: context {ServedContext.Name} is not recorded: {e.Message}");
            return Readable(file);
        }
    }

    private static SavedContexts Readable(ContextFile file)
    {
        try
        {
            return file.Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CliException)
        {
            return SavedContexts.Empty;
        }
    }
}
