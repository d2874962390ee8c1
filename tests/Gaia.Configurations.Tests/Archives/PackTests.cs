using Gaia.Configurations.Archives;

namespace Gaia.Configurations.Tests.Archives;

public sealed class PackTests : IDisposable
{
    private readonly TemporaryFolder repository = new();
    private readonly TemporaryFolder target = new();

    public void Dispose()
    {
        repository.Dispose();
        target.Dispose();
    }

    [Fact]
    public void Takes_what_was_read_and_the_components_folder_and_nothing_else()
    {
        repository.With("atmos.yaml").With("stacks/dev.yaml").With("stacks/unread.yaml").With("README.md")
            .With("components/terraform/vpc/main.tf", "x").With("components/terraform/vpc/templates/user-data.sh").With("components/terraform/other/main.tf");
        Assert.Equal(
            ["atmos.yaml", "components/terraform/vpc/main.tf", "components/terraform/vpc/templates/user-data.sh", "stacks/dev.yaml"],
            RoundTrip(Source()));
    }

    [Fact]
    public void Leaves_out_state_plans_caches_and_what_git_ignores()
    {
        repository.With("atmos.yaml").With("stacks/dev.yaml").With(".gitignore", "*.secret\n/components/terraform/vpc/build/\n!keep.secret\n")
            .With("components/terraform/vpc/main.tf").With("components/terraform/vpc/.terraform/providers/big")
            .With("components/terraform/vpc/terraform.tfstate").With("components/terraform/vpc/terraform.tfstate.d/dev/terraform.tfstate")
            .With("components/terraform/vpc/dev-vpc.planfile").With("components/terraform/vpc/dev-vpc.terraform.tfvars.json")
            .With("components/terraform/vpc/a.secret").With("components/terraform/vpc/keep.secret").With("components/terraform/vpc/build/out.zip")
            .With("components/terraform/vpc/docs/.gaiaignore", "*.png").With("components/terraform/vpc/docs/a.png");
        Assert.Equal(
            ["atmos.yaml", "components/terraform/vpc/docs/.gaiaignore", "components/terraform/vpc/keep.secret", "components/terraform/vpc/main.tf", "stacks/dev.yaml"],
            RoundTrip(Source()));
    }

    [Fact]
    public void Takes_a_component_folder_that_git_ignores_as_vendored_ones_are()
    {
        repository.With("atmos.yaml").With("stacks/dev.yaml").With(".gitignore", "components/terraform/vpc/\n").With("components/terraform/vpc/main.tf");
        Assert.Contains("components/terraform/vpc/main.tf", RoundTrip(Source()));
    }

    [Fact]
    public void Follows_local_modules_and_files_beside_the_component()
    {
        repository.With("atmos.yaml").With("stacks/dev.yaml")
            .With("components/terraform/vpc/main.tf", """
                module "subnets" { source = "../../../modules/subnets" }
                module "remote"  { source = "terraform-aws-modules/vpc/aws" }
                locals { policy = file("${path.module}/../../../policies/admin.json") }
                """)
            .With("modules/subnets/main.tf", "module \"n\" {\n  source = \"../naming\"\n}").With("modules/naming/main.tf").With("modules/unused/main.tf")
            .With("policies/admin.json", "{}").With("policies/other.json", "{}");
        Assert.Equal(
            ["atmos.yaml", "components/terraform/vpc/main.tf", "modules/naming/main.tf", "modules/subnets/main.tf", "policies/admin.json", "stacks/dev.yaml"],
            RoundTrip(Source()));
    }

    [Fact]
    public void Gives_the_same_bytes_for_the_same_files()
    {
        repository.With("atmos.yaml").With("stacks/dev.yaml").With("components/terraform/vpc/" + new string('a', 120) + "/main.tf", "x");
        var first = Pack(Source());
        File.SetLastWriteTime(repository["stacks/dev.yaml"], new DateTime(2001, 1, 1));
        Assert.Equal(first.ToArray(), Pack(Source()).ToArray());
        Assert.Equal(ConfigurationArchive.Pack(Source(), Stream.Null).Digest, ConfigurationArchive.Inspect(first).Digest);
        File.WriteAllText(repository["stacks/dev.yaml"], "changed");
        Assert.NotEqual(first.ToArray(), Pack(Source()).ToArray());
    }

