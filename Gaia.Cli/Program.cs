using Gaia.Cli.Hosting;

using var interrupts = new Interrupts();
using var terminal = Terminal.OfThisProcess(args);
var context = new CliContext(terminal, interrupts, ProcessEnvironment.Read(), Environment.CurrentDirectory, TimeProvider.System);
return await CommandLine.RunAsync(args, context);
