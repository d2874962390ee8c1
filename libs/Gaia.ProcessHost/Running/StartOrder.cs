namespace Gaia.ProcessHost.Running;

internal static class StartOrder
{
    /// <summary>Every resource after all that it waits for, uses, or is part of. Stopping goes the other way.</summary>
    public static IReadOnlyList<IResource> Of(IEnumerable<IResource> resources)
    {
        var ordered = new List<IResource>();
        var path = new List<IResource>();
        foreach (var resource in resources)
            Visit(resource);
        return ordered;

        void Visit(IResource resource)
        {
            if (ordered.Contains(resource))
                return;
            if (path.Contains(resource))
                throw new DistributedApplicationException(
                    $"These wait for each other: {string.Join(" -> ", path.Append(resource).Select(each => each.Name))}. Remove one WaitFor.");
            path.Add(resource);
            foreach (var needed in Needs(resource))
                Visit(needed);
            path.Remove(resource);
            ordered.Add(resource);
        }
    }

    /// <summary>Directly.</summary>
    public static IEnumerable<IResource> Needs(IResource resource)
    {
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
            yield return wait.Resource;
        if (resource is IResourceWithParent child)
            yield return child.Parent;
    }
}
