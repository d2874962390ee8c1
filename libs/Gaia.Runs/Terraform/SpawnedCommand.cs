using System.IO.Pipes;
using System.Text;
using Gaia.Stacks.Processes;

namespace Gaia.Runs.Terraform;

/// <summary>A <see cref="ShortCommand"/> as a <see cref="SpawnedProcess"/>, which has no open file of ours. What it prints touches no disk.</summary>
internal static class SpawnedCommand
{
    /// <param name="command">With the absolute path of its program, and its environment.</param>
    /// <param name="filter">Of system calls, for who reads it at <see cref="SpawnedProcess.FilterDescriptor"/>.</param>
    /// <inheritdoc cref="ShortCommand.RunAsync"/>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        ShortCommand command, WorkDirectory work, string? filter, CancellationToken cancellationToken)
    {
        await using AnonymousPipeServerStream input = new(PipeDirection.Out), output = new(PipeDirection.In), errors = new(PipeDirection.In);
        using var limit = new CancellationTokenSource(command.Limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var process = SpawnedProcess.Start(new(command.Program, command.Arguments, command.Folder ?? work.Tree, command.Environment!,
            WriteEnd(output), WriteEnd(errors), null, input.ClientSafePipeHandle, filter));
        try
        {
            foreach (var pipe in (AnonymousPipeServerStream[])[input, output, errors]) pipe.DisposeLocalCopyOfClientHandle();
            var texts = Task.WhenAll(Task.Run(() => Read(output), CancellationToken.None), Task.Run(() => Read(errors), CancellationToken.None));
            _ = Task.Run(() => Write(input, command.Input), CancellationToken.None);
            var code = await process.Ended.WaitAsync(either.Token);
            var printed = await texts.WaitAsync(either.Token);
            return (code, printed[0], printed[1]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{command.Program} {string.Join(' ', command.Arguments)} did not end within {command.Limit.TotalSeconds:0} s.");
        }
        finally
        {
            UnixProcess.KillGroup(process.Id);
        }
    }

    private static string WriteEnd(AnonymousPipeServerStream pipe) => $"/proc/self/fd/{pipe.ClientSafePipeHandle.DangerousGetHandle()}";

    private static string Read(AnonymousPipeServerStream pipe)
    {
        using var reader = new StreamReader(pipe, Encoding.UTF8, leaveOpen: true);
        return reader.ReadToEnd();
    }

    private static void Write(AnonymousPipeServerStream pipe, string? text)
    {
        try
        {
            if (text is not null) pipe.Write(Encoding.UTF8.GetBytes(text));
            pipe.Dispose();
        }
        catch (IOException)
        {
            // It ended without reading all: what it prints and its status say why.
        }
    }
}
