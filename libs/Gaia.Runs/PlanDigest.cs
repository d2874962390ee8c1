using Gaia.Configurations;

namespace Gaia.Runs;

/// <summary><c>sha256:...</c> over the bytes of a plan file: what an approval names and what is applied.</summary>
public readonly record struct PlanDigest(string Value)
{
    public static bool TryParse(string? text, out PlanDigest digest)
    {
        digest = new PlanDigest(text ?? "");
        return Sha256Digest.IsWellFormed(text);
    }

    public override string ToString() => Value;
}
