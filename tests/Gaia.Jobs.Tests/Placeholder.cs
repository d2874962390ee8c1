namespace Gaia.Jobs.Tests;
