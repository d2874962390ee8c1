namespace Gaia.Chaos.Bench.Machine;

internal static class UnixSignals
{
    public const int Quit = 3;
    public const int Continue = 18;
    public const int Stop = 19;
}
