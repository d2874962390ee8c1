using System.Globalization;

namespace Gaia.Chaos.Bench;

/// <summary>What a storm is: with the same seed and counts it has the same faults, in the same order.</summary>
internal sealed record ChaosOptions
{
    /// <summary>usage.txt, which chaos.sh prints without building anything.</summary>
    public static string Usage { get; } = ReadUsage();

    public int Seed { get; init; } = 1;
    public int Faults { get; init; } = 50;
    public int Workers { get; init; } = 1;
    public int Stacks { get; init; } = 8;
    public int Concurrency { get; init; } = 8;
    public int Interval { get; init; } = 700;
    public bool NetworkNamespaces { get; init; }
    public string? Replay { get; init; }
    public bool Keep { get; init; }

    /// <exception cref="ArgumentException">An argument that there is not, or one without its value.</exception>
    public static ChaosOptions Parse(string[] args)
    {
        var options = new ChaosOptions();
        var at = 0;
        for (; at < args.Length; at++)
            options = args[at] switch
            {
                "--seed" => options with { Seed = Number() },
                "--faults" => options with { Faults = Number() },
                "--workers" => options with { Workers = Number() },
                "--stacks" => options with { Stacks = Number() },
                "--concurrency" => options with { Concurrency = Number() },
                "--interval" => options with { Interval = Number() },
                "--network-namespaces" => options with { NetworkNamespaces = true },
                "--replay" => options with { Replay = Value() },
                "--keep" => options with { Keep = true },
                var unknown => throw new ArgumentException($"{unknown} is not an argument of chaos.\n{Usage}"),
            };
        return options;

        string Value() => ++at < args.Length ? args[at] : throw new ArgumentException($"{args[at - 1]} takes a value.\n{Usage}");
        int Number()
        {
            var name = args[at];
            return int.TryParse(Value(), CultureInfo.InvariantCulture, out var number) && number >= (name is "--faults" or "--seed" ? 0 : 1)
                ? number : throw new ArgumentException($"{name} takes a number from {(name is "--faults" or "--seed" ? 0 : 1)}.\n{Usage}");
        }
    }

    private static string ReadUsage()
    {
        using var text = new StreamReader(typeof(ChaosOptions).Assembly.GetManifestResourceStream("usage.txt")!);
        return text.ReadToEnd().TrimEnd();
    }
}
