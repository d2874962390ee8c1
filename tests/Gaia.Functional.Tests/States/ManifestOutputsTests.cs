namespace Gaia.Functional.Tests.States;

/// <summary>Settings of manifests filled from a real state: one that the API keeps, and one that lies in the folder.</summary>
public sealed class ManifestOutputsTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("kept-outputs", false)]
    [InlineData("local-outputs", true)]
    public async Task Outputs_of_an_applied_component_fill_the_settings(string name, bool inPlace)
    {
        using var folder = AtmosFolder.Create(name);
        var terminal = gaia.TerminalIn(folder);
        string[] context = inPlace ? ["--context", "none"] : [];
        if (inPlace) (await terminal.RunAsync(cancellation, "terraform", "apply", name, "-s", "dev", "--context", "none", "-auto-approve")).Expect(0);
        else await gaia.ApplyAsync(folder, name, cancellation);
        folder.Write("aspire-manifest.json", """
            {"resources": {"web": {"type": "container.v0", "image": "web:1", "bindings": {"http": {"scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 80, "external": true}}}}}
            """);
        folder.Write("settings.yaml", """
            app: shop
            resources:
              web: { hosts: ["${outputs.words[0]}.example.test"], environment: { SECOND: "${outputs.words[1]}" } }
            """);

        (await GenerateAsync()).Expect(0);
        Assert.Contains("dev-one.example.test", await ReadAsync("web-ingress.yaml"));
        Assert.Contains("SECOND: dev-two", await ReadAsync("web-config-configmap.yaml"));

        folder.Edit("settings.yaml", "${outputs.words[1]}", "${outputs.password}");
        var sensitive = (await GenerateAsync()).Expect(1);
        Assert.Contains("${outputs.password} is sensitive", sensitive.Error);
        folder.Edit("settings.yaml", "${outputs.password}", "${outputs.wards[1]}");
        var missing = (await GenerateAsync()).Expect(1);
        Assert.Contains($"dev/{name} has no output 'wards'; did you mean 'words'?", missing.Error);
        Assert.All(Directory.EnumerateFiles(Path.Combine(folder.Path, "out"), "*", SearchOption.AllDirectories), file => Assert.DoesNotContain("correct-horse", File.ReadAllText(file)));
        Assert.DoesNotContain("correct-horse", sensitive.Error + sensitive.Out + missing.Error + missing.Out);

        Task<Screen> GenerateAsync() => terminal.RunAsync(cancellation, [.. context, "manifest", "generate", "--from", "aspire-manifest.json", "--settings", "settings.yaml", "-o", "out", "--from-outputs", $"dev-{name}"]);
        Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(folder.Path, "out", "base", file), cancellation);
    }
}
