using System.Text.RegularExpressions;

namespace Gaia.Platform.Tests;

/// <summary>What idp-platform puts out for the application is what the application reads, and all it needs to start.</summary>
public sealed partial class SettingsTests
{
    private static readonly string Outputs = File.ReadAllText(Path.Combine(Repository.Components, "idp-platform", "outputs.tf"));

    [Fact]
    public void Every_setting_that_is_put_out_is_one_the_application_has()
    {
        var sources = Sources();
        var settings = Settings().Matches(Outputs).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(settings);
        foreach (var setting in settings)
        {
            var name = setting[(setting.LastIndexOf("__", StringComparison.Ordinal) + 2)..];
            Assert.Contains(sources, source => setting.StartsWith("ConnectionStrings__", StringComparison.Ordinal)
                ? Regex.IsMatch(source, $@"\.Add\w+\(""{name}""[,)]")
                : source.Contains($" {name} {{ get; set; }}", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("ConnectionStrings__gaia")]
    [InlineData("ConnectionStrings__redis")]
    [InlineData("PGPASSWORD")]
    [InlineData("Gaia__Access__BootstrapSecret")]
    public void What_the_application_cannot_do_without_is_put_out(string setting) =>
        Assert.Matches($@"\n    {setting}\s+= ", Outputs);

    private static List<string> Sources() =>
    [
        .. new[] { "Gaia.Api", "Gaia.Worker", "Gaia.ServiceDefaults", "libs" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(File.ReadAllText),
    ];

    [GeneratedRegex(@"\n    ((?:ConnectionStrings|Gaia)__\w+)\s+= ")]
    private static partial Regex Settings();
}
