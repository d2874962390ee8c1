namespace Gaia.Access;
