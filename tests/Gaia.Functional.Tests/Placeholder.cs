namespace Gaia.Functional.Tests;
