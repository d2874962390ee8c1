using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gaia.Runs.Terraform;

/// <summary>
/// Values of input variables that the component declares sensitive, before terraform has said so:
/// <c>variable "db_password" { type = string  sensitive = true }</c>
/// </summary>
internal static partial class SensitiveVariables
{
    public static IReadOnlyList<string> Values(string componentFolder, byte[] varfile)
    {
        var names = Directory.EnumerateFiles(componentFolder, "*.tf").SelectMany(file => Declared(File.ReadAllText(file))).ToHashSet();
        if (names.Count == 0) return [];
        using var json = JsonDocument.Parse(varfile);
        return [.. json.RootElement.EnumerateObject().Where(variable => names.Contains(variable.Name)).SelectMany(variable => Leaves(variable.Value))];
    }

    internal static IEnumerable<string> Declared(string text)
    {
        foreach (Match variable in VariablePattern().Matches(text))
            if (SensitivePattern().IsMatch(Block(text, variable.Index + variable.Length)))
                yield return variable.Groups[1].Value;
    }

    internal static IEnumerable<string> Leaves(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Leaves(member.Value)),
        _ => [],
    };

    // Up to the brace that closes the block; braces in strings of a variable block are rare and only make it longer.
    private static string Block(string text, int start)
    {
        var depth = 1;
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == '{') depth++;
            else if (text[at] == '}' && --depth == 0) return text[start..at];
        }
        return text[start..];
    }

    [GeneratedRegex("""^\s*variable\s+"([^"]+)"\s*\{""", RegexOptions.Multiline)]
    private static partial Regex VariablePattern();

    [GeneratedRegex(@"^\s*sensitive\s*=\s*true\b|\{\s*sensitive\s*=\s*true\b", RegexOptions.Multiline)]
    private static partial Regex SensitivePattern();
}
