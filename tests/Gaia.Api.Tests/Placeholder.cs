namespace Gaia.Api.Tests;
