using System.Security.Cryptography;
using Gaia.Runs.Keys;
using Gaia.Runs.States;
using Gaia.TestProcesses;
using Microsoft.Extensions.Options;

namespace Gaia.Runs.Tests.Keys;

/// <summary>Protections as processes of one machine or of several have them.</summary>
internal static class ProtectionKit
{
    public static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static KeyRing Ring(string data) => new(Options.Create(new RunsOptions { DataDirectory = data }));

    public static StateProtection Given(TestFolder machine, params string[] keys) =>
        new(Ring(machine.Path), GivenKeys.Of(new() { Value = string.Join(',', keys) }));

    public static StateProtection WithRing(TestFolder machine) => new(Ring(machine.Path), null);
}
