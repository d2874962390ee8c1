using System.Net.Http.Json;
using System.Text.Json;
using Gaia.Contracts;

[assembly: AssemblyFixture(typeof(Gaia.Functional.Tests.GaiaApp))]

namespace Gaia.Functional.Tests;

/// <summary>
/// The whole application, started once for every test of this assembly through the testing builder: its own data
/// folder, free ports, nothing shared with a Gaia that may run on the same machine.
/// </summary>
public sealed class GaiaApp : IAsyncLifetime
{
    private readonly TestFolder home = TestFolder.Create("home");
    private readonly TraceCollector traces = new();
    private AppHostUnderTest? started;

    public HttpClient Http { get; private set; } = null!;

    internal AppHostUnderTest Host => started!;

    internal TraceCollector Traces => traces;

    public async ValueTask InitializeAsync()
    {
        started = await AppHostUnderTest.StartAsync(traces.Address, TestContext.Current.CancellationToken);
        Http = new HttpClient { BaseAddress = started.App.GetEndpoint("api", "http") };
    }

    public Terminal TerminalIn(AtmosFolder folder) => TerminalIn(folder.Path);

    public Terminal TerminalIn(string folder) => new(Http.BaseAddress!, folder, home.Path);

    /// <summary>Queues a run through the terminal and waits until its plan is there.</summary>
    public async Task<RunResponse> PlanAsync(AtmosFolder folder, string component, CancellationToken cancellation, params string[] more)
    {
        (await TerminalIn(folder).RunAsync(cancellation, ["terraform", "plan", component, "-s", "dev", .. more])).Expect(0);
        return await NewestRunAsync(component, cancellation);
    }

    /// <summary>Plans and applies through the terminal.</summary>
    public async Task<RunResponse> ApplyAsync(AtmosFolder folder, string component, CancellationToken cancellation)
    {
        (await TerminalIn(folder).RunAsync(cancellation, "terraform", "apply", component, "-s", "dev", "--auto-approve")).Expect(0);
        return await NewestRunAsync(component, cancellation);
    }

    public async Task<RunResponse> NewestRunAsync(string component, CancellationToken cancellation)
    {
        var page = await GetAsync<Page<RunResponse>>($"{Routes.Runs}?component={Uri.EscapeDataString(component)}&limit=1", cancellation);
        return Assert.Single(page.Items);
    }

    public Task<RunResponse> RunAsync(Guid id, CancellationToken cancellation) => GetAsync<RunResponse>(Routes.Run(id), cancellation);

    /// <summary>Polls the run until it is in one of the states; a run that ends elsewhere fails the test at once.</summary>
    public async Task<RunResponse> WaitForAsync(Guid id, CancellationToken cancellation, params RunStatus[] states)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var run = await TryRunAsync(id, cancellation);
            if (run is not null && states.Contains(run.Status)) return run;
            Assert.False(run is not null && run.Status.IsFinished(), $"Run {id} ended as {run?.Status}, not {string.Join(" or ", states)}: {run?.Error}");
            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    /// <summary>Waits until the newest run of a component is in the state; a run that ends first fails the test.</summary>
    public async Task<RunResponse> StartedAsync(string component, RunStatus status, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var page = await GetAsync<Page<RunResponse>>($"{Routes.Runs}?component={component}&limit=1", cancellation);
            if (page.Items is [{ } run])
            {
                if (run.Status == status) return run;
                Assert.False(run.Status.IsFinished(), $"the run of {component} ended as {run.Status} before it was {status}: {run.Error}");
            }
            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellation) =>
        (await Http.GetFromJsonAsync<T>(path, Json, cancellation))!;

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (started is not null) await started.DisposeAsync();
        traces.Dispose();
        home.Dispose();
    }

    public static JsonSerializerOptions Json { get; } = ContractsJson.Default.Options;

    // The API may be the very thing that a test has just killed.
    private async Task<RunResponse?> TryRunAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(id, cancellation);
        }
        catch (HttpRequestException refused) when (refused.StatusCode is null or >= System.Net.HttpStatusCode.InternalServerError)
        {
            return null;
        }
    }
}
