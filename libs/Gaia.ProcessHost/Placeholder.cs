namespace Gaia.ProcessHost;

public static class Placeholder;
