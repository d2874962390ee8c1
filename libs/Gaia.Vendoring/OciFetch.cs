namespace Gaia.Vendoring;

/// <summary>An artifact of an OCI registry, by whichever client is installed: oras, else crane.</summary>
internal static class OciFetch
{
    public static string Run(VendorAddress address, VendorOptions options, VendorSource source, string scratch, CancellationToken cancellation)
    {
        if (address.Location.StartsWith('-')) throw VendorErrors.Fetch(source, "an address must not start with a dash");
        var folder = Directory.CreateDirectory(Path.Join(scratch, "oci")).FullName;
        if (VendorProcess.Run("oras", ["pull", "--output", folder, address.Location], options, source, cancellation) is null)
        {
            var tar = Path.Join(scratch, "image.tar");
            if (VendorProcess.Run("crane", ["export", address.Location, tar], options, source, cancellation) is null)
                throw VendorErrors.Fetch(source, "OCI sources need the program 'oras' or 'crane' on the PATH");
            VendorArchive.Unpack(tar, folder, options.Limits, source, cancellation);
            return folder;
        }
        // Layers arrive as archives; anything else is a file by itself.
        foreach (var layer in Directory.GetFiles(folder).Where(file => VendorAddress.Parse($"https://layer/{Path.GetFileName(file)}").IsArchive))
        {
            VendorArchive.Unpack(layer, folder, options.Limits, source, cancellation);
            File.Delete(layer);
        }
        return folder;
    }
}
