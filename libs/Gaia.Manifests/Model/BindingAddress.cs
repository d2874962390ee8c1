namespace Gaia.Manifests.Model;

/// <summary>A binding as others see it in the cluster.</summary>
/// <param name="Port">What others connect to.</param>
/// <param name="TargetPort">What the process listens on.</param>
/// <param name="Protocol">tcp or udp.</param>
internal sealed record BindingAddress(string Scheme, string Host, int Port, int TargetPort, string Protocol, string Transport)
{
    public bool IsTls => Scheme is "https" or "rediss" or "amqps" or "tls" or "wss";
}
