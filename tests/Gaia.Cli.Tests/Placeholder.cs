namespace Gaia.Cli.Tests;
