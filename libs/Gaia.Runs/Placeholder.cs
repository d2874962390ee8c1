namespace Gaia.Runs;
