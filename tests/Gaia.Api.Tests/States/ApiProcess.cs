using System.Diagnostics;
using System.Net.Http.Json;
using Gaia.Contracts;
using Gaia.TestPostgres;
using Gaia.TestProcesses;

namespace Gaia.Api.Tests.States;

/// <summary>Gaia.Api as a process of its own, so that it can be killed and come back at the same address.</summary>
internal sealed class ApiProcess(TestDatabase database, string dataFolder) : IAsyncDisposable
{
    private readonly int port = FreePort.Next();
    private Process? process;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Beside those it always has, from the next start on.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public Uri Url => new($"http://127.0.0.1:{port}/");

    public async Task StartAsync()
    {
        var library = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Gaia.Api", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "Gaia.Api.dll"));
        var start = new ProcessStartInfo("dotnet", [library]) { RedirectStandardOutput = true, WorkingDirectory = dataFolder };
        start.Environment["ASPNETCORE_URLS"] = $"{Url}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__gaia"] = database.ConnectionStringOfApi;
        start.Environment["Gaia__DataDirectory"] = dataFolder;
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = Url };
        await Until.TrueAsync(() => IsReadyAsync(http), "the API is ready", seconds: 60, Stop);
    }

    /// <summary>SIGKILL: nothing is run any more.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync(Stop);
        process.Dispose();
        process = null;
    }

    /// <summary>A state's address for a caller with a new token of role operator.</summary>
    public async Task<Backend> BackendAsync(string? identity = null)
    {
        var http = new HttpClient { BaseAddress = Url };
        var request = new CreateTokenRequest($"operator-{Guid.NewGuid():N}", Role.Operator, ["*"]);
        using var answer = await http.PostAsJsonAsync(Routes.Tokens, request, ContractsJson.Default.CreateTokenRequest, Stop);
        var token = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(ContractsJson.Default.CreatedTokenResponse, Stop))!;
        http.DefaultRequestHeaders.Authorization = Backend.Basic(token.Secret);
        return new Backend(http, identity: identity);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await KillAsync();
    }

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        Assert.False(process!.HasExited, "the API ended while it started");
        try
        {
            using var answer = await http.GetAsync("/health", Stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
