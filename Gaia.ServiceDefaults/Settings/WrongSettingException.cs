namespace Gaia.ServiceDefaults.Settings;

/// <summary>A service cannot start with its settings. The message names one as the environment does, and what to do.</summary>
public class WrongSettingException(string message) : Exception(message);
