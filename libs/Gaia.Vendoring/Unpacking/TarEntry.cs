namespace Gaia.Vendoring.Unpacking;

internal enum TarEntryKind { File, Directory }

internal sealed record TarEntry(string Path, TarEntryKind Kind, long Size, bool Executable);
