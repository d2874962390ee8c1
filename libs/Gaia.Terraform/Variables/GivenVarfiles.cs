using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Terraform.Code;

namespace Gaia.Terraform.Variables;

/// <summary>
/// Given variables as files for terraform, one for each, so that no value stands in its arguments; in the order given, in which a later one wins.
/// </summary>
public sealed class GivenVarfiles
{
    private const string Mark = ".given-";

    private GivenVarfiles(IReadOnlyList<KeyValuePair<string, byte[]>> files, IReadOnlyDictionary<string, Node> ephemeral, IReadOnlyList<MapNode> sensitive) =>
        (Files, Ephemeral, Sensitive) = (files, ephemeral, sensitive);

    public static GivenVarfiles None { get; } = new([], new Dictionary<string, Node>(), []);

    /// <summary>Names below the component's folder, and bytes.</summary>
    public IReadOnlyList<KeyValuePair<string, byte[]>> Files { get; }

    /// <summary>Of variables that no plan file keeps.</summary>
    public IReadOnlyDictionary<string, Node> Ephemeral { get; }

    /// <summary>Values of variables that the component declares sensitive or ephemeral, as far as they are plain.</summary>
    public IReadOnlyList<MapNode> Sensitive { get; }

    /// <summary>Whether a file that terraform names is one of these, so that it must not be quoted.</summary>
    public static bool IsOne(string name) => Path.GetFileName(name).Contains(Mark, StringComparison.Ordinal);

    /// <param name="stem">Of the files' names: <c>dev-app</c>.</param>
    /// <exception cref="TerraformRefusedException"><c>variable.undeclared</c>, <c>variable.invalid</c>, <c>variable.not-plain</c></exception>
    internal static GivenVarfiles Of(IReadOnlyList<GivenVariable> given, ComponentCode code, string stem)
    {
        if (given.Count == 0) return None;
        var files = new List<KeyValuePair<string, byte[]>>();
        var ephemeral = new Dictionary<string, Node>(StringComparer.Ordinal);
        var sensitive = new List<MapNode>();
        foreach (var (i, variable) in given.Index())
        {
            var read = GivenValues.Read(variable, code);
            files.Add(new($"{stem}{Mark}{i + 1}{read.Ending}", Encoding.UTF8.GetBytes(read.Text)));
            if (read.Plain(code.SecretVariables) is { Count: > 0 } secret) sensitive.Add(secret);
            foreach (var (name, value) in read.DemandPlain(code.EphemeralVariables)) ephemeral[name] = value;
        }
        return new(files, ephemeral, sensitive);
    }
}
