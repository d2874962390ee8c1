using Gaia.Jobs;
using Gaia.Queue.Bench;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

// measure.sh starts PostgreSQL and calls this: CONNECTION-STRING JOBS ROUNDS
var (connectionString, jobs, rounds) = (args[0], int.Parse(args[1]), int.Parse(args[2]));
await using var database = NpgsqlDataSource.Create(connectionString);
await using (var schema = typeof(JobsServices).Assembly.GetManifestResourceStream("Gaia.Jobs.Migrations.0001_jobs.sql")!)
await using (var migration = database.CreateCommand(await new StreamReader(schema).ReadToEndAsync()))
    await migration.ExecuteNonQueryAsync();

var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Services.AddLogging();
builder.Services.AddSingleton(database);
builder.Services.AddJobWorker().AddJobHandler<NoOp>("bench.no-op");
builder.Services.Configure<JobsOptions>(options => options.Capacity = 64);
using var host = builder.Build();
await host.StartAsync();

var queue = host.Services.GetRequiredService<JobQueue>();
await Latency.MeasureAsync(database, queue, 200); // warm
await Drain.RawAsync(database, 100);
await RawLatency.MeasureAsync(database, 200);
var (start, rawStart) = (new List<double>(), new List<double>());
for (var round = 0; round < rounds; round++)
{
    start.AddRange(await Latency.MeasureAsync(database, queue, jobs / rounds));
    rawStart.AddRange(await RawLatency.MeasureAsync(database, jobs / rounds));
}
Console.WriteLine($"enqueue -> start   p50 {At(start, 0.5):F2} ms   p99 {At(start, 0.99):F2} ms   (one job at a time, one worker)");
Console.WriteLine($"raw SQL reference  p50 {At(rawStart, 0.5):F2} ms   p99 {At(rawStart, 0.99):F2} ms   ratio of p50 {At(start, 0.5) / At(rawStart, 0.5):F2}");

// Alternating, so that both see the same machine.
var (ours, raw) = (new List<double>(), new List<double>());
for (var round = 0; round < rounds; round++)
{
    ours.Add(await Drain.OursAsync(database, jobs));
    raw.Add(await Drain.RawAsync(database, jobs));
}
Console.WriteLine($"drain              {Median(ours):F0} jobs/s with one worker   ({jobs} no-op jobs, median of {rounds})");
Console.WriteLine($"raw SQL reference  {Median(raw):F0} jobs/s: one connection, claim 50 and finish 50 a round   ratio {Median(ours) / Median(raw):F2}");
await host.StopAsync();

static double At(List<double> values, double share) => values.Order().ElementAt((int)(values.Count * share));

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
