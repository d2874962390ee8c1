namespace Gaia.Platform.Tests;

/// <summary>Terraform has no way to share variables between components, so these files are copies; one truth all the same.</summary>
public sealed class CopiesTests
{
    [Theory]
    [InlineData("context.tf", "idp-dr", "idp-platform", "tfstate-backend", "vpc")]
    [InlineData("address-plan.tf", "idp-platform", "vpc")]
    [InlineData("versions.tf", "idp-dr", "idp-platform", "tfstate-backend", "vpc")]
    public void Copies_are_equal(string file, params string[] components)
    {
        var contents = components.Select(component => File.ReadAllText(Path.Combine(Repository.Components, component, file)));
        Assert.Single(contents.Distinct());
    }

    [Fact]
    public void Every_variable_and_output_is_described()
    {
        var undescribed =
            from file in Directory.EnumerateFiles(Repository.Components, "*.tf", SearchOption.AllDirectories)
            from block in File.ReadAllText(file).Split("\n}\n")
            where block.TrimStart().Split('\n').Any(line => line.StartsWith("variable \"", StringComparison.Ordinal) || line.StartsWith("output \"", StringComparison.Ordinal))
            where !block.Contains("\n  description", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Root, file)}: {block.Trim().Split('\n').First(line => line.Contains('"'))}";
        Assert.Empty(undescribed);
    }
}
