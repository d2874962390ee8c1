namespace Gaia.Jobs;
