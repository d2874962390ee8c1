using System.Buffers.Binary;
using Gaia.Runs.Isolation.Filter;

namespace Gaia.Runs.Tests.Isolation;

/// <summary>What the kernel would answer, by a machine of its own for the instructions that the filter has.</summary>
public sealed class SystemCallFilterTests
{
    private const uint Allow = 0x7FFF0000, NotPermitted = 0x00050001, NoSuchCall = 0x00050026, Arm = 0x40000028, I386 = 0x40000003;

    public static TheoryData<string> Machines => ["x86-64", "arm64"];

    [Theory]
    [MemberData(nameof(Machines))]
    public void What_no_run_needs_is_refused_and_nothing_is_killed(string name)
    {
        var machine = Machine(name);
        foreach (var call in SystemCall.Refused)
            if (machine.Number(call) is { } number) Assert.Equal(NotPermitted, Answer(machine, number));
        Assert.Equal(NoSuchCall, Answer(machine, 435));
        // read, write, openat, execve, futex, wait4, kill, prctl, seccomp: what programs live of.
        foreach (var number in machine == FilterMachine.X64 ? (uint[])[0, 1, 257, 59, 202, 61, 62, 157, 317] : [63, 64, 56, 221, 98, 260, 129, 167, 277])
            Assert.Equal(Allow, Answer(machine, number));
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Processes_and_threads_are_made_and_namespaces_are_not(string name)
    {
        var machine = Machine(name);
        var (clone, unshare) = (machine.Number(SystemCall.CloneProcess)!.Value, machine.Number(SystemCall.Unshare)!.Value);
        Assert.Equal(Allow, Answer(machine, clone, 0x3D0F00)); // a thread of the C library
        Assert.Equal(Allow, Answer(machine, clone, 0x4111)); // vfork of Go: CLONE_VM, CLONE_VFORK, SIGCHLD
        Assert.Equal(Allow, Answer(machine, clone, 0x80)); // a signal's number, no flag
        Assert.Equal(Allow, Answer(machine, unshare, 0x200)); // CLONE_FS
        Assert.Equal(NotPermitted, Answer(machine, unshare, 0x80));
        foreach (var space in (uint[])[0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000])
        {
            Assert.Equal(NotPermitted, Answer(machine, clone, space | 0x11));
            Assert.Equal(NotPermitted, Answer(machine, unshare, space));
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Nobody_types_into_a_terminal(string name)
    {
        var machine = Machine(name);
        var ioctl = machine.Number(SystemCall.Ioctl)!.Value;
        Assert.Equal(NotPermitted, Answer(machine, ioctl, 0, 0x5412));
        Assert.Equal(NotPermitted, Answer(machine, ioctl, 0, 0x541C));
        Assert.Equal(Allow, Answer(machine, ioctl, 0x5412, 0x5401)); // TCGETS
    }

    [Fact]
    public void Calls_of_another_convention_are_refused_whatever_their_number()
    {
        Assert.Equal(NotPermitted, Answer(FilterMachine.X64, 0x40000000 + 1));
        Assert.Equal(NotPermitted, Answer(FilterMachine.X64, uint.MaxValue));
        Assert.Equal(NotPermitted, Answer(FilterMachine.X64, 4, machineOfCall: I386));
        Assert.Equal(NotPermitted, Answer(FilterMachine.Arm64, 4, machineOfCall: Arm));
    }

    private static FilterMachine Machine(string name) => name == FilterMachine.X64.Name ? FilterMachine.X64 : FilterMachine.Arm64;

    private static uint Answer(FilterMachine machine, uint number, uint first = 0, uint second = 0, uint? machineOfCall = null)
    {
        var program = SystemCallFilter.Of(machine);
        var data = new Dictionary<uint, uint> { [0] = number, [4] = machineOfCall ?? machine.Audit, [16] = first, [24] = second };
        uint accumulator = 0;
        for (var at = 0; ; at++)
        {
            var instruction = program.AsSpan(8 * at, 8);
            var operand = BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]);
            bool? holds = null;
            switch (BinaryPrimitives.ReadUInt16LittleEndian(instruction))
            {
                case 0x20: accumulator = data[operand]; break;
                case 0x06: return operand;
                case 0x15: holds = accumulator == operand; break;
                case 0x35: holds = accumulator >= operand; break;
                case 0x45: holds = (accumulator & operand) != 0; break;
                case var unknown: throw new InvalidOperationException($"No instruction has the code {unknown}.");
            }
            if (holds is { } yes) at += instruction[yes ? 2 : 3];
        }
    }
}
