using System.Formats.Tar;
using Gaia.Stacks;

namespace Gaia.Vendoring.Tests;

/// <summary>Against stand-ins for oras and crane that take the arguments of the real ones and give what those give.</summary>
[Trait("category", "outside")]
public sealed class OciTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("oci-test-").FullName;

    public OciTests()
    {
        Write("repo/vendor.yaml", "spec:\n  sources:\n    - {component: vpc, source: 'oci://registry.example.org/org/vpc:{{.Version}}', version: 1.2.3, targets: [components/terraform/vpc]}\n");
        Write("layer/main.tf", "# from the registry");
        Directory.CreateDirectory(Path.Join(root, "bin"));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Oras_pulls_files_and_archives()
    {
        TarFile.CreateFromDirectory(Path.Join(root, "layer"), Path.Join(root, "layer.tar"), includeBaseDirectory: false);
        Program("oras", """
            [ "$1" = pull ] && [ "$2" = --output ] && [ "$4" = registry.example.org/org/vpc:1.2.3 ] && [ $# -eq 4 ] || { echo "unexpected: $*" >&2; exit 9; }
            cp ROOT/layer.tar "$3/layer.tar" && echo '# beside' > "$3/README.md"
            """);
        Program("crane", "exit 9");
        Assert.Equal(["components/terraform/vpc/README.md", "components/terraform/vpc/main.tf"], Assert.Single(Pull()).Files.Order(StringComparer.Ordinal));
        Assert.Equal("# from the registry", File.ReadAllText(Path.Join(root, "repo/components/terraform/vpc/main.tf")));
    }

    [Fact]
    public void Crane_exports_where_there_is_no_oras()
    {
        TarFile.CreateFromDirectory(Path.Join(root, "layer"), Path.Join(root, "image.tar"), includeBaseDirectory: false);
        Program("crane", """
            [ "$1" = export ] && [ "$2" = registry.example.org/org/vpc:1.2.3 ] && [ $# -eq 3 ] || { echo "unexpected: $*" >&2; exit 9; }
            cp ROOT/image.tar "$3"
            """);
        Assert.Equal(["components/terraform/vpc/main.tf"], Assert.Single(Pull()).Files);
    }

    [Fact]
    public void What_the_client_says_is_passed_on()
    {
        Program("oras", "echo 'denied: log in first' >&2; exit 1");
        var fault = Assert.Throws<StacksInvalidException>(Pull);
        Assert.Equal("vendor.fetch", fault.Code);
        Assert.Contains("oras ended with exit code 1: denied: log in first", fault.Message);
    }

    [Fact]
    public void Without_a_client_it_is_told_which_ones_help() =>
        Assert.Contains("need the program 'oras' or 'crane' on the PATH", Assert.Throws<StacksInvalidException>(Pull).Message);

    private IReadOnlyList<VendoredSource> Pull() => VendorPull.Run(new VendorOptions
    {
        BasePath = Path.Join(root, "repo"), CacheDirectory = Path.Join(root, "cache"),
        Environment = new Dictionary<string, string> { ["PATH"] = Path.Join(root, "bin") + ":/usr/bin:/bin" },
    }, cancellation: TestContext.Current.CancellationToken);

    private void Program(string name, string script)
    {
        var path = Path.Join(root, "bin", name);
        File.WriteAllText(path, "#!/bin/sh\n" + script.Replace("ROOT", root, StringComparison.Ordinal) + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(root, path))!);
        File.WriteAllText(Path.Join(root, path), text);
    }
}
