using Gaia.Stacks.Describe;

namespace Gaia.Stacks.Tests.Describe;

public sealed class DependentsTests
{
    private const string Stacks =
        """
        vars: {stage: dev}
        components:
          terraform:
            vpc: {}
            subnet: {dependencies: {components: [{component: vpc}]}}
            db: {settings: {depends_on: {1: {component: subnet}, 2: {component: vpc}}}}
            off: {metadata: {enabled: false}, settings: {depends_on: {1: {component: vpc}}}}
            base: {metadata: {type: abstract}, settings: {depends_on: {1: {component: vpc}}}}
            both: {settings: {depends_on: {1: {component: db}}}, dependencies: {components: [{component: vpc, stack: "{{ .vars.stage }}"}]}}
          helmfile:
            listed: {settings: {depends_on: [vpc]}}
            chart: {dependencies: {components: [{component: vpc, kind: terraform}]}}
            other: {dependencies: {components: [{component: vpc}]}}
        """;

    [Theory]
    [InlineData("vpc", "both chart db listed subnet")]
    [InlineData("subnet", "db")]
    [InlineData("db", "")]
    public void Are_real_enabled_and_of_the_right_type(string component, string expected)
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Stacks));
        var opened = repository.Open();
        var found = DescribeDependents.Of(new DependencyGraph(opened), opened.Find(component, "dev", "terraform"));
        Assert.Equal(expected, string.Join(' ', found.Select(dependent => dependent.Instance.Name)));
    }

    [Fact]
    public void Nest_and_tell_which_are_reached_through_others()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", Stacks));
        var opened = repository.Open();
        var found = DescribeDependents.Of(new DependencyGraph(opened), opened.Find("vpc", "dev", "terraform"), nested: true);
        Assert.True(found.Single(dependent => dependent.Instance.Name == "db").IncludedInDependents);
        Assert.Equal("db", found.Single(dependent => dependent.Instance.Name == "subnet").Dependents.Single().Instance.Name);
    }

    [Fact]
    public void A_circle_is_an_error()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml",
            "vars: {stage: dev}\ncomponents: {terraform: {a: {dependencies: {components: [{component: b}]}}, b: {dependencies: {components: [{component: a}]}}}}\n"));
        var opened = repository.Open();
        var fault = Assert.Throws<StacksInvalidException>(() => DescribeDependents.Of(new DependencyGraph(opened), opened.Find("a", "dev"), nested: true));
        Assert.Equal("dependencies.cycle", fault.Code);
    }

    [Fact]
    public void Other_variables_lead_to_other_stacks()
    {
        using var repository = new TestRepository(
            ("stacks/deploy/prod.yaml", "vars: {stage: prod}\ncomponents: {terraform: {vpc: {}}}\n"),
            ("stacks/deploy/dev.yaml", "vars: {stage: dev}\ncomponents: {terraform: {app: {settings: {depends_on: {1: {component: vpc, stage: prod}}}}}}\n"));
        Assert.Equal("vpc in prod", string.Join(", ", repository.Find("app", "dev").DependsOn.Select(item => $"{item.Component} in {item.Stack}")));
    }
}
