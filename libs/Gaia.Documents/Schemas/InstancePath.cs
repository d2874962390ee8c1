namespace Gaia.Documents.Schemas;

/// <summary>Where in the instance a check stands; written out only when there is a problem.</summary>
internal sealed class InstancePath(InstancePath? up, string step)
{
    public static InstancePath Root { get; } = new(null, "");

    public int Depth { get; } = up is null ? 0 : up.Depth + 1;

    public InstancePath Down(string key) => new(this, key);

    public override string ToString() => up is null ? "" : $"{up}/{Escape(step)}";

    public static string Escape(string key) => key.Replace("~", "~0").Replace("/", "~1");
}
