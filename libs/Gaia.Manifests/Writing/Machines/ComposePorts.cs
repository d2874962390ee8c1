using System.Globalization;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Writing.Machines;

/// <summary>
/// Which port of the machine each external binding has: its own, unless one before it by name has that already. Then the next that none wants.
/// </summary>
internal sealed class ComposePorts
{
    private const int Last = 65535;

    private readonly Dictionary<(string Workload, string Port), int> chosen = [];

    public ComposePorts(AppModel model)
    {
        var wanted = External(model).ToList();
        var owners = new Dictionary<(int Port, string Protocol), (Workload Workload, WorkloadPort Port)>();
        foreach (var (workload, port) in wanted)
            if (owners.TryAdd((port.Port, port.Protocol), (workload, port)))
                chosen[(workload.Name, port.Name)] = port.Port;
        var notes = new List<NotPublished>();
        foreach (var (workload, port) in wanted.Where(one => !chosen.ContainsKey((one.Workload.Name, one.Port.Name))))
        {
            var free = Enumerable.Range(port.Port + 1, Last - port.Port).FirstOrDefault(number => !owners.ContainsKey((number, port.Protocol)));
            var first = owners[(port.Port, port.Protocol)].Workload;
            chosen[(workload.Name, port.Name)] = free;
            owners[(free, port.Protocol)] = (workload, port);
            notes.Add(new($"{workload.Resource}.bindings.{port.Name}", port.AppProtocol,
                $"It is at 127.0.0.1:{free}, as {first.Resource} has {port.Port}. {Variable(workload, port)}=ADDRESS:PORT in the environment of compose is another address", IsLoss: false));
        }

        Notes = notes;
    }

    public IReadOnlyList<NotPublished> Notes { get; }

    /// <summary>Two bindings that would read the same variable.</summary>
    public static IEnumerable<ManifestFault> Faults(AppModel model) =>
        from same in External(model).GroupBy(one => Variable(one.Workload, one.Port), StringComparer.Ordinal)
        where same.Count() > 1
        select new ManifestFault("name.clash", $"{string.Join(" and ", same.Select(one => $"{one.Workload.Resource}.bindings.{one.Port.Name}"))} would both have their address from {same.Key}: rename one of them in the AppHost.");

    // For this machine alone unless it is said otherwise: there is no TLS, and who is behind a proxy believes what it says of its clients.
    public string Of(Workload workload, WorkloadPort port) => string.Create(CultureInfo.InvariantCulture,
        $"${{{Variable(workload, port)}:-127.0.0.1:{chosen[(workload.Name, port.Name)]}}}:{port.TargetPort}{(port.Protocol == "UDP" ? "/udp" : "")}");

    /// <summary>`web`'s `http`: `WEB_HTTP_ADDRESS`.</summary>
    private static string Variable(Workload workload, WorkloadPort port) =>
        string.Concat($"{workload.Name}-{port.Name}-address".Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));

    private static IEnumerable<(Workload Workload, WorkloadPort Port)> External(AppModel model) =>
        from workload in model.Workloads.OrderBy(workload => workload.Name, StringComparer.Ordinal)
        from port in workload.Ports
        where port.IsExternal
        select (workload, port);
}
