using System.Buffers.Binary;

namespace Gaia.Runs.Isolation.Filter;

/// <summary>
/// The program by which the kernel decides on each system call of a sandbox (seccomp, classic BPF): 8 bytes for each instruction, as bwrap's
/// <c>--seccomp</c> reads them: code, steps to go if true, steps if false, operand. What is refused fails with EPERM and nobody is killed.
/// </summary>
internal sealed class SystemCallFilter
{
    // BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ, BPF_JMP|BPF_JGE, BPF_JMP|BPF_JSET, BPF_RET, each of a constant.
    private const ushort Load = 0x20, IfEqual = 0x15, IfAtLeast = 0x35, IfAny = 0x45, Return = 0x06;

    // Of struct seccomp_data; of an argument the lower half, which is all that the kernel looks at in flags and requests.
    private const uint Number = 0, Machine = 4, FirstArgument = 16, SecondArgument = 24;
    private const uint Allow = 0x7FFF0000, NotPermitted = 0x00050001, NoSuchCall = 0x00050026;

    // CLONE_NEW*. The lowest byte of clone's flags is a signal: only unshare can ask for a namespace of time (0x80) by flags.
    private const uint NewNamespaces = 0x7E020000, NewTime = 0x80;

    // Both put characters into a terminal as if they were typed.
    private const uint SimulateInput = 0x5412, LinuxConsole = 0x541C;
    private readonly List<byte> program = [];

    private SystemCallFilter()
    {
    }

    public static byte[] Of(FilterMachine machine)
    {
        var filter = new SystemCallFilter();
        filter.Add(Load, Machine);
        filter.Add(IfEqual, machine.Audit, 1, 0);
        filter.Add(Return, NotPermitted);
        filter.Add(Load, Number);
        if (machine.ForeignBit is { } foreign) filter.Answer(IfAtLeast, foreign, NotPermitted);
        foreach (var call in SystemCall.Refused)
            if (machine.Number(call) is { } number) filter.Answer(IfEqual, number, NotPermitted);
        // Its flags are in memory, where a filter cannot look. The C library takes clone if there is no clone3.
        filter.Answer(IfEqual, machine.Number(SystemCall.Clone3)!.Value, NoSuchCall);
        filter.Refuse(machine.Number(SystemCall.CloneProcess)!.Value, FirstArgument, (IfAny, NewNamespaces));
        filter.Refuse(machine.Number(SystemCall.Unshare)!.Value, FirstArgument, (IfAny, NewNamespaces | NewTime));
        filter.Refuse(machine.Number(SystemCall.Ioctl)!.Value, SecondArgument, (IfEqual, SimulateInput), (IfEqual, LinuxConsole));
        filter.Add(Return, Allow);
        return [.. filter.program];
    }

    /// <summary>This call, with one of these in an argument; what else it may be asked for is allowed.</summary>
    private void Refuse(uint number, uint argument, params (ushort Condition, uint Value)[] refused)
    {
        Add(IfEqual, number, 0, (byte)((2 * refused.Length) + 2));
        Add(Load, argument);
        foreach (var (condition, value) in refused) Answer(condition, value, NotPermitted);
        Add(Return, Allow);
    }

    private void Answer(ushort condition, uint value, uint answer)
    {
        Add(condition, value, 0, 1);
        Add(Return, answer);
    }

    private void Add(ushort code, uint operand, byte then = 0, byte otherwise = 0)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, code);
        (bytes[2], bytes[3]) = (then, otherwise);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], operand);
        program.AddRange(bytes);
    }
}
