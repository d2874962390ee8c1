namespace Gaia.Cli.Output;

internal enum OutputFormat
{
    Table,
    Json,
    Yaml,
    Csv,
    Tsv,
    Tree,
    Hcl,
}
