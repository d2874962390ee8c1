namespace Gaia.Cli.Runs.View;

internal enum Ink { Plain, Bold, Dim, Red, Green, Yellow, Cyan, Magenta }

internal static class Inks
{
    public const string Off = "\e[0m";

    public static string On(this Ink ink) => ink switch
    {
        Ink.Plain => "",
        Ink.Bold => "\e[1m",
        Ink.Dim => "\e[2m",
        Ink.Red => "\e[31m",
        Ink.Green => "\e[32m",
        Ink.Yellow => "\e[33m",
        Ink.Cyan => "\e[36m",
        Ink.Magenta => "\e[35m",
    };
}
