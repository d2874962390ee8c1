using System.Globalization;
using System.Net;

namespace Gaia.Manifests.Network.Simulation;

internal static class AddressRange
{
    /// <summary>`10.1.2.3/8` is taken as `10.0.0.0/8`, as Go does.</summary>
    public static IPNetwork Parse(string? cidr)
    {
        if (cidr?.Split('/') is not [var written, var digits] || !IPAddress.TryParse(written, out var address)
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > address.GetAddressBytes().Length * 8)
            throw PolicyField.Refusal($"'{cidr}' is not a range of addresses, such as 10.0.0.0/8");
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), prefix);
    }

    /// <summary>The same of a single address, which Istio allows.</summary>
    public static IPNetwork ParseOrSingle(string text) =>
        IPAddress.TryParse(text, out var single) ? new IPNetwork(single, single.GetAddressBytes().Length * 8) : Parse(text);
}
