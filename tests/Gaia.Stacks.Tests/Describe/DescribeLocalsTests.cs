using Gaia.Documents.Writing;
using Gaia.Stacks.Describe;

namespace Gaia.Stacks.Tests.Describe;

public sealed class DescribeLocalsTests
{
    [Fact]
    public void Are_those_of_the_file_by_scope()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml",
            "locals: {a: x, b: \"{{ .locals.a }}y\"}\nvars: {stage: dev}\nterraform: {locals: {c: \"{{ .locals.b }}z\"}}\ncomponents: {terraform: {app: {locals: {d: 1}}}}\n"));
        var opened = repository.Open();
        var expected = "locals:\n  a: x\n  b: xy\nterraform:\n  locals:\n    c: xyz\n";
        Assert.Equal(expected, NodeYaml.Write(DescribeLocals.Of(opened, "deploy/dev")));
        Assert.Equal(expected, NodeYaml.Write(DescribeLocals.Of(opened, "dev")));
        Assert.Contains("d: 1", NodeYaml.Write(DescribeLocals.Of(opened, "dev", "app")));
    }
}
