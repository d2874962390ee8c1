using Gaia.Stacks.Components;

namespace Gaia.Stacks.Tests.Components;

public sealed class StackNamesTests
{
    [Theory]
    [InlineData("{app: {}}", "dev")]
    [InlineData("{app: {vars: {stage: own}}}", "own")]
    [InlineData("{app: {}, other: {vars: {stage: own}}}", "dev own")]
    [InlineData("{base: {metadata: {type: abstract}, vars: {stage: own}}, app: {metadata: {inherits: [base]}}}", "own")]
    [InlineData("{taken: {}}", "taken")]
    [InlineData("{taken: }", "dev")]
    [InlineData("{}", "")]
    public void The_names_are_those_that_the_components_have(string components, string expected)
    {
        using var files = new TestRepository(
            ("stacks/catalog/taken.yaml", "components: {terraform: {taken: {vars: {stage: taken}}}}\n"),
            ("stacks/deploy/dev.yaml", $"import: [{(components.Contains("taken") ? "catalog/taken" : "")}]\nvars: {{stage: dev}}\ncomponents: {{terraform: {components}}}\n"));
        var repository = files.Open();

        Assert.Equal(expected, string.Join(' ', repository.StackNames().Select(stack => stack.Name)));
        Assert.Equal(Instances(repository).Select(instance => instance.StackName).Distinct(), repository.StackNames().Select(stack => stack.Name));
        foreach (var instance in Instances(repository))
            Assert.Equal(instance.ToString(), repository.Find(instance.Name, instance.StackName).ToString());
    }

    [Fact]
    public void A_type_that_is_taken_back_leaves_no_stack()
    {
        using var files = new TestRepository(
            ("stacks/catalog/app.yaml", "components: {terraform: {app: {}}}\n"),
            ("stacks/deploy/dev.yaml", "import: [catalog/app]\nvars: {stage: dev}\ncomponents: {terraform: null}\n"));

        Assert.Empty(files.Open().StackNames());
    }

    [Fact]
    public void A_remote_state_of_another_backend_fails_though_no_component_says_so()
    {
        using var files = new TestRepository(("stacks/deploy/dev.yaml",
            """
            vars: {stage: dev}
            terraform:
              backend_type: s3
              remote_state_backend: {gcs: {bucket: b}}
            components: {terraform: {app: {}}}
            """));

        Assert.Equal("component.remote-state-mismatch", files.Fails().Code);
    }

    private static IEnumerable<ComponentInstance> Instances(AtmosRepository repository) =>
        repository.Instances(new InstanceFilter { IncludeAbstract = true });
}
