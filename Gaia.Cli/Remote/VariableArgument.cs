using System.Text;
using Gaia.Cli.Hosting;
using Gaia.Contracts;
using Gaia.Stacks.Files;

namespace Gaia.Cli.Remote;

/// <summary>A <c>-var</c> or <c>-var-file</c> of the command line.</summary>
/// <param name="Text"><c>NAME=VALUE</c>, or a path.</param>
internal sealed record VariableArgument(bool IsFile, string Text)
{
    private const int LargestFile = 1_000_000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="folder">Of the component: a path is meant as terraform would mean it there.</param>
    /// <exception cref="CliException">Names the file, or the variable; never its value.</exception>
    public RunVariableRequest Read(string folder) => IsFile ? new(File: Text, Content: Content(Path.GetFullPath(Text, folder))) : Assignment();

    public override string ToString() => IsFile ? $"-var-file {Text}" : $"-var {Text.Split('=')[0]}";

    private RunVariableRequest Assignment() => Text.Split('=', 2) is [{ Length: > 0 } name, var value] ? new(name, value)
        : throw new CliException("A -var is not correctly specified: it is a variable's name and its value with = between them.", ExitCodes.WrongUse, "Such as -var 'size=3'.");

    private string Content(string path)
    {
        if (!path.EndsWith(".tfvars", StringComparison.Ordinal) && !path.EndsWith(".tfvars.json", StringComparison.Ordinal))
            throw Refused(path, "is not named *.tfvars or *.tfvars.json", "Rename it. With --local terraform runs here and takes any name.");
        if (RegularFile.IsSpecial(path) || Directory.Exists(path)) throw Refused(path, "is not a file", "Name a file.");
        if (!File.Exists(path)) throw Refused(path, "does not exist", "A path is relative to the component's folder, as terraform reads it there.");
        try
        {
            using var file = RegularFile.OpenRead(path);
            if (file.Length > LargestFile) throw Refused(path, $"has {file.Length} bytes; at most {LargestFile} are sent", "Split it, or keep large values in the stack.");
            var bytes = new byte[LargestFile + 1];
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return read <= LargestFile ? Strict.GetString(bytes, 0, read) : throw Refused(path, $"grows beyond {LargestFile} bytes while it is read", "Try again when it is complete.");
        }
        catch (DecoderFallbackException)
        {
            throw Refused(path, "is not text in UTF-8", "Write it as UTF-8.");
        }
        catch (UnauthorizedAccessException)
        {
            throw Refused(path, "may not be read", "Check its permissions.");
        }
    }

    private static CliException Refused(string path, string what, string advice) => new($"-var-file: {path} {what}.", ExitCodes.Failed, advice);
}
