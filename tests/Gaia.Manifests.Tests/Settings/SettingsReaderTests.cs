using Gaia.Documents;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Settings;

public sealed class SettingsReaderTests
{
    [Fact]
    public void A_name_is_all_that_settings_need()
    {
        var settings = SettingsText.Read("app: shop").For(null);
        Assert.Equal(("shop", "base", "shop"), (settings.App, settings.Environment, settings.Namespace));
        Assert.Equal(new ImageSettings(), settings.Images);
        Assert.Equal(SecretProvider.External, settings.Secrets.Provider);
        Assert.Equal(ExposureKind.Ingress, settings.Exposure.Kind);
        Assert.True(settings.Network.Policies);
        Assert.Null(settings.Velero);
        Assert.False(settings.IsMeshed);
        var workload = settings.Of("any");
        Assert.Equal((new ResourceAmounts("100m", "128Mi"), new ResourceAmounts(null, "512Mi")), (workload.Requests, workload.Limits));
        Assert.Null(workload.Scaling);
    }

    [Fact]
    public void Every_setting_arrives()
    {
        var settings = SettingsText.Read("""
            app: shop
            namespace: shop-prod
            region: eu-west-1
            images: { registry: "ghcr.io/acme", tag: "1.2", demandDigests: true, pullPolicy: Always, digests: { api: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" } }
            parameters: { Greeting: "hello" }
            secrets:
              provider: existing
              backend: vault
              store: main
              storeKind: SecretStore
              prefix: shop/prod
              refresh: 1h30m
              places: { password: { name: shop, key: pw, uriKey: pw-uri } }
            exposure: { class: nginx, issuer: le, tlsSecret: tls, fromNamespaces: [infra], fromCidrs: [10.20.0.0/16], annotations: { acme.example/a: "1" } }
            network: { policies: false, dnsNamespace: dns, dnsLabels: { app: coredns }, apiServerCidrs: [10.3.0.1/32], kedaNamespace: scaling, meshNamespace: mesh, daprNamespace: dapr }
            monitoring: { serviceMonitors: true, rules: true, namespace: prom, labels: { release: prom } }
            telemetry: { collector: true, endpoint: "https://otel.acme.example:4317", dashboard: true, collectorImage: "a/b:1", dashboardImage: "c:2" }
            mesh: true
            velero: { schedule: 0 2 * * 1-5, keepFor: 24h, namespace: backups }
            storage: { class: fast, size: 5Gi, volumes: { data: { size: 1Gi, accessMode: ReadWriteMany }, tmp: { temporary: true } } }
            imagePullSecrets: [regcred]
            scheduling: { nodeSelector: { pool: apps }, tolerations: [{ key: dedicated, operator: Equal, value: apps, effect: NoSchedule }], topologyKey: kubernetes.io/hostname }
            resources:
              api:
                image: ghcr.io/acme/api@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                kind: deployment
                requests: { cpu: 0.5, memory: 256Mi }
                limits: { cpu: 2, memory: 1Gi }
                scaling: { min: 2, max: 8, memory: 80, queue: { query: select 1, target: 5, connection: DB } }
                hosts: [api.acme.example]
                paths: [/v1]
                probes: { ready: /health, live: /alive, startup: /up, port: http, startLimit: 60 }
                user: 1000
                writable: [/var/cache]
                readOnlyRoot: false
                configMaps: { /etc/ssl/rds: rds-authorities }
                environment: { A: "1" }
                secretEnvironment: { B: key }
                egress: [{ cidr: 0.0.0.0/0, except: [10.0.0.0/8], ports: [443] }, { namespace: other, labels: { app: x } }]
                accountAnnotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/x" }
                mountsToken: true
                runPods: { namespace: runs, accountAnnotations: { a: b }, egress: [{ cidr: 10.2.0.0/16, ports: [443] }] }
                annotations: { a: b }
                nodeSelector: { disk: ssd }
                tolerations: [{ operator: Exists }]
                gracePeriod: 90
                metrics: { port: http, path: /m, interval: 15s }
                serviceType: NodePort
                notSecret: [TOKEN_KIND]
                outsideFiles: [/etc/ssl/ca.pem]
                outputs: { host: db.acme.example }
                daprType: state.redis
              db:
                external: { host: db.acme.example, port: 5433, connectionString: db-connection, cidrs: [10.1.0.0/16] }
              job: { kind: job, account: robot }
              many: { replicas: 4, probes: { command: [pg_isready] }, requests: { storage: 2Gi }, limits: { storage: 3Gi } }
            """).For("base");
        Assert.Equal(("shop-prod", "eu-west-1", true), (settings.Namespace, settings.Region, settings.IsMeshed));
        Assert.Equal(new ImageSettings("ghcr.io/acme", "1.2", true, "Always") { Digests = settings.Images.Digests }, settings.Images);
        Assert.Equal([new("api", "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")], settings.Images.Digests);
        Assert.Equal("hello", settings.Parameters["greeting"]);
        Assert.Equal((SecretProvider.Existing, SecretBackend.Vault, "main", "SecretStore", "shop/prod", "1h30m"),
            (settings.Secrets.Provider, settings.Secrets.Backend, settings.Secrets.Store, settings.Secrets.StoreKind, settings.Secrets.Prefix, settings.Secrets.Refresh));
        Assert.Equal(new SecretPlace("shop", "pw", "pw-uri"), settings.Secrets.Places["password"]);
        Assert.Equal((ExposureKind.Ingress, "nginx", "le", "tls"),
            (settings.Exposure.Kind, settings.Exposure.Class, settings.Exposure.Issuer, settings.Exposure.TlsSecret));
        Assert.Equal(("infra", "10.20.0.0/16"), (Assert.Single(settings.Exposure.FromNamespaces), Assert.Single(settings.Exposure.FromCidrs)));
        Assert.Equal(("scaling", "mesh", "dapr"), (settings.Network.KedaNamespace, settings.Network.MeshNamespace, settings.Network.DaprNamespace));
        Assert.Equal("1", settings.Exposure.Annotations["acme.example/a"]);
        Assert.Equal((false, "dns", "coredns"), (settings.Network.Policies, settings.Network.DnsNamespace, settings.Network.DnsLabels["app"]));
        Assert.Equal((true, true, "prom", "prom"), (settings.Monitoring.ServiceMonitors, settings.Monitoring.Rules, settings.Monitoring.Namespace, settings.Monitoring.Labels["release"]));
        Assert.Equal(new TelemetrySettings(true, "https://otel.acme.example:4317", true, "a/b:1", "c:2"), settings.Telemetry);
        Assert.Equal(new VeleroSettings("0 2 * * 1-5", "24h", "backups"), settings.Velero);
        Assert.Equal(("fast", "5Gi"), (settings.Storage.Class, settings.Storage.Size));
        Assert.Equal(new VolumeSettings("fast", "1Gi", "ReadWriteMany"), settings.Storage.Volumes["DATA"]);
        Assert.Equal(new VolumeSettings(null, "5Gi", IsTemporary: true), settings.Storage.Volumes["tmp"]);
        Assert.Equal(["regcred"], settings.ImagePullSecrets);
        Assert.Equal(("apps", "kubernetes.io/hostname"), (settings.Scheduling.NodeSelector["pool"], settings.Scheduling.TopologyKey));
        Assert.Equal([new Toleration("dedicated", "Equal", "apps", "NoSchedule")], settings.Scheduling.Tolerations);

        var api = settings.Of("API");
        Assert.EndsWith("abcdef", api.Image, StringComparison.Ordinal);
        Assert.Equal(("deployment", new ResourceAmounts("0.5", "256Mi"), new ResourceAmounts("2", "1Gi")), (api.Kind, api.Requests, api.Limits));
        Assert.Equal(new ScalingSettings(2, 8, null, 80, null, new QueueScaling("select 1", 5, "DB")), api.Scaling);
        Assert.Equal("rds-authorities", api.ConfigMaps["/etc/ssl/rds"]);
        Assert.Equal(["api.acme.example", "/v1", "/var/cache", "TOKEN_KIND"], [.. api.Hosts, .. api.Paths, .. api.Writable, .. api.NotSecret]);
        Assert.Equal("/etc/ssl/ca.pem", Assert.Single(api.OutsideFiles));
        Assert.Equal(new ProbeSettings("/health", "/alive", "/up", "http", 60), api.Probes);
        Assert.Equal(("runs", "b", "10.2.0.0/16", 443), (api.RunPods!.Namespace, api.RunPods.AccountAnnotations["a"], api.RunPods.Egress[0].Cidr, api.RunPods.Egress[0].Ports[0]));
        Assert.Equal("10.3.0.1/32", Assert.Single(settings.Network.ApiServerCidrs));
        Assert.Equal((1000, false, true, 90, "NodePort", "state.redis"),
            (api.User, api.ReadOnlyRoot, api.MountsToken, api.GracePeriod, api.ServiceType, api.DaprType));
        Assert.Equal(("1", "key", "b", "ssd", "db.acme.example"),
            (api.Environment["A"], api.SecretEnvironment["B"], api.Annotations["a"], api.NodeSelector["disk"], api.Outputs["host"]));
        Assert.Equal("arn:aws:iam::1:role/x", api.AccountAnnotations["eks.amazonaws.com/role-arn"]);
        Assert.Equal([new Toleration(null, "Exists", null, null)], api.Tolerations);
        Assert.Equal(new MetricsSettings("http", "/m", "15s"), api.Metrics);
        Assert.Equal(("0.0.0.0/0", "10.0.0.0/8", 443), (api.Egress[0].Cidr, api.Egress[0].Except[0], api.Egress[0].Ports[0]));
        Assert.Equal(("other", "x"), (api.Egress[1].Namespace, api.Egress[1].Labels["app"]));
        var external = settings.Of("db").External!;
        Assert.Equal(("db.acme.example", 5433, "db-connection", "10.1.0.0/16"), (external.Host, external.Port, external.ConnectionString, external.Cidrs[0]));
        Assert.Equal("pg_isready", settings.Of("many").Probes!.Command![0]);
        Assert.Equal(("job", "robot"), (settings.Of("job").Kind, settings.Of("job").Account));
        Assert.Equal(("2Gi", "3Gi"), (settings.Of("many").Requests.Storage, settings.Of("many").Limits.Storage));
        Assert.Equal(4, settings.Of("many").Replicas);
    }

