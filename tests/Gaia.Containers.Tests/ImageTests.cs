using System.Text;
using System.Text.RegularExpressions;

namespace Gaia.Containers.Tests;

[Collection(ImagesCollection.Name)]
public sealed partial class ImageTests(BuiltImages images)
{
    private static readonly string[] All = ["gaia-api", "gaia-worker", "gaia-cli"];

    public static TheoryData<string> Names => [.. All];

    [Fact]
    public void The_script_says_what_it_made()
    {
        Needs.Containers();
        foreach (var name in All) Assert.Matches($@"(?m)^{BuiltImages.Name(name)} +\d+ MB$", images.Output);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_image_is_labelled_and_not_roots(string name)
    {
        Needs.Containers();
        var config = (await images.InspectAsync(name))["Config"]!;
        Assert.Equal("1654", (string?)config["User"]);
        var labels = config["Labels"]!;
        Assert.Equal(name, (string?)labels["org.opencontainers.image.title"]);
        Assert.Matches(@"^\d+\.\d+\.\d+", (string?)labels["org.opencontainers.image.version"]);
        Assert.NotEmpty((string)labels["org.opencontainers.image.description"]!);
    }

    [Theory]
    [InlineData("gaia-api")]
    [InlineData("gaia-worker")]
    public async Task A_service_listens_on_8080_and_keeps_its_data_in_a_volume(string name)
    {
        Needs.Containers();
        var config = (await images.InspectAsync(name))["Config"]!;
        Assert.Contains("8080/tcp", config["ExposedPorts"]!.AsObject().Select(port => port.Key));
        Assert.Contains("/var/lib/gaia", config["Volumes"]!.AsObject().Select(volume => volume.Key));
        var variables = config["Env"]!.AsArray().Select(variable => (string)variable!).ToList();
        Assert.Contains("Gaia__DataDirectory=/var/lib/gaia", variables);
        Assert.Contains("ASPNETCORE_HTTP_PORTS=8080", variables);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_image_tells_no_secret_and_nothing_of_where_it_was_built(string name)
    {
        Needs.Containers();
        var document = await images.InspectAsync(name);
        var told = string.Join('\n', document["Config"]!.ToJsonString(), document["History"]?.ToJsonString());
        Assert.DoesNotContain(SourceTree.Root, told, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath().TrimEnd('/') + "/", document["Config"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(document["Config"]!["Env"]!.AsArray(), variable => SecretName().IsMatch((string)variable!));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_file_of_the_application_names_the_checkout(string name)
    {
        Needs.Containers();
        var folder = Directory.CreateTempSubdirectory("gaia-app-").FullName;
        var container = (await images.Engine.MustAsync("create", BuiltImages.Name(name))).Trim();
        try
        {
            await images.Engine.MustAsync("cp", $"{container}:/app", folder);
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
            Assert.NotEmpty(files);
            Assert.DoesNotContain(files, NamesTheCheckout);
        }
        finally
        {
            await images.Engine.MustAsync("rm", "--volumes", container);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool NamesTheCheckout(string file) =>
        File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(SourceTree.Root + "/")) >= 0;

    [GeneratedRegex("^[^=]*(PASSWORD|SECRET|TOKEN|APIKEY|CREDENTIAL)", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
