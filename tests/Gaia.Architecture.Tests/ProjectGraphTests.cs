namespace Gaia.Architecture.Tests;

public sealed class ProjectGraphTests
{
    private static readonly ProjectGraph Graph = ProjectGraph.Read();

    // The whole picture, so that a new arrow is a decision and not an accident.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Gaia.Contracts"] = [],
        ["Gaia.Documents"] = [],
        ["Gaia.Templates"] = ["Gaia.Documents"],
        ["Gaia.Yq"] = ["Gaia.Documents"],
        ["Gaia.Stacks"] = ["Gaia.Documents", "Gaia.Templates", "Gaia.Yq"],
        ["Gaia.Vendoring"] = ["Gaia.Documents", "Gaia.Stacks", "Gaia.Templates"],
        ["Gaia.Terraform"] = ["Gaia.Documents", "Gaia.Stacks"],
        ["Gaia.Manifests"] = ["Gaia.Documents"],
        // One language of patterns, for stacks, refs and claims.
        ["Gaia.Configurations"] = ["Gaia.Contracts", "Gaia.Documents", "Gaia.Stacks", "Gaia.Vendoring"],
        ["Gaia.Jobs"] = [],
        // The terminal checks an exported chain offline with the very function that wrote it.
        ["Gaia.Audit"] = ["Gaia.Contracts"],
        ["Gaia.Access"] = ["Gaia.Audit", "Gaia.Contracts"],
        // Clients make a state's address with the very function that the store knows it by.
        ["Gaia.Runs"] = ["Gaia.Audit", "Gaia.Configurations", "Gaia.Contracts", "Gaia.Documents", "Gaia.Jobs", "Gaia.Stacks", "Gaia.Terraform"],
        ["Gaia.ServiceDefaults"] = [],
        ["Gaia.Api"] = ["Gaia.Access", "Gaia.Audit", "Gaia.Configurations", "Gaia.Contracts", "Gaia.Documents", "Gaia.Jobs", "Gaia.Runs", "Gaia.ServiceDefaults", "Gaia.Stacks", "Gaia.Terraform"],
        ["Gaia.Worker"] = ["Gaia.Audit", "Gaia.Jobs", "Gaia.Runs", "Gaia.ServiceDefaults", "Gaia.Stacks"],
        ["Gaia.Cli"] = ["Gaia.Configurations", "Gaia.Contracts", "Gaia.Documents", "Gaia.Manifests", "Gaia.Stacks", "Gaia.Templates", "Gaia.Terraform", "Gaia.Vendoring", "Gaia.Yq"],
        ["Gaia.AppHost"] = ["Gaia.Api", "Gaia.Cli", "Gaia.Worker"],
    };

    public static TheoryData<string> Production => [.. Graph.Projects.Where(project => !project.IsTest).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Production))]
    public void References_stay_inside_the_design(string name)
    {
        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} is not in the picture: add it with the arrows it may have.");
        Assert.Empty(Graph[name].Arrows.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Production))]
    public void Production_code_knows_no_test_package(string name) =>
        Assert.DoesNotContain(Graph[name].Packages, package => package.StartsWith("xunit", StringComparison.Ordinal) || package == "CsCheck");

    [Fact]
    public void The_terminal_knows_no_database() => Assert.DoesNotContain(Graph.Closure("Gaia.Cli").SelectMany(project => project.Packages),
        package => package.Contains("Npgsql", StringComparison.OrdinalIgnoreCase) || package.Contains("postgres", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void The_terminal_is_made_of_what_compiles_ahead_of_time() => Assert.Empty(Graph.Closure("Gaia.Cli")
        .Where(project => !File.ReadAllText(project.Path).Contains("<IsAotCompatible>true", StringComparison.Ordinal) && project.Name != "Gaia.Cli")
        .Select(project => project.Name));

    [Fact]
    public void The_contracts_are_made_of_the_base_library_alone() => Assert.Empty(Graph["Gaia.Contracts"].Packages);

    [Fact]
    public void No_capability_knows_a_host_or_the_terminal()
    {
        string[] edges = ["Spectre.Console", "System.CommandLine", "Microsoft.AspNetCore.OpenApi", "Scalar.AspNetCore"];
        foreach (var capability in Graph.Projects.Where(project => project.IsCapability))
        {
            Assert.Empty(capability.Packages.Intersect(edges));
            Assert.Empty(capability.Frameworks);
        }
    }

    [Fact]
    public void Every_package_version_is_somebodys()
    {
        string[] shared = [Path.Combine(ProjectGraph.Root, "Directory.Build.props"), Path.Combine(ProjectGraph.Root, "tests", "Directory.Build.props")];
        var referenced = Graph.Projects.SelectMany(project => project.Packages).Concat(shared.SelectMany(path => ProjectFile.Read(path).Packages));
        var versions = System.Xml.Linq.XDocument.Load(Path.Combine(ProjectGraph.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion").Select(version => version.Attribute("Include")!.Value);
        Assert.Empty(versions.Except(referenced));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(ProjectGraph.Root, "Gaia.Aspire.sln"));
        Assert.Empty(Graph.Projects.Where(project => !solution.Contains($"\\{project.Name}.csproj", StringComparison.Ordinal)).Select(project => project.Name));
    }

    [Fact]
    public void Versions_are_central() => Assert.Empty(Graph.Projects
        .Where(project => File.ReadAllText(project.Path).Contains("<PackageReference", StringComparison.Ordinal)
            && System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(project.Path), "<PackageReference[^>]*Version="))
        .Select(project => project.Name));
}