    [Theory]
    [InlineData("api", 3, 20)]
    [InlineData("web", 2, 10)]
    public void A_role_scales_as_is_usual(string word, int min, int max) =>
        Assert.Equal(new ScalingSettings(min, max), SettingsText.Read($"app: a\nresources:\n  x: {{ scaling: {word} }}").For(null).Of("x").Scaling);

    [Theory]
    [InlineData("requests: { memory: 2Gi }", "2Gi", "2Gi")]
    [InlineData("limits: { memory: 64Mi }", "64Mi", "64Mi")]
    [InlineData("requests: { memory: 256Mi }", "256Mi", "512Mi")]
    public void Of_request_and_limit_the_one_that_is_not_set_gives_way(string line, string request, string limit)
    {
        var workload = SettingsText.Read($"app: a\nresources:\n  x:\n    {line}").For(null).Of("x");
        Assert.Equal((request, limit), (workload.Requests.Memory, workload.Limits.Memory));
    }

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once_in_the_order_of_the_file()
    {
        var faults = SettingsText.Faults("""
            app: Shop_1
            naemspace: x
            resources:
              api:
                replcas: 3
                hosts: ["http://api"]
            environments:
              base: {}
              dev:
                velero: { schedule: 0 25 * * * }
            """);
        Assert.Equal(
        [
            "deploy/settings.yaml:1:6: app: \"Shop_1\" is not a DNS label: lower-case letters, digits and dashes, neither first nor last a dash",
            "deploy/settings.yaml:2:12: unknown key 'naemspace'; did you mean 'namespace'?",
            "deploy/settings.yaml:5:14: resources.api: unknown key 'replcas'; did you mean 'replicas'?",
            "deploy/settings.yaml:6:13: resources.api.hosts[0]: \"http://api\" is not a DNS name, such as api.acme.example or *.acme.example, in lower case and without scheme and port",
            "deploy/settings.yaml:8:9: environments.base: base is the file's own level: give the environment another name",
            "deploy/settings.yaml:10:25: environments.dev.velero.schedule: the hour '25' is not one of 0 to 23, *, ranges (a-b), lists (a,b) and steps (*/n) of them",
        ], faults.Select(fault => fault.Describe()));
    }

