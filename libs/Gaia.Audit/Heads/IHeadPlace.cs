namespace Gaia.Audit.Heads;

/// <summary>Somewhere outside of the database.</summary>
internal interface IHeadPlace
{
    /// <summary>For people: the file, or the address without what is secret in it.</summary>
    string Name { get; }

    /// <exception cref="HeadNotNotedException">The head is not there.</exception>
    Task NoteAsync(LogHead head, CancellationToken cancellationToken);
}

internal sealed class HeadNotNotedException(string message) : Exception(message);
