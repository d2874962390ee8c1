using System.Net.Sockets;

namespace Gaia.Contracts.Client;

internal static class ConnectionLoss
{
    /// <summary>Nobody there, cut off, or too slow; not the caller's own cancellation.</summary>
    public static bool Is(Exception exception, CancellationToken callers) => !callers.IsCancellationRequested
        && exception is HttpRequestException or IOException or OperationCanceledException;

    public static string Reason(Exception exception) => exception switch
    {
        OperationCanceledException => "it did not answer in time",
        { InnerException: SocketException socket } => Reason(socket),
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "it closed the connection in the middle",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => exception.Message,
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => "it closed the connection without an answer",
        _ => exception.Message,
    };

    private static string Reason(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.HostNotFound or SocketError.NoData => "no such host",
        SocketError.TimedOut => "it did not answer in time",
        SocketError.ConnectionReset => "it cut the connection",
        _ => socket.Message,
    };
}