    [Theory]
    [InlineData("requests: { cpu: 2 }\n    limits: { cpu: 500m }", "resources.x.requests.cpu: 2 is more than limits.cpu, which is 500m")]
    [InlineData("requests: { memory: 2Gi }\n    limits: { memory: 512M }", "resources.x.requests.memory: 2Gi is more than limits.memory, which is 512M")]
    [InlineData("requests: { storage: 2Gi }\n    limits: { storage: 1Gi }", "resources.x.requests.storage: 2Gi is more than limits.storage, which is 1Gi")]
    [InlineData("kind: job\n    replicas: 2", "resources.x.replicas: replicas is of what goes on running, and with kind: job it runs once")]
    [InlineData("kind: job\n    probes: { live: /alive }", "probes is of what goes on running, and with kind: job")]
    [InlineData("account: robot\n    accountAnnotations: { a: b }", "accountAnnotations would be written on an account of its own, and `account` names one")]
    [InlineData("scaling: { min: 5, max: 3 }", "resources.x.scaling.min: 5 is more than scaling.max, which is 3")]
    [InlineData("scaling: { min: 0, max: 3 }", "0 needs scaling.queue")]
    [InlineData("scaling: { min: 1 }", "missing key 'max'")]
    [InlineData("scaling: fast", "\"fast\" is not one of \"api\", \"web\"")]
    [InlineData("scaling: api\n    replicas: 3", "scaling decides the number of replicas")]
    [InlineData("scaling: api\n    kind: job", "a job is not scaled")]
    [InlineData("probes: { command: [a], live: /alive }", "a command is run instead of asking a path")]
    [InlineData("egress: [{ ports: [443] }]", "this one has neither")]
    [InlineData("egress: [{ cidr: 10.0.0.0/8, namespace: x }]", "not both")]
    [InlineData("egress: [{ cidr: 10.0.0.1/8 }]", "\"10.0.0.1/8\" is not a block of addresses")]
    [InlineData("egress: [{ cidr: 10.0.0.0/8, except: [11.0.0.0/16] }]", "11.0.0.0/16 is not within 10.0.0.0/8")]
    [InlineData("egress: [{ cidr: 10.0.0.0/8, labels: { a: b } }]", "labels pick pods of a namespace")]
    [InlineData("egress: [{ namespace: a, except: [10.0.0.0/8] }]", "except takes blocks out of a cidr")]
    [InlineData("runPods: { egress: [{ ports: [443] }] }", "resources.x.runPods.egress[0]: an entry has a cidr or a namespace; this one has neither")]
    [InlineData("external: { cidrs: [10.0.0.0/33] }", "\"10.0.0.0/33\" is not a block of addresses")]
    [InlineData("environment: { A: 1 }", "expected string, found integer: put it in quotes")]
    [InlineData("environment: { 1A: x }", "\"1A\" is not a name of an environment variable")]
    [InlineData("hosts: [~]", "hosts[0]: expected string, found null")]
    [InlineData("tolerations: [{ operator: Exists, value: x }]", "operator Exists takes no value")]
    [InlineData("tolerations: [{ effect: NoSchedule }]", "needs the key 'key'")]
    public void What_does_not_go_together_is_refused(string lines, string message) =>
        Assert.Contains(message, Assert.Single(SettingsText.Faults($"app: a\nresources:\n  x:\n    {lines}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("requests: { cpu: 0 }", "0 is less than 0.001")]
    [InlineData("requests: { cpu: 1 core }", "\"1 core\" is not an amount of CPU, such as 250m or 2")]
    [InlineData("requests: { memory: 512m }", "\"512m\" is not an amount of bytes, such as 512Mi or 20Gi")]
    [InlineData("image: api@sha256:abc", "is not an image with tag or digest")]
    [InlineData("external: { cidrs: [10.0.0.0/33] }", "such as 10.0.0.0/16: the prefix goes up to 32")]
    [InlineData("external: { cidrs: [\"fd00::/129\"] }", "the prefix goes up to 128")]
    [InlineData("external: { cidrs: [1.2.3/8] }", "the bits behind the prefix have to be 0")]
    [InlineData("external: { cidrs: [1.2.3.4.5/8] }", "what stands before the / is not an IP address")]
    [InlineData("external: { cidrs: [10.0.0.1/8] }", "the bits behind the prefix have to be 0")]
    [InlineData("external: { port: 65536 }", "65536 is more than 65535")]
    [InlineData("user: 0", "0 is less than 1")]
    public void A_message_says_what_is_allowed(string line, string message) =>
        Assert.Contains(message, Assert.Single(SettingsText.Faults($"app: a\nresources:\n  x:\n    {line}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("exposure: { class: alb }", "the load balancer of alb connects to pods from outside of the cluster")]
    [InlineData("exposure: { fromCidrs: [10.0.0.1/8] }", "exposure.fromCidrs[0]: \"10.0.0.1/8\" is not a block of addresses")]
    [InlineData("network: { apiServerCidrs: [10.0.0.0/99] }", "network.apiServerCidrs[0]: \"10.0.0.0/99\" is not a block of addresses")]
    [InlineData("exposure: { class: alb, fromCidrs: [10.0.0.0/16] }", null)]
    [InlineData("exposure: { class: alb, fromNamespaces: [kube-system] }", null)]
    [InlineData("exposure: { class: alb }\nnetwork: { policies: false }", null)]
    public void A_load_balancer_has_to_be_let_in(string line, string? message)
    {
        if (message is null) SettingsText.Read($"app: a\n{line}");
        else Assert.Contains(message, Assert.Single(SettingsText.Faults($"app: a\n{line}")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exposure: { class: alb, fromCidrs: [10.0.0.0/16] }", "")]
    [InlineData("exposure: { kind: gateway, gateway: a/b, fromCidrs: [10.0.0.0/16] }", "ingress-nginx")]
    [InlineData("exposure: { class: nginx }", "ingress-nginx")]
    public void Where_only_a_load_balancer_connects_no_namespace_is_open(string line, string namespaces) =>
        Assert.Equal(namespaces, string.Join(' ', SettingsText.Read($"app: a\n{line}").For(null).Exposure.FromNamespaces));

    [Theory]
    [InlineData("scaling: { requests: null }", 2, 5, null)]
    [InlineData("scaling: { max: 9 }", 2, 9, 100)]
    [InlineData("scaling: { queue: null, min: 1 }", 1, 5, 100)]
    public void Null_takes_away_a_part_of_what_a_level_below_sets(string above, int min, int max, int? requests)
    {
        var scaling = SettingsText.Read($"app: a\nresources: {{ x: {{ scaling: {{ min: 2, max: 5, cpu: 60, requests: 100 }} }} }}\nenvironments: {{ prod: {{ resources: {{ x: {{ {above} }} }} }} }}")
            .For("prod").Of("x").Scaling!;
        Assert.Equal((min, max, 60, requests), (scaling.Min, scaling.Max, scaling.Cpu, scaling.Requests));
    }

    [Theory]
    [InlineData("environment: null")]
    [InlineData("secretEnvironment: { A: null }")]
    [InlineData("outputs: null")]
    [InlineData("external: { cidrs: null, port: null }")]
    [InlineData("scaling: null")]
    [InlineData("egress: null")]
    public void Null_is_taken_wherever_a_level_may_stand_above_another(string above) =>
        SettingsText.Read($"app: a\nenvironments: {{ prod: {{ resources: {{ x: {{ {above} }} }} }} }}");

    [Fact]
    public void A_level_knows_the_variables_of_all() => Assert.Equal(["A", "B", "A", "B"], SettingsText.Read("""
        app: a
        resources: { x: { environment: { A: "1" } } }
        environments: { prod: { resources: { X: { secretEnvironment: { B: key } } } } }
        """) is var settings ? [.. settings.For(null).Of("x").EveryVariable.Distinct().Order(), .. settings.For("prod").Of("x").EveryVariable.Distinct().Order()] : []);

    [Fact]
    public void Sandboxes_are_for_one_machine() =>
        Assert.Contains("`machine: true`", Assert.Single(SettingsText.Faults("app: a\nresources:\n  x: { sandboxes: true }\nenvironments:\n  box: { machine: true }")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_gateway_needs_its_name() =>
        Assert.Contains("needs the key 'gateway'", Assert.Single(SettingsText.Faults("app: a\nexposure: { kind: gateway }")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("exposure: { kind: gateway, gateway: a/b, issuer: le }", "exposure.issuer: issuer is of an Ingress, and with kind: gateway")]
    [InlineData("exposure: { kind: gateway, gateway: a/b, tlsSecret: tls }", "exposure.tlsSecret: tlsSecret is of an Ingress")]
    [InlineData("exposure: { gateway: a/b }", "exposure.gateway: gateway is where routes hang on, and only kind: gateway")]
    [InlineData("storage: { volumes: { files: { temporary: true, class: fast } } }", "storage.volumes.files.class: class belongs to a claim, and temporary: true makes no claim")]
    [InlineData("storage: { volumes: { files: { temporary: true, accessMode: ReadWriteMany } } }", "accessMode belongs to a claim, and temporary: true")]
    [InlineData("telemetry: { collector: true, secretHeaders: { Authorization: otlp-token } }", "secretHeaders go to telemetry.endpoint, which is not set")]
    [InlineData("resources: { w: { environment: { A: x }, secretEnvironment: { A: key } } }", "resources.w.environment.A: A is in `environment` and in `secretEnvironment`: remove one of the two")]
    [InlineData("resources: { w: { runPods: {}, environment: { Gaia__Isolation: none } } }", "Gaia__Isolation is what runPods sets")]
    [InlineData("resources: { w: { runPods: { namespace: a } } }", "name another namespace than the application's")]
    [InlineData("resources: { w: { runPods: {} } }\nmachine: true", "runPods are Jobs of a cluster, and machine: true has no cluster")]
    public void A_setting_that_another_leaves_without_effect_is_refused_by_both_names(string line, string message)
    {
        var fault = Assert.Single(SettingsText.Faults($"app: a\n{line}"));
        Assert.Equal("settings.clash", fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("storage: { volumes: { files: { temporary: true } } }", "1Gi")]
    [InlineData("storage: { size: 5Gi, volumes: { files: { temporary: true } } }", "5Gi")]
    [InlineData("storage: { volumes: { files: { size: 20Gi } } }\nenvironments: { prod: { storage: { volumes: { files: { temporary: true } } } } }", "20Gi")]
    public void A_temporary_volume_has_the_size_that_is_set(string lines, string size) =>
        Assert.Equal(size, SettingsText.Read($"app: a\n{lines}") is var settings ? settings.For(settings.Environments.FirstOrDefault()).Storage.Volumes["files"].Size : null);

    [Fact]
    public void A_name_of_the_manifest_has_one_spelling() =>
        Assert.Contains("is the same name as 'api'", Assert.Single(SettingsText.Faults("app: a\nresources:\n  api: {}\n  API: {}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("- a")]
    public void What_is_no_map_is_refused(string text) =>
        Assert.Equal("settings.invalid", Assert.Throws<ManifestException>(() => SettingsText.Read(text)).Code);

    [Fact]
    public void What_is_no_YAML_names_its_place()
    {
        var fault = Assert.Throws<DocumentException>(() => SettingsText.Read("app: a\nmesh: [1"));
        Assert.StartsWith("yaml.", fault.Code, StringComparison.Ordinal);
        Assert.Equal(SettingsText.File, fault.Mark.File);
    }

    [Fact]
    public void The_schema_is_there_for_editors() => Assert.Contains("\"$schema\"", SettingsSchema.Text, StringComparison.Ordinal);
}
