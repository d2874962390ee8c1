namespace Gaia.Audit;
