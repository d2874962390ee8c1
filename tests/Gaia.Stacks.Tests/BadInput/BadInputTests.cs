using Gaia.Documents.Nodes;
using Gaia.Documents.Schemas;
using Gaia.Stacks.Describe;
using Gaia.Stacks.Validation;

namespace Gaia.Stacks.Tests.BadInput;

/// <summary>What people and machines get wrong: each ends in one clear error and never in a crash.</summary>
public sealed class BadInputTests
{
    private const string Good = "vars: {stage: dev}\ncomponents: {terraform: {network: {}, app: {}}}\n";

    [Fact]
    public void Unknown_stack_suggests_the_nearest()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Good));
        var fault = Assert.Throws<StacksNotFoundException>(() => repository.Find("app", "dve"));
        Assert.Equal(("stack.not-found", "dev"), (fault.Code, fault.Nearest[0]));
    }

    [Fact]
    public void Unknown_component_suggests_the_nearest()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Good));
        var fault = Assert.Throws<StacksNotFoundException>(() => repository.Find("netwrok", "dev"));
        Assert.Equal(("component.not-found", "network"), (fault.Code, fault.Nearest[0]));
        Assert.Contains("did you mean 'network'?", fault.Message);
    }

    [Fact]
    public void The_file_of_a_stack_is_not_its_name()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Good));
        var message = Assert.Throws<StacksNotFoundException>(() => repository.Find("app", "deploy/dev")).Message;
        Assert.Contains("invalid stack", message);
        Assert.Contains("'dev'", message);
        Assert.Contains("list stacks", message);
    }

    [Fact]
    public void One_component_in_two_manifests_of_a_stack_must_be_the_same()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Good), ("stacks/deploy/dev2.yaml", Good));
        Assert.Equal("dev", repository.Find("app", "dev").StackName);
        repository.Write("stacks/deploy/dev2.yaml", "vars: {stage: dev}\ncomponents: {terraform: {app: {vars: {other: 1}}}}\n");
        Assert.Equal("component.duplicate", Assert.Throws<StacksInvalidException>(() => repository.Find("app", "dev")).Code);
        Assert.Contains(ValidateStacks.Run(repository.Open(), AnySchema()), problem => problem.Code == "component.duplicate");
    }

    [Fact]
    public void Every_problem_says_which_imports_lead_to_it()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", "import: [catalog/app]\nvars: {stage: dev}\n"),
            ("stacks/deploy/odd.yaml", "import: [catalog/odd]\nvars: {stage: odd}\n"), ("stacks/catalog/odd.yaml", "components: {terraform: text}\n"),
            ("stacks/catalog/app.yaml", "components:\n  terraform:\n    app: {metadata: {inherits: [absent]}}\n    other: {vars: [1]}\n"));
        var problems = ValidateStacks.Run(repository.Open());
        Assert.Equal(["component.base-not-found", "manifest.type", "schema"], problems.Select(problem => problem.Code).Distinct().Order());
        Assert.All(problems, problem => Assert.Equal($"stacks/deploy/{(problem.Mark.File!.Contains("odd") ? "odd" : "dev")}.yaml:1:10", Assert.Single(problem.ImportChain).ToString()));
    }

    [Fact]
    public void A_stacks_folder_that_is_not_there()
    {
        using var repository = new TestRepository();
        Assert.Equal("stacks.no-folder", repository.Fails().Code);
    }

    [Fact]
    public void A_configuration_that_is_not_where_it_was_said_to_be()
    {
        using var repository = new TestRepository();
        Assert.Equal("config.not-found", Assert.Throws<StacksInvalidException>(() => AtmosRepository.Open(repository.Options with { ConfigPaths = ["nowhere"] })).Code);
    }

    [Fact]
    public void A_file_that_vanishes_while_reading()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Good), ("stacks/catalog/a.yaml", ""));
        var opened = repository.Open();
        opened.Files.List(repository.At("stacks/deploy"));
        File.Delete(repository.At("stacks/deploy/dev.yaml"));
        var fault = Assert.Throws<StacksInvalidException>(() => opened.Stacks);
        Assert.Equal("file.unreadable", fault.Code);
        Assert.Contains("dev.yaml", fault.Mark.File);
    }

    [Theory]
    [InlineData("a: [", "yaml.syntax")]
    [InlineData("a:\n\tb: 1\n", "yaml.tab")]
    [InlineData("- 1\n", "manifest.not-a-map")]
    [InlineData("import: {a: 1}\n", "manifest.import")]
    [InlineData("import: [1]\n", "manifest.import")]
    [InlineData("import: [{context: {}}]\n", "manifest.import")]
    [InlineData("components: [1]\n", "manifest.type")]
    [InlineData("components: {terraform: [1]}\n", "manifest.type")]
    [InlineData("components: {terraform: {app: [1]}}\nvars: {stage: dev}\n", "manifest.type")]
    [InlineData("components: {terraform: {app: {metadata: {inherits: x}}}}\nvars: {stage: dev}\n", "manifest.type")]
    [InlineData("components: {terraform: {app: {backend_type: [1]}}}\nvars: {stage: dev}\n", "manifest.type")]
    [InlineData("overrides: [1]\n", "manifest.overrides")]
    [InlineData("locals: [1]\n", "manifest.locals")]
    [InlineData("settings: {list_merge_strategy: odd}\nvars: {stage: dev}\ncomponents: {terraform: {app: {}}}\n", "merge.list-strategy")]
    public void A_manifest_that_says_it_wrong(string text, string code)
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", text));
        var fault = repository.Fails(opened => DescribeStacks.Of(opened));
        Assert.Equal((code, "stacks/deploy/dev.yaml"), (fault.Code, fault.Mark.File));
        Assert.True(fault.Mark.Line > 0);
    }

    [Fact]
    public void Validation_tells_everything_that_is_wrong_at_once()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Good), ("stacks/deploy/a.yaml", "a: [\n"), ("stacks/deploy/b.yaml", "import: [absent]\n"),
            ("stacks/deploy/c.yaml", "vars: {stage: c}\ncomponents: {terraform: {x: {metadata: {inherits: [y]}}}}\n"));
        Assert.Equal(["component.base-not-found", "import.not-found", "yaml.syntax"], ValidateStacks.Run(repository.Open(), AnySchema()).Select(problem => problem.Code).Order());
    }

    private static JsonSchema AnySchema() => JsonSchema.Compile(MapNode.Empty);
}
