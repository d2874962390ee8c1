namespace Gaia.ProcessHost.Tests;
