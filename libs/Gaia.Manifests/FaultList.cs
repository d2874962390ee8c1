using Gaia.Documents.Nodes;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests;

/// <summary>Collects what is wrong, each thing once, so that all of it is told together.</summary>
internal sealed class FaultList
{
    private readonly List<ManifestFault> faults = [];
    private readonly HashSet<(string Code, string Message)> known = [];

    /// <param name="lacks">Where in the settings what is missing would stand: `parameters`, `region`.</param>
    public void Add(string code, string message, SourceMark mark = default, params ReadOnlySpan<string> lacks)
    {
        if (known.Add((code, message))) faults.Add(new ManifestFault(code, message, mark) { Lacks = lacks.Length == 0 ? null : SettingsPath.Pointer(lacks) });
    }

    public void ThrowIfAny()
    {
        if (faults.Count > 0) throw new ManifestFaultsException([.. faults.OrderBy(fault => fault.Mark.Line).ThenBy(fault => fault.Mark.Column)]);
    }
}
