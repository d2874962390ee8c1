namespace Gaia.Security.Tests;

/// <summary>Ways to write the path of a file outside.</summary>
internal static class Spellings
{
    private const string Up = "../../../../../../../../../../../..";

    public static IReadOnlyDictionary<string, Func<Trap, string, string>> All { get; } = new Dictionary<string, Func<Trap, string, string>>
    {
        ["absolute"] = (trap, file) => $"{trap.Outside}/{file}",
        ["up"] = (trap, file) => $"{Up}{trap.Outside}/{file}",
        ["down and up"] = (trap, file) => $"./stacks/../{Up}{trap.Outside}/./{file}",
        ["beside the root"] = (trap, file) => $"{trap.Root}/../outside/{file}",
        ["like the root"] = (trap, file) => $"{trap.Root}2/../outside/{file}",
        ["slashes"] = (trap, file) => $"//{trap.Outside.Replace("/", "//")}/.//{file}",
        ["dots at the end"] = (trap, file) => $"{trap.Outside}/{file}/.",
        ["slash at the end"] = (trap, file) => $"{trap.Outside}/{file}/",
        ["link to the file"] = (trap, file) => $"{trap.Root}/links/files/{file}",
        ["link to the folder"] = (trap, file) => $"{trap.Root}/links/absolute/{file}",
        ["relative link"] = (trap, file) => $"{trap.Root}/links/relative/{file}",
        ["links to links"] = (trap, file) => $"{trap.Root}/links/chain/{file}",
        ["link in the middle"] = (trap, file) => $"{trap.Root}/links/real/middle/../middle/{file}",
        ["link out and in"] = (trap, file) => $"{trap.Root}/links/back/{file}",
        ["link in a circle"] = (trap, file) => $"{trap.Root}/links/loop/{file}",
        ["pipe"] = (trap, file) => $"{trap.Root}/links/pipes/{file}",
        ["link to a device"] = (trap, file) => $"{trap.Root}/links/devices/{file}",
        ["device"] = (_, _) => "/dev/zero",
        ["own environment"] = (_, _) => "/proc/self/environ",
        ["root of the process"] = (trap, file) => $"/proc/self/root{trap.Outside}/{file}",
        ["root of the process, relative"] = (trap, file) => $"{Up}/proc/self/root{trap.Outside}/{file}",
        ["home"] = (_, file) => $"~/{file}",
        ["home of a variable"] = (_, file) => $"${{HOME}}/{file}",
        ["file address"] = (trap, file) => $"file://{trap.Outside}/{file}",
        ["file address, loud"] = (trap, file) => $"FILE://{trap.Outside}/{file}",
        ["file address with dots"] = (trap, file) => $"file:///../{Up}{trap.Outside}/{file}",
        ["file address, encoded"] = (trap, file) => $"file://{trap.Outside.Replace("/", "%2F")}%2F{file}",
        ["git address of a folder"] = (trap, file) => $"git::file://{trap.Outside}//{file}",
        ["git address without a scheme"] = (trap, file) => $"git::{trap.Outside}//{file}",
        ["encoded dots"] = (trap, file) => $"{Up.Replace("..", "%2e%2e")}{trap.Outside}/{file}",
        ["encoded slashes"] = (trap, file) => $"{Up.Replace("/", "%2f")}{trap.Outside}/{file}",
        ["NUL"] = (trap, file) => $"{trap.Outside}/{file}\0.yaml",
        ["NUL before"] = (trap, file) => $"\0{trap.Outside}/{file}",
        ["blank at the end"] = (trap, file) => $"{trap.Outside}/{file} ",
        ["wide dots"] = (trap, file) => $"{Up.Replace("..", "．．")}{trap.Outside}/{file}",
        ["backslashes"] = (trap, file) => $"{Up.Replace('/', '\\')}{trap.Outside.Replace('/', '\\')}\\{file}",
        ["pattern"] = (trap, file) => $"{trap.Outside}/{file[..4]}*{file[6..]}",
        ["pattern over links"] = (trap, file) => $"{trap.Root}/links/*/{file}",
        ["braces"] = (trap, file) => $"{trap.Root}/{{.,x}}{{.,y}}/outside/{file}",
        ["every folder"] = (trap, file) => $"{trap.Root}/../**/{file}",
        ["long"] = (trap, file) => $"{string.Concat(Enumerable.Repeat("x/../", 2000))}{Up}{trap.Outside}/{file}",
        ["long name"] = (trap, file) => $"{Up}{trap.Outside}/{new string('x', 5000)}/../{file}",
    };
}
