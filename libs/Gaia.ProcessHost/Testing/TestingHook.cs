using System.Reflection;
using Gaia.ProcessHost.Running;

namespace Gaia.ProcessHost;

/// <summary>
/// Lets a test run an AppHost's own Program: its builder is handed to the test, which decides when to build, and its
/// Run() waits until the test is done.
/// </summary>
internal sealed class TestingHook(Assembly appHost, string[] args)
{
    private static readonly AsyncLocal<TestingHook?> Ambient = new();
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HostSettings _settings = HostSettings.ForTests();

    public static TestingHook? Current => Ambient.Value;

    public Task Disposed => _disposed.Task;

    public IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(
        new DistributedApplicationOptions
        {
            Args = [.. options.Args ?? [], .. args],
            ProjectDirectory = options.ProjectDirectory ?? DistributedApplicationBuilder.ProjectDirectoryOf(appHost),
        },
        _settings);

    /// <summary>Called by the program's Build(); returns when the test builds.</summary>
    public void Intercept(DistributedApplicationBuilder builder)
    {
        if (!_built.TrySetResult(builder))
            return; // the test's own Build()
        _goOn.Task.GetAwaiter().GetResult();
    }

    public Task<DistributedApplicationBuilder> RunProgramAsync(CancellationToken ct)
    {
        var program = appHost.EntryPoint ?? throw new InvalidOperationException($"{appHost.GetName().Name} has no entry point.");
        var thread = new Thread(() => Invoke(program)) { IsBackground = true, Name = "AppHost program" };
        Ambient.Value = this; // flows into the thread
        thread.Start();
        Ambient.Value = null;
        return _built.Task.WaitAsync(ct);
    }

    public void Release()
    {
        _goOn.TrySetResult();
        _disposed.TrySetResult();
    }

    private void Invoke(MethodInfo program)
    {
        try
        {
            program.Invoke(null, program.GetParameters().Length == 0 ? null : [args]);
            _built.TrySetException(new InvalidOperationException("The AppHost's program ended without Build()."));
        }
        catch (TargetInvocationException e)
        {
            _built.TrySetException(e.InnerException!);
        }
    }
}
