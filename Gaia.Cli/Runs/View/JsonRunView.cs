using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Contracts;

namespace Gaia.Cli.Runs.View;

/// <summary>Each event as the API gave it, one line of JSON.</summary>
internal sealed class JsonRunView(Terminal terminal) : IRunView
{
    public void Show(RunEventResponse happened, RunProgress progress) =>
        terminal.Out.WriteLine(JsonSerializer.Serialize(happened, ContractsJson.Default.RunEventResponse));

    public void Tick(RunProgress progress) => terminal.Out.Flush();

    public void Say(string message)
    {
        terminal.Error.WriteLine(message);
        terminal.Error.Flush();
    }

    public void Dispose() => terminal.Out.Flush();
}
