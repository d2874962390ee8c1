using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Stacks.Describe;

namespace Gaia.Stacks.Tests.Describe;

public sealed class DescribeComponentTests
{
    [Fact]
    public void Tells_where_values_come_from()
    {
        using var repository = new TestRepository(
            ("stacks/catalog/app.yaml", "components: {terraform: {app: {vars: {size: 1, color: red}}}}\n"),
            ("stacks/deploy/dev.yaml", "import: [catalog/app]\nvars: {stage: dev}\ncomponents: {terraform: {app: {vars: {size: 2}}}}\n"));
        var described = DescribeComponent.Of(repository.Find("app", "dev"));
        Assert.Equal(
            """
            final_value: 2
            name: size
            stack_dependencies:
              - dependency_type: inline
                stack_file: deploy/dev
                stack_file_section: components.terraform.vars
                variable_value: 2
              - dependency_type: import
                stack_file: catalog/app
                stack_file_section: components.terraform.vars
                variable_value: 1

            """, NodeYaml.Write(described.At("sources", "vars", "size")!));
        Assert.Equal("- catalog/app\n- deploy/dev\n", NodeYaml.Write(described["deps"]!));
        Assert.Equal("- catalog/app\n", NodeYaml.Write(described["imports"]!));
        Assert.Equal("./", described.Map("atmos_cli_config")!.Text("base_path"));
    }
}
