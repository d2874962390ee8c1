namespace Gaia.ServiceDefaults;
