using System.Security.Cryptography;

namespace Gaia.ProcessHost.Running;

/// <summary>Generated parameters, kept between runs because the data they open is.</summary>
internal sealed class SecretStore(DataFolder data)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789";
    private const string Special = "-_.+~";

    public string FindOrCreate(string name, GeneratedValue rule)
    {
        var file = Path.Combine(data.Root, "parameters", name);
        if (File.Exists(file))
            return File.ReadAllText(file);
        data.Create();
        var value = RandomNumberGenerator.GetString(rule.Special ? Letters + Special : Letters, Math.Max(rule.MinLength, 22));
        PrivateFile.Write(file, value);
        return value;
    }
}
