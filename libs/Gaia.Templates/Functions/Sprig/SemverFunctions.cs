using Gaia.Templates.Semver;
using Gaia.Templates.Values;

namespace Gaia.Templates.Functions.Sprig;

internal static class SemverFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("semver", 1, call => new SemverNode(Version(call, 0)));
        table.Add("semverCompare", 2, call => Make.Bool(Constraint(call, 0).Accepts(Version(call, 1))));
    }

    public static SemanticVersion Version(TemplateCall call, int position) =>
        SemanticVersion.Parse(Cast.Text(call[position])) ?? throw call.Fail($"invalid semantic version \"{Cast.Text(call[position])}\"");

    public static VersionConstraint Constraint(TemplateCall call, int position) =>
        VersionConstraint.Parse(call.String(position)) ?? throw call.Fail($"improper constraint: {call.String(position)}");
}
