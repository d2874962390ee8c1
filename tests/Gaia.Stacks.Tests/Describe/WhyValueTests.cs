using Gaia.Stacks.Describe;

namespace Gaia.Stacks.Tests.Describe;

public sealed class WhyValueTests
{
    [Fact]
    public void Shows_the_chain_of_files_last_one_winning()
    {
        using var repository = new TestRepository(
            ("stacks/catalog/defaults.yaml", "vars: {region: a}\ncomponents:\n  terraform:\n    base: {metadata: {type: abstract}, vars: {region: base}}\n"),
            ("stacks/mixins/b.yaml", "import: [catalog/defaults]\nterraform:\n  vars:\n    region: b\n"),
            ("stacks/deploy/dev.yaml", "import:\n  - mixins/b\nvars: {stage: dev, region: c}\ncomponents:\n  terraform:\n    app:\n      metadata: {inherits: [base]}\n      vars:\n        region: \"{{ .vars.stage }}-d\"\n"));
        var why = WhyValue.Of(repository.Find("app", "dev"), "vars.region");
        Assert.Equal("dev-d", why.Final.ToString());
        Assert.Equal(
            """
            a stacks/catalog/defaults.yaml:1:16 vars
            c stacks/deploy/dev.yaml:3:28 vars
            b stacks/mixins/b.yaml:4:13 terraform.vars
            base stacks/catalog/defaults.yaml:4:55 components.terraform.vars base
            {{ .vars.stage }}-d stacks/deploy/dev.yaml:9:17 components.terraform.vars app
            """, string.Join('\n', why.Origins.Select(origin => $"{origin.Value} {origin.Mark} {origin.Section} {origin.Component}".TrimEnd())));
        Assert.Equal(["stacks/mixins/b.yaml:1:10", "stacks/deploy/dev.yaml:2:5"], why.Origins[0].Chain.Select(mark => mark.ToString()));
    }

    [Fact]
    public void Names_the_nearest_where_there_is_no_value()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", "vars: {stage: dev}\ncomponents: {terraform: {app: {vars: {region: x}}}}\n"));
        var fault = Assert.Throws<StacksNotFoundException>(() => WhyValue.Of(repository.Find("app", "dev"), "vars.regoin"));
        Assert.Equal("region", fault.Nearest[0]);
    }
}
