using System.Text.RegularExpressions;

namespace Gaia.Platform.Tests;

/// <summary>What can be seen in the components' files without running anything.</summary>
public sealed partial class SourceTests
{
    public static TheoryData<string> Components => [.. Repository.AwsComponents];

    // Terraform has no way to share variables between components, so these files are copies; one truth all the same.
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
            from folder in Directory.EnumerateDirectories(Repository.Components, "*", SearchOption.AllDirectories)
            from block in Blocks(folder)
            where block.Kind is "variable" or "output" && !block.Text.Contains("\n  description", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Components, folder)}: {block.Kind} {block.Name}";
        Assert.Empty(undescribed);
    }

    [Fact]
    public void Every_variable_and_local_is_used()
    {
        var dead =
            from folder in Directory.EnumerateDirectories(Repository.Components, "*", SearchOption.AllDirectories)
            let blocks = Blocks(folder).ToList()
            from block in blocks
            from used in block.Kind == "locals" ? Locals().Matches(block.Text).Select(match => $"local.{match.Groups[1].Value}") : [$"var.{block.Name}"]
            where block.Kind is "variable" or "locals"
            let elsewhere = blocks.Where(other => block.Kind == "locals" || other != block)
            where !elsewhere.Any(other => Regex.IsMatch(other.Text, $@"\b{Regex.Escape(used)}\b"))
            select $"{Path.GetRelativePath(Repository.Components, folder)}: {used}";
        Assert.Empty(dead);
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void A_refusal_names_variable_and_stack_and_comes_before_the_first_call(string component)
    {
        var blocks = Blocks(Path.Combine(Repository.Components, component)).ToList();
        var validated = blocks.Where(block => block.Kind == "variable" && block.Text.Contains("validation {", StringComparison.Ordinal)).ToList();
        foreach (var message in validated.SelectMany(variable => Messages().Matches(variable.Text).Select(match => (variable.Name, Text: match.Groups[1].Value))))
        {
            Assert.Contains(message.Name, message.Text, StringComparison.Ordinal);
            // These are what a stack's name is made of.
            if (message.Name is not ("tenant" or "region" or "environment" or "stage"))
                Assert.StartsWith("${local.stack}: ", message.Text, StringComparison.Ordinal);
        }
        // The provider waits for these (provider.tf).
        var inputs = blocks.Single(block => block.Kind == "locals" && block.Text.Contains("  inputs = [", StringComparison.Ordinal)).Text;
        Assert.All(validated, variable => Assert.Matches($@"\bvar\.{variable.Name}\b", inputs));
    }

    private static IEnumerable<Block> Blocks(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.tf")
        from text in Regex.Split(File.ReadAllText(file), @"\n(?=\S)")
        let head = Heads().Match(text)
        where head.Success
        select new Block(head.Groups[1].Value, head.Groups[2].Value, text);

    [GeneratedRegex("""^(\w+)(?: "([\w-]+)")*""")]
    private static partial Regex Heads();

    [GeneratedRegex(@"^  (\w+)\s*=", RegexOptions.Multiline)]
    private static partial Regex Locals();

    [GeneratedRegex("""error_message = "(.*)"$""", RegexOptions.Multiline)]
    private static partial Regex Messages();

    private sealed record Block(string Kind, string Name, string Text);
}
