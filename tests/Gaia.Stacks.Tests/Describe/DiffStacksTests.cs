using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Describe;
using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Tests.Describe;

public sealed class DiffStacksTests
{
    [Fact]
    public void Compares_key_by_key()
    {
        using var repository = new TestRepository(
            ("stacks/deploy/dev.yaml", "vars: {stage: dev}\ncomponents: {terraform: {app: {vars: {size: 1, tags: {a: 1, b.c: 2}}}, only-dev: {}}}\n"),
            ("stacks/deploy/prod.yaml", "vars: {stage: prod}\ncomponents: {terraform: {app: {vars: {size: 3, tags: {a: 1}}}}}\n"));
        var opened = repository.Open();
        Assert.Equal(
            """
            app vars.size: 1 -> 3
            app vars.stage: dev -> prod
            app vars.tags."b.c": 2 -> -
            app workspace: dev -> prod
            only-dev : map -> -
            """, string.Join('\n', DiffStacks.Of(opened, "dev", opened, "prod").Select(difference =>
                $"{difference.Component} {difference.Path}: {Shown(difference.Left)} -> {Shown(difference.Right)}")));
        Assert.Equal("stack.not-found", Assert.Throws<StacksNotFoundException>(() => DiffStacks.Of(opened, "dev", opened, "prd")).Code);
    }

    private static string Shown(Node? node) => node is null ? "-" : node is MapNode ? "map" : node.ToString()!;

    [Fact]
    public void What_cannot_be_read_is_compared_as_it_is_written()
    {
        using var repository = new TestRepository(
            ("stacks/deploy/a.yaml", "vars: {stage: a}\ncomponents: {terraform: {app: {vars: {id: !terraform.state net id, same: !store nope x y}}, net: {backend_type: gcs}}}\n"),
            ("stacks/deploy/b.yaml", "vars: {stage: b}\ncomponents: {terraform: {app: {vars: {id: !terraform.state net other, same: !store nope x y}}, net: {backend_type: gcs}}}\n"));
        repository.Outside = OutsideAccess.All;
        var opened = repository.Open();
        Assert.ThrowsAny<DocumentException>(() => DiffStacks.Of(opened, "a", opened, "b"));
        var found = DiffStacks.Of(opened, "a", opened, "b", new EvaluationOptions { KeepUnresolved = true }).Where(difference => difference.Path.StartsWith("vars.", StringComparison.Ordinal));
        Assert.Equal([("vars.id", "!terraform.state net id"), ("vars.stage", "a"), ("vars.stage", "a")], found.Select(difference => (difference.Path, difference.Left?.ToString() ?? "")));
    }
}