    [Fact]
    public void Hands_over_how_the_repository_was_opened()
    {
        repository.With("infra/atmos.yaml").With("stacks/dev.yaml");
        var context = new ArchiveContext
        {
            WorkingDirectory = "infra", ConfigPaths = ["infra/extra"], BasePath = "infra", Profiles = ["ci"],
            Environment = new Dictionary<string, string> { ["ATMOS_LOGS_LEVEL"] = "Debug" },
        };
        var summary = ConfigurationArchive.Inspect(Pack(new() { Root = repository.Path, Files = ["infra/atmos.yaml"], Context = context }));
        Assert.Equivalent(context, summary.Context, strict: true);
    }

    [Fact]
    public void Packs_what_a_link_points_to_but_not_outside_the_root()
    {
        repository.With("atmos.yaml").With("stacks/dev.yaml").With("components/terraform/vpc/main.tf").With("shared/common.tf", "c");
        File.CreateSymbolicLink(repository["components/terraform/vpc/common.tf"], "../../../shared/common.tf");
        Assert.Contains("components/terraform/vpc/common.tf", RoundTrip(Source()));
        Assert.Equal("c", File.ReadAllText(target["t/components/terraform/vpc/common.tf"]));

        File.CreateSymbolicLink(repository["components/terraform/vpc/passwd.tf"], "/etc/passwd");
        Assert.Equal("configuration.link", Assert.Throws<ArchiveException>(() => Pack(Source())).Code);
    }

    [Fact]
    public void Patterns_in_a_folder_are_refused_and_not_passed_over()
    {
        repository.With("atmos.yaml").With("stacks/dev.yaml").With("components/terraform/vpc/.gaiaignore/secrets");
        var refusal = Assert.Throws<ArchiveException>(() => Pack(Source()));
        Assert.Equal("configuration.unsupported-entry", refusal.Code);
        Assert.Contains($"{repository["components/terraform/vpc/.gaiaignore"]} is a folder, where a file of patterns is expected.", refusal.Message);
    }

    [Fact]
    public void Names_the_largest_files_when_there_is_too_much()
    {
        repository.With("atmos.yaml").With("stacks/dev.yaml").With("components/terraform/vpc/main.tf").With("components/terraform/vpc/lambda/huge.zip");
        using (var huge = File.OpenWrite(repository["components/terraform/vpc/lambda/huge.zip"])) huge.SetLength(300L << 20);
        var refusal = Assert.Throws<ArchiveException>(() => Pack(Source()));
        Assert.Equal("configuration.too-large", refusal.Code);
        Assert.Contains("components/terraform/vpc/lambda/huge.zip (300 MiB)", refusal.Message);
        Assert.Contains(".gaiaignore", refusal.Message);
    }

    [Fact]
    public void Names_a_file_outside_the_root() => Assert.Contains("/etc/hostname",
        Assert.Throws<ArchiveException>(() => Pack(new() { Root = repository.Path, Files = ["/etc/hostname"] })).Message);

    private ArchiveSource Source() => new()
    {
        Root = repository.Path,
        Files = [repository["atmos.yaml"], repository["stacks/dev.yaml"]],
        Folders = [repository["components/terraform/vpc"]],
    };

    private static MemoryStream Pack(ArchiveSource source)
    {
        var archive = new MemoryStream();
        ConfigurationArchive.Pack(source, archive);
        archive.Position = 0;
        return archive;
    }

    private string[] RoundTrip(ArchiveSource source)
    {
        ConfigurationArchive.Unpack(Pack(source), target["t"]);
        return [.. target.Files.Select(file => file[2..]).Where(file => file != ArchiveContext.FileName)];
    }
}
