namespace Gaia.Runs;

/// <summary>Whether who asked for a run may approve it.</summary>
public enum SelfApproval { Allow, Deny }
