// What a test asks for by arguments: --servers adds PostgreSQL and Redis, --stubborn a program that ignores TERM, --port N a program on that port, --program NAME one to run.
var builder = DistributedApplication.CreateBuilder(args);

var sleeper = builder.AddExecutable("sleeper", "sleep", ".", "1000");
if (builder.Configuration["stubborn"] == "true")
    builder.AddExecutable("stubborn", "/bin/sh", ".", "-c", "trap '' TERM; sleep 1000 & while :; do wait; done");

if (builder.Configuration["servers"] == "true")
{
    var database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("things");
    builder.AddRedis("redis").WithDataVolume();
    builder.AddExecutable("after-database", "sleep", ".", "1000").WithReference(database).WaitFor(database);
}
if (builder.Configuration["port"] is { } port)
    sleeper.WithHttpEndpoint(port: int.Parse(port));
if (builder.Configuration["program"] is { } program)
    builder.AddExecutable("missing", program, ".");

builder.Build().Run();
