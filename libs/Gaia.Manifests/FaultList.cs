using Gaia.Documents.Nodes;

namespace Gaia.Manifests;

/// <summary>Collects what is wrong, each thing once, so that all of it is told together.</summary>
internal sealed class FaultList
{
    private readonly List<ManifestFault> faults = [];
    private readonly HashSet<(string Code, string Message)> known = [];

    public void Add(string code, string message, SourceMark mark = default)
    {
        if (known.Add((code, message))) faults.Add(new ManifestFault(code, message, mark));
    }

    public void ThrowIfAny()
    {
        if (faults.Count > 0) throw new ManifestFaultsException([.. faults.OrderBy(fault => fault.Mark.Line).ThenBy(fault => fault.Mark.Column)]);
    }
}
