namespace Gaia.Functional.Tests;

/// <summary>What a person gets wrong in the repository: refused in the terminal, with the place and what to do.</summary>
public sealed class StackRefusalTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_stack_names_the_nearest()
    {
        using var folder = AtmosFolder.Create("unknown-stack");
        var screen = await RefusedAsync(folder, "terraform", "plan", "unknown-stack", "-s", "dve");
        Assert.Contains("dve", screen.Error);
        Assert.Contains("dev", screen.Error);
    }

    [Fact]
    public async Task An_unknown_component_names_the_nearest()
    {
        using var folder = AtmosFolder.Create("unknown-component");
        var screen = await RefusedAsync(folder, "terraform", "plan", "unknown-compnent", "-s", "dev");
        Assert.Contains("unknown-component", screen.Error);
    }

    [Fact]
    public async Task A_syntax_error_names_file_line_and_column()
    {
        using var folder = AtmosFolder.Create("syntax").WriteStack("vars:\n  stage: [dev");
        var screen = await RefusedAsync(folder, "terraform", "plan", "syntax", "-s", "dev");
        Assert.Matches(@"stacks/dev\.yaml:\d+:\d+", screen.Error);
    }

    [Fact]
    public async Task An_import_that_does_not_exist_is_named()
    {
        using var folder = AtmosFolder.Create("no-import").WriteStack("import: [catalog/nowhere]\nvars: { stage: dev }");
        var screen = await RefusedAsync(folder, "terraform", "plan", "no-import", "-s", "dev");
        Assert.Contains("catalog/nowhere", screen.Error);
        Assert.Contains("stacks/dev.yaml", screen.Error);
    }

    [Fact]
    public async Task A_cycle_of_imports_is_shown()
    {
        using var folder = AtmosFolder.Create("cycle")
            .WriteStack("import: [catalog/a]\nvars: { stage: dev }")
            .Write("stacks/catalog/a.yaml", "import: [catalog/b]")
            .Write("stacks/catalog/b.yaml", "import: [catalog/a]");
        var screen = await RefusedAsync(folder, "terraform", "plan", "cycle", "-s", "dev");
        Assert.Contains("catalog/a", screen.Error);
        Assert.Contains("catalog/b", screen.Error);
    }

    [Fact]
    public async Task A_component_folder_without_terraform_files_is_refused()
    {
        using var folder = AtmosFolder.Create("no-files");
        File.Delete(Path.Combine(folder.Path, "components/terraform/app/main.tf"));
        var screen = await RefusedAsync(folder, "terraform", "plan", "no-files", "-s", "dev");
        Assert.Contains("components/terraform/app", screen.Error);
        Assert.Contains(".tf", screen.Error);
    }

    private async Task<Screen> RefusedAsync(AtmosFolder folder, params string[] arguments)
    {
        var screen = await gaia.TerminalIn(folder).RunAsync(cancellation, arguments);
        Assert.NotEqual(0, screen.ExitCode);
        Assert.DoesNotContain("   at Gaia.", screen.Error);
        return screen;
    }
}
