using System.Text;

namespace Gaia.Documents.Yaml;

/// <summary>Bytes to text: UTF-8 only, with the place of the first byte that is not.</summary>
public static class YamlText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static void RefuseLarge(long bytes, YamlOptions options)
    {
        if (bytes > options.Limits.Bytes)
            throw new DocumentException("yaml.too-large",
                $"the file has {bytes:N0} bytes, more than the {options.Limits.Bytes:N0} that Gaia reads; split it", new(options.File, 0, 0));
    }

    public static string Decode(ReadOnlySpan<byte> bytes, YamlOptions options)
    {
        RefuseLarge(bytes.Length, options);
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            var before = bytes[..Math.Min(Math.Max(fault.Index, 0), bytes.Length)];
            var line = before.Count((byte)'\n') + 1;
            var column = before.Length - before.LastIndexOf((byte)'\n');
            throw new DocumentException("yaml.not-utf8",
                "the file is not UTF-8 text; save it as UTF-8", new(options.File, line, column), null, fault);
        }
    }
}
