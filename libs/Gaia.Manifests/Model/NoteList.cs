namespace Gaia.Manifests.Model;

/// <summary>What is not in the objects, each thing once.</summary>
internal sealed class NoteList
{
    private readonly List<NotPublished> notes = [];

    public IReadOnlyList<NotPublished> Sorted => [.. notes.OrderBy(note => note.Resource, StringComparer.Ordinal).ThenBy(note => note.Reason, StringComparer.Ordinal)];

    public void Add(string resource, string type, string reason, bool isLoss)
    {
        var note = new NotPublished(resource, type, reason, isLoss);
        if (!notes.Contains(note)) notes.Add(note);
    }
}
