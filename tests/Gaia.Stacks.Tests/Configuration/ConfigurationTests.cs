using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Tests.Configuration;

public sealed class ConfigurationTests
{
    [Fact]
    public void Imports_come_below_the_file_and_commands_merge_by_name()
    {
        using var repository = new TestRepository(
            ("atmos.yaml", "base_path: ./\nimport: [conf/*, ./one.yaml]\ncommands: [{name: a, description: own}]\nlogs: {level: Debug}\n"),
            ("conf/x.yaml", "logs: {level: Trace, file: /x}\ncommands: [{name: a, steps: [1]}, {name: b}]\n"),
            ("one.yml", "never: read\n"), ("one.yaml", "aliases: {tp: terraform plan}\n"),
            (".atmos.d/y.yaml", "logs: {file: /y}\nsettings: {z: 1}\n"));
        var raw = repository.Open().Configuration.Raw;
        Assert.Equal(("Debug", "/x"), (((MapNode)raw["logs"]!).Text("level"), ((MapNode)raw["logs"]!).Text("file")));
        Assert.Equal("[a own 1, b]", "[" + string.Join(", ", ((ListNode)raw["commands"]!).Cast<MapNode>().Select(command =>
            $"{command.Text("name")} {command.Text("description")} {(command["steps"] as ListNode)?[0]}".Trim())) + "]");
        Assert.Equal("terraform plan", raw.Map("aliases")!.Text("tp"));
        Assert.NotNull(raw.At("settings", "z"));
        Assert.Null(raw["never"]);
    }

    [Theory]
    [InlineData("ATMOS_COMPONENTS_TERRAFORM_COMMAND", "tofu")]
    [InlineData("ATMOS_COMPONENTS_TERRAFORM_BASE_PATH", "tf")]
    public void Variables_win(string name, string value)
    {
        using var repository = new TestRepository();
        repository.Environment[name] = value;
        var terraform = repository.Open().Configuration.Terraform;
        Assert.Equal(value, name.EndsWith("COMMAND", StringComparison.Ordinal) ? terraform.Command : Path.GetFileName(terraform.BasePath));
    }

    [Fact]
    public void A_variable_of_the_wrong_type_is_refused()
    {
        using var repository = new TestRepository();
        repository.Environment["ATMOS_COMPONENTS_TERRAFORM_DEPLOY_RUN_INIT"] = "perhaps";
        Assert.Equal("config.environment", Assert.Throws<StacksInvalidException>(repository.Open).Code);
    }

    [Fact]
    public void Profiles_come_on_top_in_order()
    {
        using var repository = new TestRepository(
            ("profiles/one/a.yaml", "logs: {level: One, file: one}\n"), ("profiles/two/a.yaml", "logs: {level: Two}\n"));
        var raw = AtmosRepository.Open(repository.Options with { Profiles = ["one", "two"] }).Configuration.Raw;
        Assert.Equal(("Two", "one"), (raw.Map("logs")!.Text("level"), raw.Map("logs")!.Text("file")));
        var fault = Assert.Throws<StacksNotFoundException>(() => AtmosRepository.Open(repository.Options with { Profiles = ["twp"] }));
        Assert.Equal(("config.profile-not-found", "two"), (fault.Code, fault.Nearest[0]));
    }

    [Fact]
    public void Base_paths_start_at_the_configuration_the_variable_and_the_option_at_the_working_directory()
    {
        using var repository = new TestRepository(("conf/atmos.yaml", "base_path: ../tree\n"), ("tree/stacks/x.yaml", ""), ("other/x", ""));
        var options = repository.Options with { ConfigPaths = ["conf"] };
        Assert.Equal(repository.At("tree"), AtmosRepository.Open(options).Configuration.BasePath);
        Assert.Equal(repository.At("other"), AtmosRepository.Open(options with { BasePath = "other" }).Configuration.BasePath);
        repository.Environment["ATMOS_BASE_PATH"] = "other";
        Assert.Equal(repository.At("other"), AtmosRepository.Open(options).Configuration.BasePath);
    }

    [Fact]
    public void Parents_are_searched_only_where_there_is_no_configuration_here()
    {
        using var repository = new TestRepository(("sub/deep/x", ""));
        var options = repository.Options with { WorkingDirectory = repository.At("sub/deep"), SearchOutward = true };
        Assert.Equal(repository.Folder, AtmosRepository.Open(options).Configuration.BasePath);
        repository.Write("sub/deep/atmos.yaml", "base_path: ./\n");
        Assert.Equal(repository.At("sub/deep"), AtmosRepository.Open(options).Configuration.BasePath);
    }

    [Fact]
    public void Without_any_file_the_defaults_hold()
    {
        using var repository = new TestRepository(("stacks/orgs/dev.yaml", "vars: {tenant: a, environment: b, stage: c}\ncomponents: {terraform: {app: {}}}\n"));
        File.Delete(repository.At("atmos.yaml"));
        var opened = repository.Open();
        Assert.True(opened.Configuration.Terraform.AutoGenerateBackendFile);
        Assert.Equal("a-b-c", opened.Instances().Single().StackName);
    }

    [Fact]
    public void Settings_are_off_unless_set_once_there_is_a_file()
    {
        using var repository = new TestRepository(("atmos.yaml", "base_path: ./\n"));
        var configuration = repository.Open().Configuration;
        Assert.False(configuration.Templates.Enabled || configuration.Terraform.AutoGenerateBackendFile
            || configuration.Terraform.DeployRunInit || configuration.Terraform.InitRunReconfigure);
    }

    [Theory]
    [InlineData("stacks: [a]\n", "config.type")]
    [InlineData("import: {a: 1}\n", "config.import")]
    [InlineData("import: [absent]\n", "config.import-not-found")]
    [InlineData("import: [https://x.org/a.yaml]\n", "outside.remote-files")]
    [InlineData("- a\n", "config.not-a-map")]
    [InlineData("components: {terraform: {deploy_run_init: perhaps}}\n", "config.type")]
    public void Refuses(string text, string code)
    {
        using var repository = new TestRepository(("atmos.yaml", text));
        var fault = Assert.Throws<StacksInvalidException>(repository.Open);
        Assert.Equal(code, fault.Code);
        Assert.Equal(repository.At("atmos.yaml"), fault.Mark.File);
    }

    [Fact]
    public void An_import_of_itself_ends()
    {
        using var repository = new TestRepository(("atmos.yaml", "import: [./atmos.yaml]\n"));
        Assert.Equal("config.import-depth", Assert.Throws<StacksInvalidException>(repository.Open).Code);
    }
}
