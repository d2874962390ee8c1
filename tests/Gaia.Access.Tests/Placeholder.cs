namespace Gaia.Access.Tests;
