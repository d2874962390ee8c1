namespace Gaia.Audit.Tests;
