namespace Gaia.Vendoring;

/// <summary>A file by http(s); an archive is unpacked.</summary>
internal static class HttpFetch
{
    // The address is the configuration's, and this process may be trusted there (an API in Development on loopback): Via says that it asks for another.
    private static readonly HttpClient Client = new() { Timeout = Timeout.InfiniteTimeSpan, DefaultRequestHeaders = { { "Via", "1.1 gaia" } } };

    public static string Run(VendorAddress address, VendorOptions options, VendorSource source, string scratch, CancellationToken cancellation)
    {
        var name = Path.GetFileName(new Uri(address.Location).AbsolutePath);
        if (name.Length == 0) throw VendorErrors.Fetch(source, "the address names no file");
        var file = Path.Join(scratch, "download", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        Download(address.Location, file, options, source, cancellation);
        if (!address.IsArchive) return file;
        var folder = Path.Join(scratch, "unpacked");
        VendorArchive.Unpack(file, folder, options.Limits, source, cancellation);
        return folder;
    }

    private static void Download(string address, string file, VendorOptions options, VendorSource source, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Limits.Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = Client.Send(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode) throw VendorErrors.Fetch(source, $"the server answered {(int)response.StatusCode} {response.ReasonPhrase}");
            using var from = response.Content.ReadAsStream(limit.Token);
            using var to = File.Create(file);
            var buffer = new byte[81920];
            for (int count; (count = from.Read(buffer)) > 0;)
            {
                limit.Token.ThrowIfCancellationRequested();
                to.Write(buffer, 0, count);
                if (to.Length > options.Limits.Bytes) throw VendorErrors.Fetch(source, $"it is larger than {options.Limits.Bytes} bytes");
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw VendorErrors.Fetch(source, e.Message, e);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw VendorErrors.Fetch(source, $"it took longer than {options.Limits.Timeout.TotalMinutes:0} minutes");
        }
    }
}
