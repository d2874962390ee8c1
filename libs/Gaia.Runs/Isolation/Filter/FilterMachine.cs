using System.Runtime.InteropServices;

namespace Gaia.Runs.Isolation.Filter;

/// <summary>A kind of machine that the filter of system calls is written for.</summary>
/// <param name="Audit">How the kernel names it, AUDIT_ARCH_*.</param>
/// <param name="ForeignBit">Set in the numbers of calls of another convention (x32); null if the machine has no other convention.</param>
internal sealed record FilterMachine(string Name, uint Audit, uint? ForeignBit)
{
    public static FilterMachine X64 { get; } = new("x86-64", 0xC000003E, 0x40000000);

    public static FilterMachine Arm64 { get; } = new("arm64", 0xC00000B7, null);

    /// <summary>Null if there is no filter for this one.</summary>
    public static FilterMachine? Here => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => X64,
        Architecture.Arm64 => Arm64,
        _ => null,
    };

    /// <param name="call">Its numbers; the one of this machine, null if it has no such call.</param>
    public uint? Number(SystemCall call) => this == X64 ? call.X64 : call.Arm64;
}
