namespace Gaia.Runs.Tests;
