using System.Diagnostics;

namespace Gaia.Runs.Tests.Kit;

/// <summary>A git repository of a small Atmos configuration.</summary>
internal sealed class GitFolder : IDisposable
{
    public GitFolder()
    {
        Repository = new(Path);
        Git("init", "-q", "-b", "main");
        Commit("first");
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("gaia-git-").FullName;

    public TestRepository Repository { get; }

    public string Commit(string message)
    {
        Git("add", "-A");
        Git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "--allow-empty", "-m", message);
        return Git("rev-parse", "HEAD");
    }

    public string Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Path, .. arguments]) { RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
