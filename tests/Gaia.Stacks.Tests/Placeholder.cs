namespace Gaia.Stacks.Tests;
