using System.Text.Json;

namespace Gaia.AppHost.Local;

/// <summary>
/// Stops the services, empties the stores, starts the services again. Refused while a run is applying: what terraform is
/// making would be lost from sight. Asked twice, since a run may begin to apply until the worker has stopped.
/// </summary>
internal sealed class ResetData(GaiaStores stores, GaiaCommand gaia, ServiceControl control, ResetData.Services services) : IDisposable
{
    /// <param name="Migrations">Makes the schemas again before the other two start.</param>
    internal sealed record Services(ProjectResource Migrations, ProjectResource Api, ProjectResource Worker);

    private static readonly string[] ListApplying = ["runs", "list", "--status", "applying", "--format", "json"];
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<ExecuteCommandResult> ExecuteAsync(CancellationToken ct)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, ct))
            return CommandResults.Failure("The data is being reset already.");
        try
        {
            await RefuseAsync(ct);
            await control.StopProgramsAsync(ct);
            await ClearAsync(ct);
            await control.WaitUntilHealthyAsync(services.Api, ct);
            await control.WaitUntilHealthyAsync(services.Worker, ct);
            return CommandResults.Success("Gaia is as it was on its first day. Start `sample` to have the sample again.");
        }
        catch (CannotResetException refusal)
        {
            return CommandResults.Failure($"Nothing was deleted: {refusal.Message}");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ClearAsync(CancellationToken ct)
    {
        try
        {
            await control.StopAsync(services.Worker, ct);
            if (!await control.WaitUntilGoneAsync(ct))
                throw new CannotResetException("the worker did not end in time. Try again.");
            await RefuseAsync(ct);
            await control.StopAsync(services.Api, ct);
            await stores.ClearAsync(ct);
        }
        finally
        {
            try
            {
                await control.RunAgainAsync(services.Migrations, CancellationToken.None);
            }
            finally
            {
                // They wait for the schema by themselves.
                await control.StartAsync(services.Api, CancellationToken.None);
                await control.StartAsync(services.Worker, CancellationToken.None);
            }
        }
    }

    private async Task RefuseAsync(CancellationToken ct)
    {
        var answer = await gaia.RunAsync(log: null, ListApplying, ct);
        if (answer.ExitCode != 0)
            throw new CannotResetException($"the API does not say whether a run is applying. Start it and try again, or stop everything and start with --clean.\n{answer.End}");
        if (FirstOf(answer.Output) is { } run)
            throw new CannotResetException($"{run} is applying. Wait for its end, or cancel it with `gaia runs cancel`; then try again.");
    }

    // {"items":[{"id":"019a...","component":"hello","stack":"local",...}]}
    internal static string? FirstOf(string json)
    {
        using var page = JsonDocument.Parse(json);
        return page.RootElement.GetProperty("items").EnumerateArray()
            .Select(run => $"run {run.GetProperty("id").GetString()} ({run.GetProperty("component").GetString()} in {run.GetProperty("stack").GetString()})")
            .FirstOrDefault();
    }

    private sealed class CannotResetException(string message) : Exception(message);
}
