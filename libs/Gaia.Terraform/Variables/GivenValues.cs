using System.Text.Json;
using Gaia.Documents.Hcl;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Terraform.Code;

namespace Gaia.Terraform.Variables;

/// <summary>One given variable or file, read as terraform would. No refusal quotes a value.</summary>
/// <param name="Text">Of the file that terraform is given.</param>
/// <param name="Values">Where <paramref name="IsPlain"/> is false, expressions are in them as their own text.</param>
internal sealed record GivenValues(GivenVariable Given, string Ending, string Text, MapNode Values, bool IsPlain)
{
    private const string JsonEnding = ".tfvars.json", HclEnding = ".tfvars";

    public static GivenValues Read(GivenVariable given, ComponentCode code) => given switch
    {
        { Name: { } name, Value: { } value } => OfValue(given, name, value, code),
        { File: { } file, Content: { } content } when file.EndsWith(".json", StringComparison.Ordinal) => OfJson(given, content),
        { File: not null, Content: { } content } => OfHcl(given, content, at => Unreadable(given, at)),
        _ => throw new ArgumentException("Neither a value nor a file's content.", nameof(given)),
    };

    public MapNode Plain(IReadOnlySet<string> names) => new([.. Values.Where(value => names.Contains(value.Key))]);

    /// <exception cref="TerraformRefusedException"><c>variable.not-plain</c></exception>
    public MapNode DemandPlain(IReadOnlySet<string> names) => Plain(names) is var found && (IsPlain || found.Count == 0) ? found
        : throw new TerraformRefusedException("variable.not-plain", $"{Given} gives the ephemeral variable {found.First().Key}, and holds expressions.",
            "Write plain values there: an ephemeral value is given again at the apply.");

    private static GivenValues OfValue(GivenVariable given, string name, string value, ComponentCode code)
    {
        if (!code.VariableTypes.TryGetValue(name, out var declared))
            throw new TerraformRefusedException("variable.undeclared", $"Value for undeclared variable: A variable named \"{name}\" was assigned on the command line, "
                + "but the root module does not declare a variable of that name. To use this value, add a \"variable\" block to the configuration.",
                "Correct the name, or declare the variable.");
        var type = new VariableType(declared);
        if (type.IsLiteral)
            return new(given, HclEnding, $"{name} = {HclString.Quote(value)}\n", new MapNode([new(name, new StringNode(value))]), IsPlain: true);
        // In brackets, because an expression may have lines; each on its own, because it may end with a comment.
        var read = OfHcl(given, $"{name} = (\n{value}\n)\n", _ => NoExpression(name, type));
        return read.Values.Count == 1 ? read : throw NoExpression(name, type);
    }

    private static GivenValues OfHcl(GivenVariable given, string text, Func<SourceMark, TerraformRefusedException> refusal)
    {
        try
        {
            return new(given, HclEnding, text, HclFile.Parse(text), IsPlain: true);
        }
        catch (HclException)
        {
            // An expression, or nothing that terraform could read.
        }
        try
        {
            return new(given, HclEnding, text, HclFile.ParseLoosely(text), IsPlain: false);
        }
        catch (HclException fault)
        {
            throw refusal(fault.Mark);
        }
    }

    private static GivenValues OfJson(GivenVariable given, string text)
    {
        try
        {
            return JsonReader.Read(text) is MapNode values ? new(given, JsonEnding, text, values, IsPlain: true) : throw Unreadable(given, default);
        }
        catch (JsonException fault)
        {
            throw Unreadable(given, new SourceMark(null, (int)(fault.LineNumber ?? 0) + 1, 0));
        }
    }

    private static TerraformRefusedException Unreadable(GivenVariable given, SourceMark at) => new("variable.invalid",
        $"{given} cannot be read as variables{(at.Line > 0 ? $", from line {at.Line} on" : "")}.", "Correct the file.");

    private static TerraformRefusedException NoExpression(string name, VariableType type) => new("variable.invalid",
        $"The value of {name} is not an expression of Terraform. The variable is of type {type}, so that strings in it are quoted.",
        $"Write it as in a .tfvars file, such as -var '{name}=[\"a\", \"b\"]'.");
}
