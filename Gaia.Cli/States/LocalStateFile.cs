using System.Security.Cryptography;
using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Contracts;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;

namespace Gaia.Cli.States;

/// <summary>The state that terraform's local backend left in a component's folder: terraform.tfstate, or terraform.tfstate.d/WORKSPACE/terraform.tfstate.</summary>
internal sealed record LocalStateFile(string Component, string Stack, string Identity, string Path)
{
    public string Retired => $"{Path}.adopted";

    private string LockInfo => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, $".{System.IO.Path.GetFileName(Path)}.lock.info");

    /// <exception cref="CliException">The component's state lives elsewhere.</exception>
    public static LocalStateFile Of(ComponentInstance instance)
    {
        var identity = instance.StateIdentity;
        if (!identity.Backend.StartsWith("local:", StringComparison.Ordinal))
            throw new CliException($"The state of {instance.Name} in {instance.StackName} lives in {identity.Backend}, not in its folder.", ExitCodes.WrongUse,
                "Gaia adopts states of components without a backend of their own.");
        return new(instance.Name, instance.StackName, identity.ToString(), System.IO.Path.Combine(instance.AbsoluteFolder, identity.Key));
    }

    /// <summary>Whether something would be forgotten with it; one that cannot be read counts.</summary>
    public bool HoldsResources()
    {
        if (!File.Exists(Path)) return false;
        try
        {
            using var json = JsonDocument.Parse(RegularFile.ReadBytes(Path));
            return json.RootElement.GetProperty("resources").GetArrayLength() > 0;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return true;
        }
    }

    /// <exception cref="CliException">It does not exist, terraform works on it, or an earlier one is in the way.</exception>
    public byte[] Read()
    {
        if (!File.Exists(Path))
            throw new CliException(File.Exists(Retired) ? $"The state was adopted already: there is {Retired}, and no {Path}." : $"There is no state {Path}.", ExitCodes.NotFound,
                $"`gaia state show {Component} -s {Stack}` shows what Gaia keeps.");
        if (File.Exists(LockInfo)) throw new CliException($"Terraform works on {Path}: there is {LockInfo}.", ExitCodes.Conflict, "Wait for it; remove the file if nothing runs there.");
        return RegularFile.ReadBytes(Path);
    }

    /// <exception cref="CliException">Terraform works there, or a state other than that of Gaia is there.</exception>
    public void DemandPlace(StateResponse kept)
    {
        if (File.Exists(LockInfo)) throw new CliException($"Terraform works on {Path}: there is {LockInfo}.", ExitCodes.Conflict, "Wait for it; remove the file if nothing runs there.");
        if (!File.Exists(Path)) return;
        var lying = RegularFile.ReadBytes(Path);
        if (Digest(lying) == kept.Digest) return;
        throw new CliException($"{Path} is in the way: {Described(lying)}. Gaia keeps serial {kept.Serial} of lineage {kept.Lineage}.", ExitCodes.Conflict,
            "Nothing was changed. Move it elsewhere if it is of no use any more.");
    }

    /// <summary>Whole or not at all, and on the disk once this returns.</summary>
    /// <returns>False where the same was there already.</returns>
    /// <exception cref="CliException">What was sent, or what is read back, does not have the digest.</exception>
    public bool Write(byte[] content, string digest)
    {
        if (Digest(content) != digest) throw new CliException($"The state that Gaia sent does not have the digest {digest}. Nothing was changed.", ExitCodes.Failed, "Try again.");
        if (File.Exists(Path)) return false;
        DurableFile.Write(Path, content);
        return Digest(RegularFile.ReadBytes(Path)) == digest ? true
            : throw new CliException($"{Path} does not read as it was written. Gaia still has the state.", ExitCodes.Failed, "Check the disk.");
    }

    private static string Digest(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    // {"version":4,"serial":3,"lineage":"7a1c..."}
    private static string Described(byte[] state)
    {
        try
        {
            using var json = JsonDocument.Parse(state);
            return $"it has serial {json.RootElement.GetProperty("serial")} of lineage {json.RootElement.GetProperty("lineage")}";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "it cannot be read as a state";
        }
    }

    /// <exception cref="CliException">The server has something else, or the file was written meanwhile.</exception>
    /// <returns>Its name from now on: that of an earlier one is left alone.</returns>
    public string Retire(byte[] content, string digest)
    {
        if (digest != Digest(content))
            throw new CliException($"Gaia has other content ({digest}) than {Path}, which stays as it is.", ExitCodes.Conflict);
        if (!RegularFile.ReadBytes(Path).AsSpan().SequenceEqual(content))
            throw new CliException($"{Path} was written while Gaia took it, and stays as it is.", ExitCodes.Conflict, "Compare it with `gaia state pull`.");
        var name = Enumerable.Range(0, int.MaxValue).Select(number => number == 0 ? Retired : $"{Retired}.{number}").First(name => !File.Exists(name));
        File.Move(Path, name);
        return name;
    }
}
