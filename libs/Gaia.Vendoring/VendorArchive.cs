using Gaia.Vendoring.Unpacking;

namespace Gaia.Vendoring;

/// <summary>An archive that was fetched. It was made for everybody: links in it are left out.</summary>
internal static class VendorArchive
{
    public static void Unpack(string archive, string folder, VendorLimits limits, VendorSource source, CancellationToken cancellation)
    {
        try
        {
            Unpacker.Unpack(archive, folder, new UnpackRules { Bytes = limits.Bytes, Entries = limits.Files, Lenient = true }, cancellation);
        }
        catch (UnpackException fault)
        {
            throw VendorErrors.Fetch(source, $"the archive '{Path.GetFileName(archive)}' {fault.Reason}", fault);
        }
    }
}
