namespace Gaia.Architecture.Tests;
