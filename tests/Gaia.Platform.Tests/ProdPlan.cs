using System.Text.Json.Nodes;

namespace Gaia.Platform.Tests;

/// <summary>The plan of prod's idp-platform as JSON: by the real provider, against a stand-in that has nothing yet.</summary>
public sealed class ProdPlan : IAsyncLifetime
{
    private string? json;

    internal string Json => json ?? throw new InvalidOperationException("There is no plan: call NeededAsync first.");

    internal JsonNode Parsed() => JsonNode.Parse(Json)!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Plans once for all tests of the class, or skips the test.</summary>
    internal async Task NeededAsync()
    {
        if (json is not null)
            return;
        Needs.TerraformBinary();
        Needs.StandIn();
        using var standIn = await StandIn.StartAsync(TestContext.Current.CancellationToken);
        using var terraform = Terraform.Prepare(standIn.Environment);
        await Needs.ProviderAsync(terraform, "idp-platform");
        var folder = terraform.Component("idp-platform");
        var varfile = Varfiles.Write(folder, "idp-platform", "prod-us-east-1-prod");
        await terraform.MustAsync(folder, "plan", "-no-color", "-lock=false", "-out=prod.planfile", $"-var-file={varfile}");
        var shown = JsonNode.Parse(await terraform.MustAsync(folder, "show", "-json", "prod.planfile"))!.AsObject();
        // What no rule reads, and most of it.
        shown.Remove("planned_values");
        shown.Remove("configuration");
        json = shown.ToJsonString();
    }
}
