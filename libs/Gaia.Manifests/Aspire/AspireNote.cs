namespace Gaia.Manifests.Aspire;

/// <param name="Part">Of the resource: `deployment`, `build.secrets`.</param>
/// <param name="Reason">In one sentence without a full stop.</param>
/// <param name="IsLoss">Whether something does not work without help.</param>
public sealed record AspireNote(string Part, string Reason, bool IsLoss);
