using System.Threading.Channels;

namespace Gaia.ProcessHost.Watching;

/// <summary>--watch: when code changes, builds the services it belongs to and restarts those. A failed build leaves the old ones running.</summary>
internal sealed class ProjectWatch : IDisposable
{
    /// <summary>An editor writes a file in several steps, a checkout many files.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(400);
    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly Channel<string> _changes = Channel.CreateUnbounded<string>();
    private readonly IReadOnlyList<(ProjectResource Resource, IReadOnlySet<string> Folders)> _projects;
    private readonly Action<string> _say;
    private readonly Func<ProjectResource, CancellationToken, Task> _restart;

    public ProjectWatch(IEnumerable<IResource> model, Func<ProjectResource, CancellationToken, Task> restart, Action<string> say, CancellationToken ct)
    {
        (_restart, _say) = (restart, say);
        _projects = [.. model.OfType<ProjectResource>().Select(resource => (resource, ProjectSources.FoldersOf(resource.Project.ProjectPath)))];
        foreach (var folder in _projects.SelectMany(project => project.Folders).Distinct())
            _watchers.Add(Watch(folder));
        say($"watching the code of {string.Join(", ", _projects.Select(project => project.Resource.Name))}");
        _ = Task.Run(() => LoopAsync(ct), ct);
    }

    public void Dispose() => _watchers.ForEach(watcher => watcher.Dispose());

    private FileSystemWatcher Watch(string folder)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        void Changed(object _, FileSystemEventArgs change)
        {
            if (ProjectSources.IsSource(change.FullPath))
                _changes.Writer.TryWrite(change.FullPath);
        }
        watcher.Changed += Changed;
        watcher.Created += Changed;
        watcher.Deleted += Changed;
        watcher.Renamed += Changed;
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private async Task LoopAsync(CancellationToken ct)
    {
        while (await _changes.Reader.WaitToReadAsync(ct))
        {
            await Task.Delay(Calm, ct);
            var files = new HashSet<string>();
            while (_changes.Reader.TryRead(out var file))
                files.Add(file);
            var changed = _projects.Where(project => files.Any(file => project.Folders.Any(folder => file.StartsWith(folder + "/", StringComparison.Ordinal))));
            foreach (var (resource, _) in changed.ToList())
                await RebuildAsync(resource, files, ct);
        }
    }

    private async Task RebuildAsync(ProjectResource resource, IReadOnlyCollection<string> files, CancellationToken ct)
    {
        _say($"{Path.GetFileName(files.First())} changed: building {resource.Name}");
        var errors = await ProjectBuild.ErrorsAsync(resource.Project.ProjectPath, ct);
        if (errors.Count == 0)
        {
            await _restart(resource, ct);
            return;
        }
        errors.ToList().ForEach(_say);
        _say($"{resource.Name} was not restarted: its code does not build");
    }
}
