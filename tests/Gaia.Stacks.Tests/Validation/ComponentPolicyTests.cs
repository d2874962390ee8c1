using Gaia.Stacks.Validation;

namespace Gaia.Stacks.Tests.Validation;

/// <summary>settings.validation: a check that cannot be read is never passed over.</summary>
public sealed class ComponentPolicyTests
{
    [Theory]
    [InlineData("[1]", "settings.validation must be a map of checks by name, not a list")]
    [InlineData("on", "settings.validation must be a map of checks by name, not a string")]
    [InlineData("{a: x.json}", "settings.validation.a must be a map with schema_type and schema_path, not the string 'x.json'")]
    [InlineData("{a: ~}", "settings.validation.a must be a map with schema_type and schema_path, not null; to switch off an inherited check write `disabled: true` in it")]
    [InlineData("{a: {schema_type: jsonschema}}", "settings.validation.a needs a schema_path: the file of its schema or policy")]
    [InlineData("{a: {schema_type: jsonschema, schema_path: ''}}", "settings.validation.a needs a schema_path: the file of its schema or policy")]
    [InlineData("{a: {schema_path: x.json}}", "settings.validation.a needs a schema_type: jsonschema or opa")]
    [InlineData("{a: {schema_type: cue, schema_path: x}}", "settings.validation.a.schema_type 'cue' is not supported; use jsonschema or opa")]
    [InlineData("{a: {schema_type: opa, schema_pth: x}}", "settings.validation.a.schema_pth is not a known key; did you mean 'schema_path'?")]
    [InlineData("{a: {schema_type: opa, schema_path: x, whatever: 1}}", "settings.validation.a.whatever is not a known key; a check has schema_type, schema_path, module_paths, description, disabled, timeout")]
    [InlineData("{a: {schema_type: opa, schema_path: x, disabled: 'yes'}}", "settings.validation.a.disabled must be true or false, not the string 'yes'")]
    [InlineData("{a: {schema_type: opa, schema_path: x, disabled: '{{ .vars.off }}'}}", "settings.validation.a.disabled must be true or false, not '{{ .vars.off }}': functions and templates are not evaluated there")]
    [InlineData("{a: {schema_type: opa, schema_path: x, module_paths: y}}", "settings.validation.a.module_paths must be a list of paths, not the string 'y'")]
    [InlineData("{a: {schema_type: opa, schema_path: x, module_paths: [1]}}", "settings.validation.a.module_paths must be a list of paths, but holds a int")]
    [InlineData("{a: {schema_type: opa, schema_path: x, timeout: -1}}", "settings.validation.a.timeout must be a number of seconds from 1 to 86400, or 0 for the default")]
    [InlineData("{a: {schema_type: opa, schema_path: x, timeout: soon}}", "settings.validation.a.timeout must be a whole number of seconds, not the string 'soon'")]
    [InlineData("{a: {disabled: true, schema_tpye: opa}}", "settings.validation.a.schema_tpye is not a known key; did you mean 'schema_type'?")]
    public void What_is_no_check_is_refused_at_its_place(string validation, string message)
    {
        using var repository = Repository(validation);
        var fault = Assert.Throws<StacksInvalidException>(() => ComponentPolicy.Of(repository.Find("app", "dev")));
        Assert.Equal(("validation.invalid", message), (fault.Code, fault.Message));
        Assert.Equal(("stacks/deploy/dev.yaml", 5), (fault.Mark.File, fault.Mark.Line));
        Assert.Contains(ValidateStacks.Run(repository.Open()), problem => problem.Message == message && problem.Mark == fault.Mark);
    }

    [Theory]
    [InlineData("~", 0)]
    [InlineData("{}", 0)]
    [InlineData("{a: {disabled: true}}", 0)]
    [InlineData("{a: {schema_type: jsonschema, schema_path: x.json, description: why, disabled: false, timeout: 0}}", 1)]
    [InlineData("{a: {schema_type: opa, schema_path: x.rego, module_paths: [lib], timeout: 5}, b: {schema_type: opa, schema_path: y.rego}}", 2)]
    public void What_atmos_allows_is_read(string validation, int count)
    {
        using var repository = Repository(validation);
        Assert.Equal(count, ComponentPolicy.Of(repository.Find("app", "dev")).Count);
        Assert.Empty(ValidateStacks.Run(repository.Open()));
    }

    private static TestRepository Repository(string validation) => new(("stacks/deploy/dev.yaml",
        $"vars: {{stage: dev}}\ncomponents:\n  terraform:\n    app:\n      settings: {{validation: {validation}}}\n"));
}
