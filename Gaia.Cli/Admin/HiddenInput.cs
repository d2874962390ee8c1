using System.Text;
using Gaia.Cli.Hosting;

namespace Gaia.Cli.Admin;

/// <summary>A line typed at the terminal without showing it.</summary>
internal static class HiddenInput
{
    public static async Task<string> ReadLineAsync(CliContext context)
    {
        var typed = await Task.Run(Read).WaitAsync(context.Token);
        context.Error.WriteLine();
        return typed;
    }

    private static string Read()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace) typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar)) typed.Append(key.KeyChar);
        }
        return typed.ToString();
    }
}
