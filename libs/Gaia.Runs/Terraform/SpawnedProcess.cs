using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gaia.Runs.Terraform;

/// <summary>What to start.</summary>
/// <param name="Program">Absolute path.</param>
/// <param name="OutputFile">Standard output goes to its end; it is made where it is missing.</param>
/// <param name="InfoFile">Open as descriptor 3 where it is named, likewise.</param>
/// <param name="Input">Its standard input; it reads nothing where that is null.</param>
/// <param name="FilterFile">Open for reading as descriptor 4 where it is named.</param>
internal sealed record SpawnedCall(
    string Program, IReadOnlyList<string> Arguments, string Folder, IReadOnlyDictionary<string, string> Environment, string OutputFile, string ErrorFile,
    string? InfoFile = null, SafePipeHandle? Input = null, string? FilterFile = null)
{
    /// <summary>For who starts it later than at once: asked again right before that.</summary>
    public Func<bool>? MayStart { get; init; }
}

/// <summary>
/// A child that leads a session of its own and writes to files: <see cref="System.Diagnostics.Process"/> offers neither, and a shell
/// with setsid in between takes time in every step. Its signals are as a new process expects them, and of our open files it has none.
/// </summary>
internal sealed partial class SpawnedProcess
{
    // More than the C library's own types take (glibc: 80, 336 and 128 bytes).
    private const int Room = 1024;
    private const int NoInput = 0, Append = 0x401, Created = 0x40, PrivateMode = 0x180;
    private const short SetSession = 0x80, SetSignalDefaults = 0x04, SetSignalMask = 0x08;
    private const int InterruptedCall = 4;
    public const int InfoDescriptor = 3, FilterDescriptor = 4;
    private readonly TaskCompletionSource<int> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SpawnedProcess(int id)
    {
        Id = id;
        new Thread(Wait) { IsBackground = true, Name = $"wait for {id}" }.Start();
    }

    public int Id { get; }

    /// <summary>Its exit code; 128 and the signal's number where one ended it.</summary>
    public Task<int> Ended => ended.Task;

    /// <exception cref="Win32Exception">It does not start.</exception>
    public static unsafe SpawnedProcess Start(SpawnedCall call)
    {
        byte* actions = stackalloc byte[Room], attributes = stackalloc byte[Room], signals = stackalloc byte[Room];
        Demand(posix_spawn_file_actions_init(actions), call);
        Demand(posix_spawnattr_init(attributes), call);
        byte** arguments = Strings([call.Program, .. call.Arguments]), environment = Strings(call.Environment.Select(pair => $"{pair.Key}={pair.Value}"));
        try
        {
            Demand(call.Input is null ? posix_spawn_file_actions_addopen(actions, 0, "/dev/null", NoInput, 0)
                : posix_spawn_file_actions_adddup2(actions, (int)call.Input.DangerousGetHandle(), 0), call);
            Demand(posix_spawn_file_actions_addopen(actions, 1, call.OutputFile, Append | Created, PrivateMode), call);
            Demand(posix_spawn_file_actions_addopen(actions, 2, call.ErrorFile, Append | Created, PrivateMode), call);
            // Not all that is open here is closed by an exec: what we were started with, what a library opened.
            Demand(posix_spawn_file_actions_addclosefrom_np(actions, InfoDescriptor), call);
            if (call.InfoFile is { } info) Demand(posix_spawn_file_actions_addopen(actions, InfoDescriptor, info, Append | Created, PrivateMode), call);
            if (call.FilterFile is { } filter) Demand(posix_spawn_file_actions_addopen(actions, FilterDescriptor, filter, NoInput, 0), call);
            Demand(posix_spawn_file_actions_addchdir_np(actions, call.Folder), call);
            // .NET ignores SIGPIPE and may block others: a child would inherit that.
            sigfillset(signals);
            Demand(posix_spawnattr_setsigdefault(attributes, signals), call);
            sigemptyset(signals);
            Demand(posix_spawnattr_setsigmask(attributes, signals), call);
            Demand(posix_spawnattr_setflags(attributes, SetSession | SetSignalDefaults | SetSignalMask), call);
            Demand(posix_spawn(out var id, call.Program, actions, attributes, arguments, environment), call);
            return new SpawnedProcess(id);
        }
        finally
        {
            Free(arguments);
            Free(environment);
            _ = posix_spawnattr_destroy(attributes);
            _ = posix_spawn_file_actions_destroy(actions);
        }
    }

    private void Wait()
    {
        int status;
        while (waitpid(Id, out status, 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() == InterruptedCall) continue;
            ended.SetException(new Win32Exception(Marshal.GetLastPInvokeError()));
            return;
        }
        var signal = status & 0x7f;
        ended.SetResult(signal == 0 ? (status >> 8) & 0xff : 128 + signal);
    }

    private static void Demand(int error, SpawnedCall call)
    {
        if (error != 0) throw new Win32Exception(error, $"{call.Program} does not start in {call.Folder}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    private static unsafe byte** Strings(IEnumerable<string> texts)
    {
        var all = texts.ToList();
        var pointers = (byte**)NativeMemory.AllocZeroed((nuint)all.Count + 1, (nuint)sizeof(byte*));
        for (var index = 0; index < all.Count; index++) pointers[index] = (byte*)Marshal.StringToCoTaskMemUTF8(all[index]);
        return pointers;
    }

    private static unsafe void Free(byte** strings)
    {
        for (var index = 0; strings[index] is not null; index++) Marshal.FreeCoTaskMem((nint)strings[index]);
        NativeMemory.Free(strings);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int posix_spawn(out int pid, string path, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_init(byte* actions);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_destroy(byte* actions);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int posix_spawn_file_actions_addchdir_np(byte* actions, string folder);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int posix_spawn_file_actions_addopen(byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_addclosefrom_np(byte* actions, int first);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawn_file_actions_adddup2(byte* actions, int descriptor, int wanted);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_init(byte* attributes);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_destroy(byte* attributes);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_setsigdefault(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    private static unsafe partial int posix_spawnattr_setsigmask(byte* attributes, byte* signals);

    [LibraryImport("libc")]
    private static unsafe partial int sigfillset(byte* signals);

    [LibraryImport("libc")]
    private static unsafe partial int sigemptyset(byte* signals);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int waitpid(int pid, out int status, int options);
}
