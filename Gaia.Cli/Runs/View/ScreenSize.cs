namespace Gaia.Cli.Runs.View;

internal readonly record struct ScreenSize(int Width, int Height)
{
    /// <summary>Asked anew for each frame: windows change while a run goes on.</summary>
    public static ScreenSize OfThisTerminal()
    {
        var (width, height) = (Console.WindowWidth, Console.WindowHeight);
        return new(width > 0 ? width : 80, height > 0 ? height : 24);
    }
}
